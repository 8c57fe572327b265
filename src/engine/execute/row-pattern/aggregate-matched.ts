import { TrinoError } from '../../errors/trino-error.ts';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import { extremeOf } from '../scalar/compare-values.ts';
import type { Value } from '../scalar/value.ts';

/** An aggregate over rows that a condition of DEFINE looks at: their arguments, a list each. */
export type AggregateMatched = (rows: readonly (readonly Value[])[]) => Value;

const limits: Readonly<Record<string, bigint>> = { bigint: 1n << 63n };

/**
 * An aggregate that conditions may ask for each row anew.
 * @throws TrinoError NOT_SUPPORTED for one that isn't among them
 */
export function aggregateMatched(resolved: ResolvedFunction): AggregateMatched {
  const { name, argumentTypes } = resolved.signature;
  const types = argumentTypes.map(parseType);
  const result = parseType(resolved.signature.returnType);
  const [type] = types;
  const given = (rows: readonly (readonly Value[])[]): Value[] =>
    rows.flatMap(([value]) => (value === null || value === undefined ? [] : [value]));
  switch (name.functionName) {
    case 'count':
      return type === undefined ? (rows) => BigInt(rows.length) : (rows) => BigInt(given(rows).length);
    case 'count_if':
      return (rows) => BigInt(given(rows).filter((value) => value === true).length);
    case 'bool_and':
    case 'every':
      return orNull(given, (values) => values.every((value) => value === true));
    case 'bool_or':
      return orNull(given, (values) => values.includes(true));
    case 'arbitrary':
    case 'any_value':
      return orNull(given, ([first]) => first as Value);
    case 'array_agg':
      return (rows) => (rows.length === 0 ? null : rows.map(([value]) => value as Value));
    case 'min':
      if (type !== undefined && types.length === 1) return orNull(given, extremeOf(type, -1));
      break;
    case 'max':
      if (type !== undefined && types.length === 1) return orNull(given, extremeOf(type, 1));
      break;
    case 'min_by':
    case 'max_by':
      if (types.length === 2) return extremeBy(types[1] as Type, name.functionName === 'max_by' ? 1 : -1);
      break;
    case 'sum':
      if (type !== undefined) return orNull(given, (values) => sum(values, result));
      break;
    case 'avg':
      if (type !== undefined) return orNull(given, (values) => average(values, type));
      break;
    default:
  }
  throw new TrinoError(
    'NOT_SUPPORTED',
    `${name.functionName}(${argumentTypes.join(', ')}) over rows of a match is not supported yet in DEFINE`,
  );
}

function orNull(
  given: (rows: readonly (readonly Value[])[]) => Value[],
  aggregate: (values: readonly Value[]) => Value,
): AggregateMatched {
  return (rows) => {
    const values = given(rows);
    return values.length === 0 ? null : aggregate(values);
  };
}

function extremeBy(by: Type, direction: 1 | -1): AggregateMatched {
  const extreme = extremeOf(by, direction);
  return (rows) => {
    const keyed = rows.filter(([, key]) => key !== null);
    if (keyed.length === 0) return null;
    const best = extreme(keyed.map(([, key]) => key as Value));
    return keyed.find(([, key]) => key === best)?.[0] ?? null;
  };
}

function sum(values: readonly Value[], result: Type): Value {
  switch (result.kind) {
    case 'double':
    case 'real': {
      const total = (values as readonly number[]).reduce((left, right) => left + right, 0);
      return result.kind === 'real' ? Math.fround(total) : total;
    }
    case 'interval year to month':
      return (values as readonly number[]).reduce((left, right) => left + right, 0);
    default: {
      const total = values.reduce<bigint>((left, right) => left + BigInt(right as bigint | number), 0n);
      const limit = limits[result.kind] ?? 10n ** 38n;
      if (total >= limit || total < -limit) {
        throw new TrinoError(
          'NUMERIC_VALUE_OUT_OF_RANGE',
          result.kind === 'decimal' ? 'Decimal overflow' : `bigint addition overflow: ${total}`,
        );
      }
      return total;
    }
  }
}

function average(values: readonly Value[], type: Type): Value {
  if (type.kind === 'decimal' || type.kind === 'interval day to second') {
    const total = (values as readonly bigint[]).reduce((left, right) => left + right, 0n);
    const count = BigInt(values.length);
    const magnitude = (2n * (total < 0n ? -total : total) + count) / (2n * count);
    return total < 0n ? -magnitude : magnitude;
  }
  const total = values.reduce<number>((left, right) => left + Number(right), 0);
  const mean = total / values.length;
  return type.kind === 'real'
    ? Math.fround(mean)
    : type.kind === 'interval year to month'
      ? Math.round(mean)
      : mean;
}
