import { semanticError } from '../../analyze/semantic-error.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { ColumnMetadata } from '../../catalog/connector.ts';
import type { ResolvedTable } from '../../catalog/metadata.ts';
import type { QualifiedName } from '../../parse/tree/identifier.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { displayType } from '../../types/display-type.ts';
import type { Type } from '../../types/type.ts';

/** A column as a statement names it, with the names of nested fields after it. */
export interface ColumnPath {
  /** As written, as all names here. */
  readonly column: string;
  readonly fields: readonly string[];
}

export function columnPath(name: QualifiedName): ColumnPath {
  const [column = '', ...fields] = name.parts.map(({ value }) => value);
  return { column, fields };
}

/** The column of a name; a hidden one counts as missing. */
export function columnNamed(table: ResolvedTable, name: string): ColumnMetadata | undefined {
  const lowerCaseName = name.toLowerCase();
  return table.metadata.columns.find((column) => column.name === lowerCaseName && column.hidden !== true);
}

/** @throws TrinoError COLUMN_NOT_FOUND */
export function existingColumn(node: SyntaxNode, table: ResolvedTable, name: string): ColumnMetadata {
  const column = columnNamed(table, name);
  if (column === undefined) {
    throw semanticError('COLUMN_NOT_FOUND', node, `Column '${name.toLowerCase()}' does not exist`);
  }
  return column;
}

type RowType = Type & { readonly kind: 'row' };

/**
 * The row that the field before the last name is.
 * @throws TrinoError COLUMN_NOT_FOUND, NOT_SUPPORTED where a name is asked of something that isn't a row
 */
export function enclosingRow(node: SyntaxNode, type: Type, fields: readonly string[]): RowType {
  let row = rowOf(type);
  for (const name of fields.slice(0, -1)) {
    const field = fieldNamed(row, name);
    if (field === undefined) {
      throw semanticError(
        'COLUMN_NOT_FOUND',
        node,
        `Field '${name}' does not exist within ${displayType(row)}`,
      );
    }
    row = rowOf(field);
  }
  return row;
}

/** The type of a row's field; names have no case. */
export function fieldNamed(row: RowType, name: string): Type | undefined {
  const lowerCaseName = name.toLowerCase();
  return row.fields.find((field) => field.name?.toLowerCase() === lowerCaseName)?.type;
}

/** @throws TrinoError NOT_SUPPORTED, in stock's words */
function rowOf(type: Type): RowType {
  if (type.kind !== 'row') throw new TrinoError('NOT_SUPPORTED', `Unsupported type: ${displayType(type)}`);
  return type;
}
