import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { computed } from '../../scalar/computation.ts';
import { and, isNotNull } from '../sql-shorthand.ts';
import { aggregate } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** Bytes. */
const greatestLength = 1_048_576;
const text: Type = { kind: 'varchar' };
const flag: Type = { kind: 'boolean' };

/** `listagg(value, separator, fails on overflow, filler, with count)`, whose options are constants. It's never split. */
export const listAggregateTranslation: AggregateTranslation = {
  single: joined,
  partial: refused,
  merge: refused,
  final: refused,
};

function refused(): never {
  throw new TrinoError('FUNCTION_IMPLEMENTATION_MISSING', 'listagg is computed in one step');
}

function joined(input: AggregateInput): SqlExpression {
  const [value, ...options] = input.values as readonly [SqlExpression, ...SqlExpression[]];
  const present = isNotNull(value);
  const filter = input.filter === undefined ? present : and(input.filter, present);
  // Of different values the order is the values', perhaps before they were cast.
  const orderBy = input.distinct ? input.orderBy.map((each) => ({ ...each, value })) : input.orderBy;
  const list = aggregate('array_agg', [value], { ...input, filter, orderBy });
  const [separator, fails, filler, counted] = options.map((option) =>
    aggregate('any_value', [option], { distinct: false, orderBy: [], filter: undefined }),
  ) as [SqlExpression, SqlExpression, SqlExpression, SqlExpression];
  return computed(
    { parameters: [{ kind: 'array', element: text }, text, flag, text, flag], result: text, compute: join },
    [list, separator, fails, filler, counted],
  );
}

/**
 * The values with the separator between them: as many as there is room for, then the filler and how many are missing.
 * @throws TrinoError EXCEEDED_FUNCTION_MEMORY_LIMIT when they are not to be shortened
 */
function join(
  values: readonly string[],
  separator: string,
  fails: boolean,
  filler: string,
  counted: boolean,
): string {
  const between = Buffer.byteLength(separator);
  let length = 0;
  let fitting = 0;
  for (const value of values) {
    length += Buffer.byteLength(value) + (fitting > 0 ? between : 0);
    if (length > greatestLength) break;
    fitting++;
  }
  if (fitting === values.length) return values.join(separator);
  if (fails)
    throw new TrinoError(
      'EXCEEDED_FUNCTION_MEMORY_LIMIT',
      `Concatenated string has the length in bytes larger than the maximum output length ${greatestLength}`,
    );
  const count = counted ? `(${values.length - fitting})` : '';
  return [...values.slice(0, fitting), filler].join(separator) + count;
}
