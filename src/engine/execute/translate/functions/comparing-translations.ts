import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { extremeOf } from '../../scalar/compare-values.ts';
import { computed } from '../../scalar/computation.ts';
import type { Value } from '../../scalar/value.ts';
import { binary, fn, isNotNull, and, when } from '../sql-shorthand.ts';
import type { FunctionTranslations } from './function-translation.ts';

/** `greatest` and `least`: NULL when an argument is, which DuckDB's functions of the same name skip. */
export const comparingTranslations: FunctionTranslations = {
  greatest: (call, translate) => extreme(call, translate, '>'),
  least: (call, translate) => extreme(call, translate, '<'),
};

/** Types that DuckDB compares as stock does; of others our own order decides. */
const ordered = new Set([
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'decimal',
  'date',
  'varchar',
  'char',
  'varbinary',
  'time',
  'timestamp',
  'interval day to second',
  'interval year to month',
  'uuid',
  'ipaddress',
]);

/** More floating point numbers than these are compared by our own order. */
const maxFloats = 4;

function extreme(
  call: CallExpression,
  translate: (part: Expression) => SqlExpression,
  operator: '<' | '>',
): SqlExpression {
  const floats = call.type.kind === 'double' || call.type.kind === 'real';
  // What is compared stands in the text three times for each argument behind it.
  if (floats ? call.arguments.length > maxFloats : !ordered.has(call.type.kind)) {
    const best = extremeOf(call.type, operator === '>' ? 1 : -1);
    const compute = (...values: readonly Value[]): Value => best(values);
    const parameters = call.arguments.map(({ type }) => type);
    return computed({ parameters, result: call.type, compute }, call.arguments.map(translate));
  }
  const values = call.arguments.map(translate);
  const known = and(...values.map(isNotNull));
  if (!floats) return when([[known, fn(operator === '>' ? 'greatest' : 'least', ...values)]]);
  const best = values.slice(1).reduce(
    (left, right) =>
      // A number is preferred to NaN on either side.
      when(
        [
          [fn('isnan', left), right],
          [fn('isnan', right), left],
          [binary(left, operator, right), left],
        ],
        right,
      ),
    values[0] as SqlExpression,
  );
  return when([[known, best]]);
}
