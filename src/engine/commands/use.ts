import { semanticError } from '../analyze/semantic-error.ts';
import type { Use } from '../parse/tree/session-statement.ts';
import type { Command, CommandContext } from './command.ts';

/** USE catalog.schema. @throws TrinoError MISSING_CATALOG_NAME, CATALOG_NOT_FOUND, SCHEMA_NOT_FOUND (recordings statement-use-*) */
export function use(statement: Use, { session, metadata }: CommandContext): Command {
  return {
    updateType: 'USE',
    execute({ changes }) {
      const catalog = statement.catalog?.value.toLowerCase() ?? session.catalog;
      const schema = statement.schema.value.toLowerCase();
      if (catalog === undefined)
        throw semanticError(
          'MISSING_CATALOG_NAME',
          statement,
          'Catalog must be specified when session catalog is not set',
        );
      if (metadata.catalog(catalog) === undefined)
        throw semanticError('CATALOG_NOT_FOUND', statement, `Catalog '${catalog}' not found`);
      if (!metadata.hasSchema(catalog, schema))
        throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' not found`);
      if (statement.catalog !== undefined) changes.catalog = catalog;
      changes.schema = schema;
    },
  };
}
