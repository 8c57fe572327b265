import { HyperLogLog } from '../sketches/hyper-log-log.ts';
import { intersectionCardinality, jaccardIndex, SetDigest } from '../sketches/set-digest.ts';
import { TDigest } from '../sketches/t-digest.ts';
import type { Value } from '../value.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** Functions on sketches (functions/sketch-functions.ts). `cardinality` has its place among arrays and maps. */
export const sketchBodies: FunctionBodies = {
  empty_approx_set: body(() => new HyperLogLog(12).bytes()),
  hash_counts: body((digest: Uint8Array) => {
    const counts = SetDigest.read(digest).hashCounts();
    return { keys: counts.map(([hash]) => hash), values: counts.map(([, count]) => count) };
  }),
  intersection_cardinality: body((left: Uint8Array, right: Uint8Array) =>
    intersectionCardinality(SetDigest.read(left), SetDigest.read(right)),
  ),
  jaccard_index: body((left: Uint8Array, right: Uint8Array) =>
    jaccardIndex(SetDigest.read(left), SetDigest.read(right)),
  ),
  value_at_quantile: body((digest: Uint8Array, quantile: number) =>
    TDigest.read(digest).valueAt(checked(quantile)),
  ),
  values_at_quantiles: body((bytes: Uint8Array, quantiles: readonly Value[]) => {
    const digest = TDigest.read(bytes);
    return quantiles.map((quantile) => digest.valueAt(checked(quantile as number)));
  }),
};

/** About how many values a sketch of a set has seen. */
export function sketchCardinality(kind: 'HyperLogLog' | 'SetDigest', bytes: Uint8Array): bigint {
  return (kind === 'HyperLogLog' ? HyperLogLog.read(bytes) : SetDigest.read(bytes)).cardinality();
}

function checked(quantile: number): number {
  if (!(quantile >= 0 && quantile <= 1)) throw invalidArgument('quantile should be in [0, 1] range');
  return quantile;
}
