import { semanticError } from '../analyze/semantic-error.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { formatIdentifier } from '../parse/format/quoting.ts';
import type { SetPath } from '../parse/tree/session-statement.ts';
import type { Command, CommandContext } from './command.ts';

/** SET PATH: where functions are looked up. @throws TrinoError NOT_SUPPORTED, MISSING_CATALOG_NAME, CATALOG_NOT_FOUND (recordings statement-set-path*) */
export function setPath(statement: SetPath, { session, metadata }: CommandContext): Command {
  return {
    updateType: 'SET PATH',
    execute({ changes }) {
      if (!session.clientCapabilities.includes('PATH'))
        throw new TrinoError('NOT_SUPPORTED', 'SET PATH not supported by client');
      for (const { catalog } of statement.path) {
        if (catalog === undefined) {
          if (session.catalog !== undefined) continue;
          throw semanticError(
            'MISSING_CATALOG_NAME',
            statement,
            'Catalog must be specified for each path element when session catalog is not set',
          );
        }
        const name = catalog.value.toLowerCase();
        if (metadata.catalog(name) === undefined)
          throw semanticError('CATALOG_NOT_FOUND', statement, `Catalog '${name}' does not exist`);
      }
      changes.path = statement.path
        .map(({ catalog, schema }) => [...(catalog ? [catalog] : []), schema].map(formatIdentifier).join('.'))
        .join(', ');
    },
  };
}
