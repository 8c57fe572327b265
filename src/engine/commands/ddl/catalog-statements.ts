import { TrinoError } from '../../errors/trino-error.ts';
import type { CreateCatalog, DropCatalog } from '../../parse/tree/definition-statement.ts';
import type { Command } from '../command.ts';

/** CREATE and DROP CATALOG: catalogs are those of the configuration (Trino's `catalog.management=static`). @throws TrinoError NOT_SUPPORTED */
export function catalogStatement(statement: CreateCatalog | DropCatalog): Command {
  const updateType = statement.kind === 'createCatalog' ? 'CREATE CATALOG' : 'DROP CATALOG';
  return {
    updateType,
    execute() {
      throw new TrinoError('NOT_SUPPORTED', `${updateType} is not supported by the static catalog store`);
    },
  };
}
