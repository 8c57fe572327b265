import type { FunctionEntry } from './function-entry.ts';

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
    functionDependencies: [{ name: '$operator$comparison_unordered_last', arguments: ['T', 'T'] }],
  },
  {
    ...aggregate('max<T:orderable>(t):t', 'Greatest value', 'T'),
    typeDependencies: ['T'],
    functionDependencies: [{ name: '$operator$comparison_unordered_first', arguments: ['T', 'T'] }],
  },
  {
    ...aggregate('min<E:orderable>(e,bigint):array(e)', 'Smallest values', 'row(bigint,array(E))'),
    unsupported: true,
  },
  {
    ...aggregate('max<E:orderable>(e,bigint):array(e)', 'Greatest values', 'row(bigint,array(E))'),
    unsupported: true,
  },
];

/** Every aggregate of Trino may answer NULL, and none sees NULL inputs unless it says so. */
function aggregate(signature: string, description: string, intermediate: string): FunctionEntry {
  return { signature, kind: 'AGGREGATE', description, intermediate, returnNullable: true };
}
