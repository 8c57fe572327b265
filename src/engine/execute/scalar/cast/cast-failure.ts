import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';

/** What most casts fail with. */
export function invalidCast(message: string): TrinoError {
  return new TrinoError('INVALID_CAST_ARGUMENT', message);
}

export function outOfRange(message: string): TrinoError {
  return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', message);
}

/** Trino's short name of a type in messages about text. */
export function textTypeName(type: Type): string {
  return type.kind === 'integer' ? 'INT' : type.kind.toUpperCase();
}
