import type { ListedFunction } from './listed-function.ts';

/** The aggregate functions of Trino 435 as its SHOW FUNCTIONS answers. A table of data, hence its length. */
export const aggregateListing: readonly ListedFunction[] = [
  {
    name: 'any_value',
    signatures: ['(t):t', '(t):t'],
    description: 'Return an arbitrary non-null input value',
  },
  {
    name: 'approx_distinct',
    signatures: [
      '(boolean):bigint',
      '(boolean,double):bigint',
      '(t):bigint',
      '(t,double):bigint',
      '(unknown):bigint',
      '(unknown,double):bigint',
    ],
    description: '',
  },
  {
    name: 'approx_most_frequent',
    signatures: ['(bigint,bigint,bigint):map(bigint,bigint)', '(bigint,varchar,bigint):map(varchar,bigint)'],
    description: '',
  },
  {
    name: 'approx_percentile',
    signatures: [
      '(bigint,array(double)):array(bigint)',
      '(bigint,double,array(double)):array(bigint)',
      '(double,array(double)):array(double)',
      '(double,double,array(double)):array(double)',
      '(real,array(double)):array(real)',
      '(real,double,array(double)):array(real)',
      '(bigint,double):bigint',
      '(bigint,double,double):bigint',
      '(bigint,double,double,double):bigint',
      '(double,double):double',
      '(double,double,double):double',
      '(double,double,double,double):double',
      '(real,double):real',
      '(real,double,double):real',
      '(real,double,double,double):real',
    ],
    description: '',
  },
  {
    name: 'approx_set',
    signatures: ['(bigint):hyperloglog', '(double):hyperloglog', '(varchar(x)):hyperloglog'],
    description: '',
  },
  {
    name: 'arbitrary',
    signatures: ['(t):t', '(t):t'],
    description: 'Return an arbitrary non-null input value',
  },
  { name: 'array_agg', signatures: ['(t):array(t)'], description: 'return an array of values' },
  { name: 'avg', signatures: ['(decimal(p,s)):decimal(p,s)'], description: 'Calculates the average value' },
  {
    name: 'avg',
    signatures: [
      '(bigint):double',
      '(double):double',
      '(interval day to second):interval day to second',
      '(interval year to month):interval year to month',
    ],
    description: '',
  },
  { name: 'avg', signatures: ['(real):real'], description: 'Returns the average value of the argument' },
  { name: 'bitwise_and_agg', signatures: ['(bigint):bigint'], description: '' },
  { name: 'bitwise_or_agg', signatures: ['(bigint):bigint'], description: '' },
  { name: 'bool_and', signatures: ['(boolean):boolean', '(boolean):boolean'], description: '' },
  { name: 'bool_or', signatures: ['(boolean):boolean'], description: '' },
  { name: 'checksum', signatures: ['(t):varbinary'], description: 'Checksum of the given values' },
  { name: 'corr', signatures: ['(double,double):double', '(real,real):real'], description: '' },
  { name: 'count', signatures: ['():bigint'], description: '' },
  { name: 'count', signatures: ['(t):bigint'], description: 'Counts the non-null values' },
  { name: 'count_if', signatures: ['(boolean):bigint'], description: '' },
  { name: 'covar_pop', signatures: ['(double,double):double', '(real,real):real'], description: '' },
  { name: 'covar_samp', signatures: ['(double,double):double', '(real,real):real'], description: '' },
  { name: 'every', signatures: ['(boolean):boolean', '(boolean):boolean'], description: '' },
  {
    name: 'geometric_mean',
    signatures: ['(bigint):double', '(double):double', '(real):real'],
    description: '',
  },
  {
    name: 'histogram',
    signatures: ['(t):map(t,bigint)'],
    description: 'Count the number of times each value occurs',
  },
  {
    name: 'kurtosis',
    signatures: ['(bigint):double', '(double):double'],
    description: 'Returns the (excess) kurtosis of the argument',
  },
  {
    name: 'listagg',
    signatures: ['(varchar,varchar,boolean,varchar,boolean):varchar'],
    description: 'concatenates the input values with the specified separator',
  },
  { name: 'make_set_digest', signatures: ['(t):setdigest'], description: '' },
  {
    name: 'map_agg',
    signatures: ['(k,v):map(k,v)'],
    description: 'Aggregates all the rows (key/value pairs) into a single map',
  },
  {
    name: 'map_union',
    signatures: ['(map(k,v)):map(k,v)'],
    description: 'Aggregate all the maps into a single map',
  },
  {
    name: 'max',
    signatures: ['(e,bigint):array(e)'],
    description: 'Returns the maximum values of the argument',
  },
  { name: 'max', signatures: ['(t):t'], description: 'Returns the maximum value of the argument' },
  {
    name: 'max_by',
    signatures: ['(v,k,bigint):array(v)'],
    description:
      'Returns the values of the first argument associated with the maximum values of the second argument',
  },
  {
    name: 'max_by',
    signatures: ['(v,k):v'],
    description:
      'Returns the value of the first argument, associated with the maximum value of the second argument',
  },
  { name: 'merge', signatures: ['(hyperloglog):hyperloglog', '(tdigest):tdigest'], description: '' },
  {
    name: 'merge',
    signatures: ['(qdigest(v)):qdigest(v)'],
    description: 'Merges the input quantile digests into a single quantile digest',
  },
  { name: 'merge_set_digest', signatures: ['(setdigest):setdigest'], description: '' },
  {
    name: 'min',
    signatures: ['(e,bigint):array(e)'],
    description: 'Returns the minimum values of the argument',
  },
  { name: 'min', signatures: ['(t):t'], description: 'Returns the minimum value of the argument' },
  {
    name: 'min_by',
    signatures: ['(v,k,bigint):array(v)'],
    description:
      'Returns the values of the first argument associated with the minimum values of the second argument',
  },
  {
    name: 'min_by',
    signatures: ['(v,k):v'],
    description:
      'Returns the value of the first argument, associated with the minimum value of the second argument',
  },
  {
    name: 'multimap_agg',
    signatures: ['(k,v):map(k,array(v))'],
    description: 'Aggregates all the rows (key/value pairs) into a single multimap',
  },
  {
    name: 'numeric_histogram',
    signatures: [
      '(bigint,double):map(double,double)',
      '(bigint,double,double):map(double,double)',
      '(bigint,real):map(real,real)',
      '(bigint,real,double):map(real,real)',
    ],
    description: '',
  },
  {
    name: 'qdigest_agg',
    signatures: [
      '(bigint):qdigest(bigint)',
      '(bigint,bigint):qdigest(bigint)',
      '(bigint,bigint,double):qdigest(bigint)',
    ],
    description: 'Returns a qdigest from the set of bigints',
  },
  {
    name: 'qdigest_agg',
    signatures: [
      '(double):qdigest(double)',
      '(double,bigint):qdigest(double)',
      '(double,bigint,double):qdigest(double)',
    ],
    description: 'Returns a qdigest from the set of doubles',
  },
  {
    name: 'qdigest_agg',
    signatures: ['(real):qdigest(real)', '(real,bigint):qdigest(real)', '(real,bigint,double):qdigest(real)'],
    description: 'Returns a qdigest from the set of reals',
  },
  {
    name: 'reduce_agg',
    signatures: ['(T,S,function(S,T,S),function(S,S,S)):S'],
    description: 'Reduce input elements into a single value',
  },
  { name: 'regr_intercept', signatures: ['(double,double):double', '(real,real):real'], description: '' },
  { name: 'regr_slope', signatures: ['(double,double):double', '(real,real):real'], description: '' },
  {
    name: 'skewness',
    signatures: ['(bigint):double', '(double):double'],
    description: 'Returns the skewness of the argument',
  },
  {
    name: 'stddev',
    signatures: ['(bigint):double', '(bigint):double', '(double):double', '(double):double'],
    description: 'Returns the sample standard deviation of the argument',
  },
  {
    name: 'stddev_pop',
    signatures: ['(bigint):double', '(double):double'],
    description: 'Returns the population standard deviation of the argument',
  },
  {
    name: 'stddev_samp',
    signatures: ['(bigint):double', '(bigint):double', '(double):double', '(double):double'],
    description: 'Returns the sample standard deviation of the argument',
  },
  {
    name: 'sum',
    signatures: [
      '(bigint):bigint',
      '(double):double',
      '(interval day to second):interval day to second',
      '(interval year to month):interval year to month',
      '(real):real',
    ],
    description: '',
  },
  {
    name: 'sum',
    signatures: ['(decimal(p,s)):decimal(38,s)'],
    description: 'Calculates the sum over the input values',
  },
  { name: 'tdigest_agg', signatures: ['(double):tdigest', '(double,double):tdigest'], description: '' },
  {
    name: 'var_pop',
    signatures: ['(bigint):double', '(double):double'],
    description: 'Returns the population variance of the argument',
  },
  {
    name: 'var_samp',
    signatures: ['(bigint):double', '(bigint):double', '(double):double', '(double):double'],
    description: 'Returns the sample variance of the argument',
  },
  {
    name: 'variance',
    signatures: ['(bigint):double', '(bigint):double', '(double):double', '(double):double'],
    description: 'Returns the sample variance of the argument',
  },
];
