import type { LanguageFunction } from '../../catalog/connector-changes.ts';
import type { Metadata } from '../../catalog/metadata.ts';
import type { Session } from '../../session/session.ts';
import { parseSqlPath } from '../../session/sql-path.ts';
import type { Routine } from '../../routines/routine.ts';
import type { DeclaredRoutine, FunctionSchema } from './declared-routine.ts';
import { parseSpecification } from './read-specification.ts';
import { routineHead } from './routine-head.ts';

/** A stored function as calls find it. */
interface StoredRoutine extends DeclaredRoutine {
  readonly source: StoredSource;
  analysing: boolean;
}

/** Where a stored function is, and what is kept of it. */
export interface StoredSource {
  readonly schema: FunctionSchema;
  readonly function: LanguageFunction;
}

/**
 * The functions that catalogs keep (CREATE FUNCTION), as one statement sees them. A body is analysed when the first call of its function is
 * met, under the path that the function was made with; its errors tell positions in the text that is kept.
 */
export class StoredRoutines {
  readonly #metadata: Metadata;
  readonly #analyzeBody: (head: DeclaredRoutine, source: StoredSource) => Routine;
  readonly #schemas = new Map<string, readonly StoredRoutine[]>();
  readonly #finished: Routine[] = [];

  constructor(metadata: Metadata, analyzeBody: (head: DeclaredRoutine, source: StoredSource) => Routine) {
    this.#metadata = metadata;
    this.#analyzeBody = analyzeBody;
  }

  /** Those that were called, each behind those that it calls. */
  get routines(): readonly Routine[] {
    return this.#finished;
  }

  /** The functions of a name that a schema keeps. */
  named(schema: FunctionSchema, name: string): readonly DeclaredRoutine[] {
    const key = JSON.stringify([schema.catalog, schema.schema]);
    let known = this.#schemas.get(key);
    if (known === undefined) {
      known = this.#metadata.functions(schema.catalog, schema.schema).map((fn) => {
        const { head, parameters } = routineHead(parseSpecification(fn.sql), fn.sql, {
          ...schema,
          handle: this.#metadata.catalog(schema.catalog)?.handle ?? schema.catalog,
        });
        return {
          name: head.signature.name.functionName,
          parameters: parameters.map(({ type }) => type),
          function: head,
          source: { schema, function: fn },
          analysing: false,
        };
      });
      this.#schemas.set(key, known);
    }
    return known.filter((each) => each.name === name);
  }

  /**
   * Analyses the body of one of these functions, unless that is done.
   * @returns false while that is going on: the function calls itself
   */
  complete(declared: DeclaredRoutine): boolean {
    const stored = declared as StoredRoutine;
    if (stored.analysing) return false;
    if (stored.routine !== undefined) return true;
    stored.analysing = true;
    try {
      const routine = this.#analyzeBody(stored, stored.source);
      stored.routine = routine;
      stored.function = routine.function;
      this.#finished.push(routine);
    } finally {
      stored.analysing = false;
    }
    return true;
  }
}

/** The schemas in which functions are looked for by a name alone, in order. */
export function pathSchemas({ path, catalog }: Session): readonly FunctionSchema[] {
  return parseSqlPath(path).flatMap((element) => {
    const name = element.catalog?.value.toLowerCase() ?? catalog;
    return name === undefined ? [] : { catalog: name, schema: element.schema.value.toLowerCase() };
  });
}
