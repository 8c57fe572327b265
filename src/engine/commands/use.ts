import { semanticError } from '../analyze/semantic-error.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Use } from '../parse/tree/session-statement.ts';
import type { Command, CommandContext } from './command.ts';

/** USE catalog.schema. @throws TrinoError MISSING_CATALOG_NAME, NOT_FOUND (recordings statement-use-*) */
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
        throw new TrinoError('NOT_FOUND', `Catalog does not exist: ${catalog}`);
      if (!metadata.hasSchema(catalog, schema))
        throw new TrinoError('NOT_FOUND', `Schema does not exist: ${catalog}.${schema}`);
      if (statement.catalog !== undefined) changes.catalog = catalog;
      changes.schema = schema;
    },
  };
}
