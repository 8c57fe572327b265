import { TrinoError } from '../../errors/trino-error.ts';
import { formatIdentifier, formatName } from '../../parse/format/quoting.ts';
import { formatStatement } from '../../parse/format/format-statement.ts';
import type { Statement } from '../../parse/tree/statement.ts';

/**
 * What EXPLAIN says of a statement that is carried out without a plan: the statement itself, and only the head of one that makes
 * something (seen on a stock server). Undefined for statements with plans.
 * @throws TrinoError GENERIC_INTERNAL_ERROR for USE, as stock
 */
export function definitionText(statement: Statement): string | undefined {
  switch (statement.kind) {
    case 'createCatalog':
      return `CREATE CATALOG ${formatIdentifier(statement.name)}`;
    case 'createTable':
      return `CREATE TABLE ${formatName(statement.name)}`;
    case 'createView':
      return `CREATE VIEW ${formatName(statement.name)}`;
    case 'createMaterializedView':
      return `CREATE MATERIALIZED VIEW ${formatName(statement.name)}`;
    case 'prepare':
      return `PREPARE ${formatIdentifier(statement.name)}`;
    case 'use':
      throw new TrinoError('GENERIC_INTERNAL_ERROR', 'not yet implemented: Use{}');
    case 'setSession':
    case 'resetSession':
    case 'setSessionAuthorization':
    case 'resetSessionAuthorization':
    case 'setPath':
    case 'setTimeZone':
    case 'setRole':
    case 'deallocate':
    case 'startTransaction':
    case 'commit':
    case 'rollback':
    case 'dropCatalog':
    case 'createSchema':
    case 'dropSchema':
    case 'renameSchema':
    case 'setAuthorization':
    case 'dropTable':
    case 'renameTable':
    case 'setProperties':
    case 'addColumn':
    case 'dropColumn':
    case 'renameColumn':
    case 'setColumnType':
    case 'comment':
    case 'renameView':
    case 'dropView':
    case 'dropMaterializedView':
    case 'renameMaterializedView':
    case 'createFunction':
    case 'dropFunction':
    case 'createRole':
    case 'dropRole':
    case 'grantRoles':
    case 'revokeRoles':
    case 'grant':
    case 'deny':
    case 'revoke':
    case 'truncateTable':
    case 'call':
      return formatStatement(statement);
    default:
      return undefined;
  }
}
