import { qualifyTable, tableText } from '../../analyze/resolve-table.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { ResolvedTable } from '../../catalog/metadata.ts';
import type { QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { CommandContext } from '../command.ts';

/**
 * The table that a statement is about.
 * @param mayBeMissing IF EXISTS: then the answer is undefined
 * @throws TrinoError TABLE_NOT_FOUND
 */
export function existingTable(
  node: SyntaxNode,
  written: QualifiedName,
  mayBeMissing: boolean,
  { session, metadata }: CommandContext,
): ResolvedTable | undefined {
  const name = qualifyTable(node, written, session);
  const table = metadata.table(name);
  if (table === undefined && !mayBeMissing) {
    throw semanticError('TABLE_NOT_FOUND', node, `Table '${tableText(name)}' does not exist`);
  }
  return table;
}
