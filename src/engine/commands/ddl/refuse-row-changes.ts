import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { ResolvedTable } from '../../catalog/metadata.ts';
import type { Delete, Merge, Update } from '../../parse/tree/data-statement.ts';
import type { RelationNode, TableNode } from '../../parse/tree/relation.ts';
import type { CommandContext } from '../command.ts';
import { notSupportedByConnector } from './refusals.ts';

/**
 * DELETE, UPDATE and MERGE: no connector here changes rows that are there. What stock finds wrong with them before it asks the
 * connector is found first.
 * @throws TrinoError TABLE_NOT_FOUND, COLUMN_NOT_FOUND, NOT_SUPPORTED; always
 */
export function refuseRowChanges(statement: Delete | Update | Merge, context: CommandContext): never {
  switch (statement.kind) {
    case 'delete':
      checkTarget(statement, statement.table, 'Deleting from', context);
      break;
    case 'update': {
      const table = checkTarget(statement, statement.table, 'Updating', context);
      for (const { name } of statement.assignments) checkColumn(statement, table, name.value, name);
      break;
    }
    case 'merge':
      checkTarget(statement, targetTable(statement.target), 'Merging into', context);
      break;
    default:
      return statement satisfies never;
  }
  throw notSupportedByConnector('modifying table rows');
}

/** @param doing as in "… views is not supported" */
function checkTarget(
  statement: Delete | Update | Merge,
  node: TableNode,
  doing: string,
  { session, metadata }: CommandContext,
): ResolvedTable {
  const name = qualifyTable(node, node.name, session);
  if (metadata.view(name) !== undefined) {
    throw semanticError('NOT_SUPPORTED', statement, `${doing} views is not supported`);
  }
  const table = metadata.table(name);
  if (table === undefined) {
    // Not at the table: stock looks for it on behalf of the statement.
    throw semanticError('TABLE_NOT_FOUND', statement, `Table '${tableText(name)}' does not exist`);
  }
  return table;
}

function checkColumn(
  _statement: Update,
  { metadata }: ResolvedTable,
  column: string,
  node: Update['assignments'][number]['name'],
): void {
  if (metadata.columns.some(({ name, hidden }) => name === column.toLowerCase() && hidden !== true)) return;
  throw semanticError(
    'COLUMN_NOT_FOUND',
    node,
    `The UPDATE SET target column ${column.toLowerCase()} doesn't exist`,
  );
}

/** MERGE's target without its alias. */
function targetTable(target: RelationNode): TableNode {
  if (target.kind === 'aliasedRelation') return targetTable(target.relation);
  if (target.kind === 'table') return target;
  throw new Error(`The grammar has no MERGE into a ${target.kind}`);
}
