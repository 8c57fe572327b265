import { semanticError } from '../../analyze/semantic-error.ts';
import { readDataType, UnknownType } from '../../expressions/read-data-type.ts';
import { formatDataType } from '../../parse/format/format-data-type.ts';
import type { DataTypeNode } from '../../parse/tree/data-type.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { Type } from '../../types/type.ts';

/**
 * The type that a column is to have.
 * @param node where errors are
 * @param column its name, for messages
 * @throws TrinoError TYPE_NOT_FOUND, COLUMN_TYPE_UNKNOWN; INVALID_FUNCTION_ARGUMENT for parameters out of range
 */
export function columnType(node: SyntaxNode, type: DataTypeNode, column: string): Type {
  const found = existingType(node, type, column);
  if (found.kind === 'unknown') {
    throw semanticError('COLUMN_TYPE_UNKNOWN', node, `Unknown type 'unknown' for column '${column}'`);
  }
  return found;
}

function existingType(node: SyntaxNode, type: DataTypeNode, column: string): Type {
  try {
    return readDataType(type);
  } catch (error) {
    throw error instanceof UnknownType
      ? semanticError('TYPE_NOT_FOUND', node, `Unknown type '${formatDataType(type)}' for column '${column}'`)
      : error;
  }
}
