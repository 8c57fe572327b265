import { qualifySchema } from '../../analyze/rewrite/qualify-schema.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { CreateSchema } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing, checkCatalog } from './changes.ts';
import { checkProperties } from '../../analyze/check-properties.ts';
import { notSupportedByConnector } from './refusals.ts';

/** CREATE SCHEMA. @throws TrinoError CATALOG_NOT_FOUND, INVALID_SCHEMA_PROPERTY, SCHEMA_ALREADY_EXISTS, NOT_SUPPORTED */
export function createSchema(statement: CreateSchema, context: CommandContext): Command {
  return {
    updateType: 'CREATE SCHEMA',
    execute() {
      const { session, metadata } = context;
      const { catalog, schema } = qualifySchema(statement, statement.name, session);
      checkCatalog(statement, catalog, context);
      checkProperties(statement.properties, 'schema', catalog);
      if (metadata.hasSchema(catalog, schema)) {
        if (statement.ifNotExists) return;
        throw semanticError(
          'SCHEMA_ALREADY_EXISTS',
          statement,
          `Schema '${catalog}.${schema}' already exists`,
        );
      }
      // There are no roles that could own something.
      if (statement.owner?.type === 'ROLE') throw notSupportedByConnector('roles');
      const owner = statement.owner?.name.value ?? session.user;
      changing(catalog, 'createSchema', 'creating schemas', context)(schema, {}, owner);
    },
  };
}
