import { TrinoError } from '../../errors/trino-error.ts';
import type { ResolvedFunction } from '../../expressions/expression.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import { extremeOf } from '../scalar/compare-values.ts';
import type { Value } from '../scalar/value.ts';
import { erased } from './matched-aggregate.ts';
import type { MatchedAggregate } from './matched-aggregate.ts';
import { elements, extremes, extremesBy, mapOf, multimapOf, unionOf } from './matched-collections.ts';
import { spreadOf } from './matched-moments.ts';

/** An aggregate that takes a row at a time; undefined for one that doesn't. */
export function aggregateMatched(resolved: ResolvedFunction): MatchedAggregate | undefined {
  const { name, argumentTypes } = resolved.signature;
  const types = argumentTypes.map(parseType);
  const result = parseType(resolved.signature.returnType);
  const [type, second] = types;
  switch (name.functionName) {
    case 'count':
      return type === undefined ? counting(() => true) : counting(([value]) => value !== null);
    case 'count_if':
      return counting(([value]) => value === true);
    case 'bool_and':
    case 'every':
      return folding((all, value) => all === true && value === true);
    case 'bool_or':
      return folding((any, value) => any === true || value === true);
    case 'arbitrary':
    case 'any_value':
      return folding((first) => first);
    case 'array_agg':
      return elements;
    case 'min':
    case 'max': {
      if (type === undefined) return undefined;
      if (types.length === 2) return extremes(type, name.functionName === 'max' ? 1 : -1);
      const extreme = extremeOf(type, name.functionName === 'max' ? 1 : -1);
      return folding((best, value) => extreme([best, value]));
    }
    case 'min_by':
    case 'max_by':
      if (second === undefined) return undefined;
      return (types.length === 3 ? extremesBy : extremeBy)(second, name.functionName === 'max_by' ? 1 : -1);
    case 'sum':
      return type === undefined ? undefined : folding(sumOf(result), firstTerm(result));
    case 'avg':
      return type === undefined ? undefined : averaging(type);
    case 'bitwise_and_agg':
      return folding((all, value) => wide(all) & wide(value), wide);
    case 'bitwise_or_agg':
      return folding((all, value) => wide(all) | wide(value), wide);
    case 'bitwise_xor_agg':
      return folding((all, value) => wide(all) ^ wide(value), wide);
    case 'map_agg':
      return type === undefined ? undefined : mapOf(type);
    case 'multimap_agg':
      return type === undefined ? undefined : multimapOf(type);
    case 'map_union':
      return type?.kind === 'map' ? unionOf(type.key) : undefined;
    default:
      return spreadOf(name.functionName, result.kind === 'real');
  }
}

function wide(value: Value): bigint {
  return BigInt(value as number | bigint);
}

/** Aggregates whose states stock can't copy, as a search with several ways would have to. */
const notCopied: ReadonlySet<string> = new Set([
  'approx_distinct',
  'approx_most_frequent',
  'approx_percentile',
  'approx_set',
  'histogram',
  'make_set_digest',
  'merge',
  'numeric_histogram',
  'qdigest_agg',
  'tdigest_agg',
]);

/** @throws TrinoError NOT_SUPPORTED */
export function notInDefine({ signature: { name, argumentTypes } }: ResolvedFunction): TrinoError {
  if (notCopied.has(name.functionName)) {
    return new TrinoError(
      'NOT_SUPPORTED',
      `aggregate function system.builtin.${name.functionName} does not support copying`,
    );
  }
  return new TrinoError(
    'NOT_SUPPORTED',
    `${name.functionName}(${argumentTypes.join(', ')}) over rows of a match is not supported yet in DEFINE`,
  );
}

function counting(counts: (row: readonly Value[]) => boolean): MatchedAggregate {
  return erased<number>({
    initial: 0,
    add: (count, row) => (counts(row) ? count + 1 : count),
    result: (count) => BigInt(count),
  });
}

/** NULL until there is a value, and what was made of all values so far from then on. */
function folding(
  combine: (state: Value, value: Value) => Value,
  first: (value: Value) => Value = (value) => value,
): MatchedAggregate {
  return erased<Value>({
    initial: null,
    add: (state, [value]) => {
      if (value === null || value === undefined) return state;
      return state === null ? first(value) : combine(state, value);
    },
    result: (state) => state,
  });
}

interface Best {
  readonly value: Value;
  readonly key: Value;
}

function extremeBy(by: Type, direction: 1 | -1): MatchedAggregate {
  const extreme = extremeOf(by, direction);
  return erased<Best | undefined>({
    initial: undefined,
    add: (best, [value, key]) => {
      if (key === null || key === undefined) return best;
      if (best !== undefined && extreme([best.key, key]) === best.key) return best;
      return { value: value ?? null, key };
    },
    result: (best) => best?.value ?? null,
  });
}

function firstTerm(result: Type): (value: Value) => Value {
  switch (result.kind) {
    case 'double':
    case 'real':
    case 'interval year to month':
      return (value) => value;
    default:
      return (value) => BigInt(value as number | bigint);
  }
}

function sumOf(result: Type): (left: Value, right: Value) => Value {
  switch (result.kind) {
    case 'double':
    case 'interval year to month':
      return (left, right) => (left as number) + (right as number);
    case 'real':
      return (left, right) => Math.fround((left as number) + (right as number));
    default: {
      const limit = result.kind === 'decimal' ? 10n ** 38n : 1n << 63n;
      return (left, right) => {
        const [a, b] = [left as bigint, BigInt(right as number | bigint)];
        const total = a + b;
        if (total < limit && total >= -limit) return total;
        throw new TrinoError(
          'NUMERIC_VALUE_OUT_OF_RANGE',
          result.kind === 'decimal' ? 'Decimal overflow' : `bigint addition overflow: ${a} + ${b}`,
        );
      };
    }
  }
}

interface Average<Total> {
  readonly total: Total;
  readonly count: number;
}

function averaging(type: Type): MatchedAggregate {
  if (type.kind === 'decimal' || type.kind === 'interval day to second') {
    return erased<Average<bigint>>({
      initial: { total: 0n, count: 0 },
      add: (state, [value]) =>
        value === null ? state : { total: state.total + (value as bigint), count: state.count + 1 },
      result: ({ total, count }) => {
        if (count === 0) return null;
        const divisor = BigInt(count);
        const magnitude = (2n * (total < 0n ? -total : total) + divisor) / (2n * divisor);
        return total < 0n ? -magnitude : magnitude;
      },
    });
  }
  return erased<Average<number>>({
    initial: { total: 0, count: 0 },
    add: (state, [value]) =>
      value === null ? state : { total: state.total + Number(value), count: state.count + 1 },
    result: ({ total, count }) => {
      if (count === 0) return null;
      const mean = total / count;
      if (type.kind === 'real') return Math.fround(mean);
      return type.kind === 'interval year to month' ? Math.round(mean) : mean;
    },
  });
}
