import { qualifySchema } from '../../analyze/rewrite/qualify-schema.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { DropSchema } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';

/** DROP SCHEMA. @throws TrinoError SCHEMA_NOT_FOUND, SCHEMA_NOT_EMPTY, NOT_SUPPORTED */
export function dropSchema(statement: DropSchema, context: CommandContext): Command {
  return {
    updateType: 'DROP SCHEMA',
    execute() {
      const { session, metadata } = context;
      const { catalog, schema } = qualifySchema(statement, statement.name, session);
      if (!metadata.hasSchema(catalog, schema)) {
        if (statement.ifExists) return;
        throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' does not exist`);
      }
      const isEmpty =
        metadata.tableNames(catalog, schema).length === 0 && metadata.viewNames(catalog, schema).length === 0;
      if (!statement.cascade && !isEmpty) {
        throw semanticError('SCHEMA_NOT_EMPTY', statement, `Cannot drop non-empty schema '${schema}'`);
      }
      changing(catalog, 'dropSchema', 'dropping schemas', context)(schema, statement.cascade);
    },
  };
}
