import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';

/** What most casts fail with. */
export function invalidCast(message: string): TrinoError {
  return new TrinoError('INVALID_CAST_ARGUMENT', message);
}

export function outOfRange(message: string): TrinoError {
  return new TrinoError('NUMERIC_VALUE_OUT_OF_RANGE', message);
}

/** Text that is longer than its type: numbers and times aren't cut. */
export function doesNotFit(text: string, length: number): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', `Value [${text}] does not fit in type varchar(${length})`);
}

/** Trino's short name of a type in messages about text. */
export function textTypeName(type: Type): string {
  return type.kind === 'integer' ? 'INT' : type.kind.toUpperCase();
}
