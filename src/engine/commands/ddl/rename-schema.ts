import { qualifySchema } from '../../analyze/rewrite/qualify-schema.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { RenameSchema } from '../../parse/tree/definition-statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { changing } from './changes.ts';

/** ALTER SCHEMA … RENAME TO. @throws TrinoError SCHEMA_NOT_FOUND, SCHEMA_ALREADY_EXISTS, NOT_SUPPORTED */
export function renameSchema(statement: RenameSchema, context: CommandContext): Command {
  return {
    updateType: 'RENAME SCHEMA',
    execute() {
      const { session, metadata } = context;
      const { catalog, schema } = qualifySchema(statement, statement.source, session);
      const target = statement.target.value.toLowerCase();
      if (!metadata.hasSchema(catalog, schema)) {
        throw semanticError('SCHEMA_NOT_FOUND', statement, `Schema '${catalog}.${schema}' does not exist`);
      }
      if (metadata.hasSchema(catalog, target)) {
        throw semanticError(
          'SCHEMA_ALREADY_EXISTS',
          statement,
          `Target schema '${catalog}.${target}' already exists`,
        );
      }
      changing(catalog, 'renameSchema', 'renaming schemas', context)(schema, target);
    },
  };
}
