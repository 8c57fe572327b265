import type { ErrorLocation } from '../../errors/trino-error.ts';
import { readDataType, UnknownType } from '../../expressions/read-data-type.ts';
import type { DataTypeNode } from '../../parse/tree/data-type.ts';
import type { Type } from '../../types/type.ts';
import { semanticError } from '../semantic-error.ts';

/**
 * The type of a parameter, a variable or a result.
 * @param location where an unknown type is told of
 * @throws TrinoError TYPE_MISMATCH
 */
export function readRoutineType(node: DataTypeNode, location: ErrorLocation): Type {
  try {
    return readDataType(node);
  } catch (error) {
    throw error instanceof UnknownType ? semanticError('TYPE_MISMATCH', { location }, error.message) : error;
  }
}
