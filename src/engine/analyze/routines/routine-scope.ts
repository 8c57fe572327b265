import type { FunctionBinding } from '../../functions/resolve-function.ts';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { inlineSchema } from '../../routines/routine.ts';
import type { Routine } from '../../routines/routine.ts';
import type { Session } from '../../session/session.ts';
import { canCoerce } from '../../types/coercion.ts';
import { parseType } from '../../types/parse-type.ts';
import { sameType } from '../../types/same-type.ts';
import type { Type } from '../../types/type.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import { semanticError } from '../semantic-error.ts';
import type { DeclaredRoutine, FunctionSchema } from './declared-routine.ts';
import { pathSchemas } from './stored-routines.ts';
import type { StoredRoutines } from './stored-routines.ts';

/** What a call's name can mean among SQL functions, in the order in which they are looked for. */
export interface RoutineCandidates {
  /** Functions that the statement brings along: before those of the server. */
  readonly inline: readonly DeclaredRoutine[];
  /** Whether the name may be one of the server's. */
  readonly builtin: boolean;
  /** Functions that catalogs keep, a list a schema. */
  readonly stored: readonly (readonly DeclaredRoutine[])[];
}

/** The SQL functions that calls of a statement, or of a function's body, can mean. */
export class RoutineScope {
  readonly #declared: DeclaredRoutine[] = [];
  readonly #stored: StoredRoutines;
  readonly #session: Session;

  /** @param session whose path says where functions are looked for by a name alone */
  constructor(stored: StoredRoutines, session: Session) {
    this.#stored = stored;
    this.#session = session;
  }

  /** Without the functions that the statement brings along: for what is kept apart from it. @param session with its path there */
  ofCatalogs(session: Session): RoutineScope {
    return new RoutineScope(this.#stored, session);
  }

  /** Those whose bodies are known, each behind those that it calls. */
  get routines(): readonly Routine[] {
    return [...this.#stored.routines, ...this.#declared.flatMap(({ routine }) => routine ?? [])];
  }

  /** Makes a function known; one of the same name and parameters before it is hidden. */
  declare(fn: ResolvedFunction): (routine: Routine) => void {
    const name = fn.signature.name.functionName.toLowerCase();
    const { argumentTypes } = fn.signature;
    const declared: DeclaredRoutine = { name, function: fn, parameters: argumentTypes.map(parseType) };
    const same = this.#declared.findIndex(
      (other) =>
        other.name === name && String(other.function.signature.argumentTypes) === String(argumentTypes),
    );
    if (same >= 0) this.#declared.splice(same, 1);
    this.#declared.push(declared);
    return (routine) => {
      declared.routine = routine;
    };
  }

  /**
   * What a call may mean: `f` one that the statement brings along, one of the server or of the path; `schema.f` one of the session's catalog.
   * @returns undefined when no SQL function has the name
   * @throws TrinoError MISSING_CATALOG_NAME
   */
  candidates({ name }: FunctionCallNode): RoutineCandidates | undefined {
    const parts = name.parts.map(({ value }) => value.toLowerCase());
    const local = parts.at(-1) ?? '';
    const named = this.#declared.filter((each) => each.name === local);
    const isInline = parts.length === 3 && parts[0] === 'system' && parts[1] === inlineSchema;
    const inline = parts.length === 1 || isInline ? named : [];
    const stored = this.#schemas(parts)
      .map((schema) => this.#stored.named(schema, local))
      .filter((each) => each.length > 0);
    if (inline.length === 0 && stored.length === 0) return undefined;
    return { inline, builtin: parts.length === 1, stored };
  }

  /**
   * The function of a call.
   * @returns undefined when none of these takes such arguments
   * @throws TrinoError NOT_SUPPORTED within its own body, AMBIGUOUS_FUNCTION_CALL, what a stored function's body fails with
   */
  resolve(
    node: FunctionCallNode,
    functions: readonly DeclaredRoutine[],
    argumentTypes: readonly Type[],
  ): FunctionBinding | undefined {
    const declared = best(functions, argumentTypes);
    if (declared === undefined) return undefined;
    const isKnown = this.#declared.includes(declared)
      ? declared.routine !== undefined
      : this.#stored.complete(declared);
    if (!isKnown) {
      const { returnType, argumentTypes: parameters } = declared.function.signature;
      throw semanticError(
        'NOT_SUPPORTED',
        node,
        `Recursive language functions are not supported: ${declared.name}(${parameters.join(',')}):${returnType}`,
      );
    }
    const returnType = parseType(declared.function.signature.returnType);
    return { function: declared.function, argumentTypes: declared.parameters, returnType };
  }

  #schemas(parts: readonly string[]): readonly FunctionSchema[] {
    const [first = '', second = ''] = parts;
    switch (parts.length) {
      case 1:
        return pathSchemas(this.#session);
      case 2:
        if (this.#session.catalog === undefined) {
          throw new TrinoError(
            'MISSING_CATALOG_NAME',
            `Session default catalog must be set to resolve a partial function name: ${parts.join('.')}`,
          );
        }
        return [{ catalog: this.#session.catalog, schema: first }];
      case 3:
        return [{ catalog: first, schema: second }];
      default:
        return [];
    }
  }
}

/** The function that takes the arguments as they are; else the most specific of those that take them after implicit casts. */
function best(
  functions: readonly DeclaredRoutine[],
  argumentTypes: readonly Type[],
): DeclaredRoutine | undefined {
  const fitting = (
    fits: (from: Type, to: Type) => boolean,
    types: readonly Type[],
  ): readonly DeclaredRoutine[] =>
    functions.filter(
      ({ parameters }) =>
        parameters.length === types.length &&
        parameters.every((parameter, i) => fits(types[i] ?? parameter, parameter)),
    );
  const [exact] = fitting(sameType, argumentTypes);
  if (exact !== undefined) return exact;
  const coerced = fitting(canCoerce, argumentTypes);
  const specific = coerced.filter((each) => {
    const others = fitting(canCoerce, each.parameters);
    return coerced.every((other) => others.includes(other));
  });
  const [first] = specific;
  if (first === undefined && coerced.length > 0) {
    const list = coerced.map(
      ({ function: { signature } }) =>
        `\t * (${signature.argumentTypes.join(',')}):${signature.returnType}\n`,
    );
    throw new TrinoError(
      'AMBIGUOUS_FUNCTION_CALL',
      `Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n${list.join('')}`,
    );
  }
  return first;
}
