import type { Statement } from '../../parse/tree/statement.ts';
import type { Command, CommandContext } from '../command.ts';
import { addColumn } from './add-column.ts';
import { call } from './call.ts';
import { catalogStatement } from './catalog-statements.ts';
import { comment } from './comment.ts';
import { createMaterializedView, refuseRefresh } from './create-materialized-view.ts';
import { createSchema } from './create-schema.ts';
import { createTable } from './create-table.ts';
import { createView } from './create-view.ts';
import { dropColumn } from './drop-column.ts';
import { dropSchema } from './drop-schema.ts';
import { dropTable } from './drop-table.ts';
import { dropMaterializedView, dropView } from './drop-view.ts';
import { createFunction, dropFunction } from './function-statements.ts';
import { privilegeStatement } from './privilege-statements.ts';
import { refuseRowChanges } from './refuse-row-changes.ts';
import { refuseTableExecute } from './refuse-table-execute.ts';
import { renameColumn } from './rename-column.ts';
import { renameSchema } from './rename-schema.ts';
import { renameTable } from './rename-table.ts';
import { renameMaterializedView, renameView } from './rename-view.ts';
import { roleStatement } from './role-statements.ts';
import { setAuthorization } from './set-authorization.ts';
import { setColumnType } from './set-column-type.ts';
import { setProperties } from './set-properties.ts';
import { truncateTable } from './truncate-table.ts';

/**
 * The command of a statement that changes what catalogs hold, or calls a procedure; undefined for any other statement.
 * @throws TrinoError for what stock refuses in analysis: DELETE, UPDATE, MERGE, REFRESH, EXECUTE of a table
 */
export function ddlCommand(statement: Statement, context: CommandContext): Command | undefined {
  switch (statement.kind) {
    case 'createSchema':
      return createSchema(statement, context);
    case 'dropSchema':
      return dropSchema(statement, context);
    case 'renameSchema':
      return renameSchema(statement, context);
    case 'setAuthorization':
      return setAuthorization(statement, context);
    case 'createTable':
      return createTable(statement, context);
    case 'dropTable':
      return dropTable(statement, context);
    case 'renameTable':
      return renameTable(statement, context);
    case 'setProperties':
      return setProperties(statement, context);
    case 'addColumn':
      return addColumn(statement, context);
    case 'dropColumn':
      return dropColumn(statement, context);
    case 'renameColumn':
      return renameColumn(statement, context);
    case 'setColumnType':
      return setColumnType(statement, context);
    case 'truncateTable':
      return truncateTable(statement, context);
    case 'comment':
      return comment(statement, context);
    case 'createView':
      return createView(statement, context);
    case 'renameView':
      return renameView(statement, context);
    case 'dropView':
      return dropView(statement, context);
    case 'createMaterializedView':
      return createMaterializedView(statement, context);
    case 'renameMaterializedView':
      return renameMaterializedView(statement, context);
    case 'dropMaterializedView':
      return dropMaterializedView(statement, context);
    case 'refreshMaterializedView':
      return refuseRefresh(statement, context);
    case 'delete':
    case 'update':
    case 'merge':
      return refuseRowChanges(statement, context);
    case 'tableExecute':
      return refuseTableExecute(statement, context);
    case 'createRole':
    case 'dropRole':
    case 'grantRoles':
    case 'revokeRoles':
      return roleStatement(statement, context);
    case 'grant':
    case 'deny':
    case 'revoke':
      return privilegeStatement(statement, context);
    case 'createCatalog':
    case 'dropCatalog':
      return catalogStatement(statement, context);
    case 'createFunction':
      return createFunction(statement, context);
    case 'dropFunction':
      return dropFunction(statement, context);
    case 'call':
      return call(statement, context);
    default:
      return undefined;
  }
}
