import type { FunctionEntry } from './function-entry.ts';

/** Sketches of sets and distributions: aggregates that make and merge them, functions that ask them. The sketch is the state. */
export const sketchFunctions: readonly FunctionEntry[] = [
  ...['bigint', 'double', 'varchar(x)'].map((type) =>
    aggregate(`approx_set(${type}):hyperloglog`, 'Sketch of a set, to count its values', 'HyperLogLog'),
  ),
  aggregate('merge(hyperloglog):hyperloglog', 'Sketch of all values of several', 'HyperLogLog'),
  {
    ...aggregate('merge<V>(qdigest(v)):qdigest(v)', 'Sketch of all values of several', 'qdigest(bigint)'),
    typeDependencies: ['qdigest(V)'],
  },
  aggregate('merge(tdigest):tdigest', 'Sketch of all values of several', 'tdigest'),
  aggregate('make_set_digest<T>(t):setdigest', 'Sketch of a set, to compare it with others', 'SetDigest'),
  aggregate('merge_set_digest(setdigest):setdigest', 'Sketch of all values of several', 'SetDigest'),
  aggregate('tdigest_agg(double):tdigest', 'Sketch of a distribution', 'tdigest'),
  aggregate('tdigest_agg(double,double):tdigest', 'Sketch of a distribution of weighted values', 'tdigest'),
  scalar('empty_approx_set():hyperloglog', 'Sketch of an empty set'),
  scalar('cardinality(hyperloglog):bigint', 'About how many values were put in'),
  scalar('cardinality(setdigest):bigint', 'About how many values were put in'),
  {
    ...scalar(
      'hash_counts(setdigest):map(bigint,smallint)',
      'Hashes of a set digest and how often each was put in',
    ),
    typeDependencies: ['map(bigint,smallint)'],
  },
  scalar('intersection_cardinality(setdigest,setdigest):bigint', 'About how many values both have'),
  scalar('jaccard_index(setdigest,setdigest):double', 'How alike sets are, from 0 to 1'),
  scalar('value_at_quantile(tdigest,double):double', 'The value below which a share of the values lies'),
  scalar(
    'values_at_quantiles(tdigest,array(double)):array(double)',
    'The values below which shares of the values lie',
  ),
  ...['bigint', 'double', 'real'].flatMap((type): FunctionEntry[] => [
    ...['', ',bigint', ',bigint,double'].map((options) =>
      // Whatever it is a digest of, stock calls its state one of bigints.
      aggregate(
        `qdigest_agg(${type}${options}):qdigest(${type})`,
        'Sketch of a distribution, of given weight and accuracy',
        'qdigest(bigint)',
      ),
    ),
    scalar(
      `value_at_quantile(qdigest(${type}),double):${type}`,
      'The value below which a share of the values lies',
    ),
    scalar(
      `values_at_quantiles(qdigest(${type}),array(double)):array(${type})`,
      'The values below which shares of the values lie',
    ),
    {
      ...scalar(
        `quantile_at_value(qdigest(${type}),${type}):double`,
        'The share of the values that lies below one',
      ),
      returnNullable: true,
    },
  ]),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}

function aggregate(signature: string, description: string, intermediate: string): FunctionEntry {
  return { signature, kind: 'AGGREGATE', description, intermediate, returnNullable: true };
}
