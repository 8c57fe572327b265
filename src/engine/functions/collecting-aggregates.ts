import type { FunctionDependency, FunctionEntry } from './function-entry.ts';

/** Aggregates that keep what they see: maps of values, and quantiles of distributions. States are Trino's. */
export const collectingAggregates: readonly FunctionEntry[] = [
  {
    ...aggregate('histogram<T:comparable>(t):map(t,bigint)', 'How often each value occurs', 'map(T,bigint)'),
    typeDependencies: ['T', 'map(T,bigint)'],
    functionDependencies: keyed('T'),
  },
  {
    ...aggregate(
      'map_agg<K:comparable,V>(k,v):map(k,v)',
      'Map of keys, each with its first value',
      'map(K,V)',
    ),
    argumentNullable: [false, true],
    typeDependencies: ['K', 'V', 'map(K,V)'],
    functionDependencies: [...keyed('K'), readingOf('V')],
  },
  {
    ...aggregate(
      'multimap_agg<K:comparable,V>(k,v):map(k,array(v))',
      'Map of keys, each with all its values',
      'map(K,array(V))',
    ),
    argumentNullable: [false, true],
    typeDependencies: ['K', 'V', 'map(K,array(V))'],
    functionDependencies: [...keyed('K'), readingOf('V')],
  },
  {
    ...aggregate(
      'map_union<K:comparable,V>(map(k,v)):map(k,v)',
      'Entries of all maps, the first of a key',
      'map(K,V)',
    ),
    typeDependencies: ['K', 'V', 'map(K,V)'],
    functionDependencies: [...keyed('K'), readingOf('V')],
  },
  ...['bigint', 'double', 'real'].flatMap((type) => [
    percentile(`(${type},double):${type}`),
    percentile(`(${type},double,double):${type}`),
    percentile(`(${type},double,double,double):${type}`),
    percentile(`(${type},array(double)):array(${type})`),
    percentile(`(${type},double,array(double)):array(${type})`),
  ]),
  ...['(bigint,double):map(double,double)', '(bigint,double,double):map(double,double)'].map(
    numericHistogram,
  ),
  ...['(bigint,real):map(real,real)', '(bigint,real,double):map(real,real)'].map(numericHistogram),
  ...['bigint', 'varchar'].map((type) =>
    aggregate(
      `approx_most_frequent(bigint,${type},bigint):map(${type},bigint)`,
      'About the most frequent values and how often they occur',
      'varbinary',
    ),
  ),
  // A call always has an order: it's never split, and its state never seen.
  {
    signature: 'listagg(varchar,varchar,boolean,varchar,boolean):varchar',
    kind: 'AGGREGATE',
    description: 'Texts joined, with a separator between them',
    returnNullable: true,
  },
  aggregate(
    'reduce_agg<T,S>(T,S,function(S,T,S),function(S,S,S)):S',
    'What functions make of values and a state, one value after the other',
    'S',
  ),
];

function numericHistogram(types: string): FunctionEntry {
  return aggregate(
    `numeric_histogram${types}`,
    'A few ranges of the values, and how many are in each',
    'varbinary',
  );
}

function percentile(types: string): FunctionEntry {
  return aggregate(`approx_percentile${types}`, 'About the value below which a share lies', 'varbinary');
}

/** What a stock worker asks for keys that it looks up. */
function keyed(type: string): FunctionDependency[] {
  return [
    readingOf(type),
    { name: '$operator$hash_code', arguments: [type] },
    { name: '$operator$is_distinct_from', arguments: [type, type] },
  ];
}

function readingOf(type: string): FunctionDependency {
  return { name: '$operator$read_value', arguments: [type] };
}

function aggregate(signature: string, description: string, intermediate: string): FunctionEntry {
  return { signature, kind: 'AGGREGATE', description, intermediate, returnNullable: true };
}
