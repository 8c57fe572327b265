import type { ConnectorChanges, LanguageFunction } from '../../engine/catalog/connector-changes.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/**
 * The SQL functions that a catalog of the memory connector keeps, on the coordinator; names are lower case. Their schemas need not be
 * schemas of tables, and outlive these, as in stock.
 */
export class MemoryFunctions {
  readonly #schemas = new Map<string, Map<string, LanguageFunction>>();

  list(schema: string): readonly LanguageFunction[] {
    return [...(this.#schemas.get(schema)?.values() ?? [])];
  }

  /** @throws TrinoError ALREADY_EXISTS */
  add(schema: string, name: string, definition: LanguageFunction, replace: boolean): void {
    const functions = this.#schemas.get(schema) ?? new Map<string, LanguageFunction>();
    const key = keyOf(name, definition.parameters);
    if (!replace && functions.has(key)) throw new TrinoError('ALREADY_EXISTS', 'Function already exists');
    functions.set(key, definition);
    this.#schemas.set(schema, functions);
  }

  /** @throws TrinoError NOT_FOUND */
  drop(schema: string, name: string, parameters: string): void {
    const isGone = this.#schemas.get(schema)?.delete(keyOf(name, parameters)) ?? false;
    if (!isGone) throw new TrinoError('NOT_FOUND', 'Function not found');
  }
}

/** The changes that statements make to functions. */
export function functionChanges(functions: MemoryFunctions): ConnectorChanges {
  return {
    createFunction(schema, name, definition, replace) {
      functions.add(schema, name, definition, replace);
    },
    dropFunction(schema, name, parameters) {
      functions.drop(schema, name, parameters);
    },
  };
}

function keyOf(name: string, parameters: string): string {
  return JSON.stringify([name, parameters]);
}
