import type { FunctionDependency, FunctionEntry } from './function-entry.ts';

/** Aggregates of builtin; the state that goes from PARTIAL to FINAL is Trino's, because either side may be a stock worker. */
export const aggregateFunctions: readonly FunctionEntry[] = [
  aggregate('count():bigint', 'Counts rows', 'bigint'),
  aggregate('count<T>(t):bigint', 'Counts the non-null values', 'bigint'),
  aggregate('sum(double):double', 'Adds up', 'row(double,bigint)'),
  aggregate('sum(real):real', 'Adds up in double precision', 'double'),
  aggregate('sum(bigint):bigint', 'Adds up; an error when the result overflows', 'row(bigint,bigint)'),
  aggregate('sum(interval day to second):interval day to second', 'Adds up', 'bigint'),
  aggregate('sum(interval year to month):interval year to month', 'Adds up', 'bigint'),
  aggregate('sum(decimal(p,s)):decimal(38,s)', 'Adds up exactly', 'varbinary'),
  aggregate('avg(bigint):double', 'Average', 'row(double,bigint)'),
  aggregate('avg(double):double', 'Average', 'row(double,bigint)'),
  aggregate('avg(real):real', 'Average', 'row(bigint,double)'),
  aggregate('avg(interval day to second):interval day to second', 'Average', 'row(double,bigint)'),
  aggregate('avg(interval year to month):interval year to month', 'Average', 'row(double,bigint)'),
  {
    ...aggregate('avg(decimal(p,s)):decimal(p,s)', 'Average, rounded half up', 'varbinary'),
    typeDependencies: ['decimal(p,s)'],
  },
  {
    ...aggregate('min<T:orderable>(t):t', 'Smallest value', 'T'),
    typeDependencies: ['T'],
    functionDependencies: [orderOf('T', 'last')],
  },
  {
    ...aggregate('max<T:orderable>(t):t', 'Greatest value', 'T'),
    typeDependencies: ['T'],
    functionDependencies: [orderOf('T', 'first')],
  },
  severalExtremes('min', 'Smallest values, in order', 'last'),
  severalExtremes('max', 'Greatest values, in order', 'first'),
  aggregate('count_if(boolean):bigint', 'Counts the rows for which a condition is true', 'bigint'),
  {
    ...aggregate('bool_and(boolean):boolean', 'Whether all values are true', 'boolean'),
    aliases: ['every'],
  },
  aggregate('bool_or(boolean):boolean', 'Whether one value is true', 'boolean'),
  {
    ...aggregate('any_value<T>(t):t', 'Any value that is not null', 'T'),
    typeDependencies: ['T'],
    aliases: ['arbitrary'],
  },
  {
    ...aggregate(
      'checksum<T:comparable>(t):varbinary',
      'A sum of hashes that does not depend on the order of the values',
      'bigint',
    ),
    argumentNullable: true,
    functionDependencies: [hashOf('T')],
  },
  extremeBy('min_by', 'The value that stands beside the smallest key', 'last'),
  extremeBy('max_by', 'The value that stands beside the greatest key', 'first'),
  severalExtremesBy('min_by', 'The values that stand beside the smallest keys', 'last'),
  severalExtremesBy('max_by', 'The values that stand beside the greatest keys', 'first'),
  {
    ...aggregate('array_agg<T>(t):array(t)', 'All values, nulls included', 'array(T)'),
    argumentNullable: true,
    typeDependencies: ['T'],
    functionDependencies: [readingOf('T')],
  },
  aggregate('bitwise_and_agg(bigint):bigint', 'The bits that are set in all values', 'bigint'),
  aggregate('bitwise_or_agg(bigint):bigint', 'The bits that are set in any value', 'bigint'),
  ...['', ',double'].flatMap((error) => [
    approximate(`boolean${error}`, 'tinyint'),
    approximate(`unknown${error}`, 'HyperLogLog'),
    {
      ...approximate(`t${error}`, 'HyperLogLog', '<T:comparable>'),
      functionDependencies: [hashOf('T')],
    },
  ]),
];

type Unordered = 'first' | 'last';

/** Every aggregate of Trino may answer NULL, and none sees NULL inputs unless it says so. */
function aggregate(signature: string, description: string, intermediate: string): FunctionEntry {
  return { signature, kind: 'AGGREGATE', description, intermediate, returnNullable: true };
}

/** `min` and `max` of several values: the state is how many are wanted, and those found. */
function severalExtremes(name: string, description: string, unordered: Unordered): FunctionEntry {
  const state = 'row(bigint,array(E))';
  return {
    ...aggregate(`${name}<E:orderable>(e,bigint):array(e)`, description, state),
    typeDependencies: ['E', state],
    functionDependencies: [readingOf('E'), orderOf('E', unordered)],
  };
}

function extremeBy(name: string, description: string, unordered: Unordered): FunctionEntry {
  return {
    ...aggregate(`${name}<K:orderable,V>(v,k):v`, description, 'row(K,V)'),
    argumentNullable: [true, false],
    typeDependencies: ['K', 'V'],
    functionDependencies: [orderOf('K', unordered)],
  };
}

function severalExtremesBy(name: string, description: string, unordered: Unordered): FunctionEntry {
  const state = 'row(bigint,array(K),array(V))';
  return {
    ...aggregate(`${name}<K:orderable,V>(v,k,bigint):array(v)`, description, state),
    argumentNullable: [true, false, false],
    typeDependencies: ['K', 'V', state],
    functionDependencies: [readingOf('V'), readingOf('K'), orderOf('K', unordered)],
  };
}

/** The state is a HyperLogLog with Trino's own layout, of booleans the set of those that were seen. */
function approximate(types: string, intermediate: string, variables = ''): FunctionEntry {
  const description = 'About how many values differ, with the standard error that is given or 2.3 %';
  return {
    ...aggregate(`approx_distinct${variables}(${types}):bigint`, description, intermediate),
  };
}

function hashOf(type: string): FunctionDependency {
  return { name: '$operator$xx_hash_64', arguments: [type] };
}

function readingOf(type: string): FunctionDependency {
  return { name: '$operator$read_value', arguments: [type] };
}

function orderOf(type: string, unordered: Unordered): FunctionDependency {
  return { name: `$operator$comparison_unordered_${unordered}`, arguments: [type, type] };
}
