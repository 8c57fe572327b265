import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { HyperLogLog } from '../sketches/hyper-log-log.ts';
import { intersectionCardinality, jaccardIndex, SetDigest } from '../sketches/set-digest.ts';
import { ofSortableBits, sortableBits } from '../sketches/sortable-bits.ts';
import { QuantileDigest } from '../sketches/quantile-digest.ts';
import { TDigest } from '../sketches/t-digest.ts';
import type { Value } from '../value.ts';
import { argumentType, body, invalidArgument } from './function-body.ts';
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
  value_at_quantile: {
    make: (call) => {
      const digestType = argumentType(call, 0);
      if (digestType.kind !== 'qdigest')
        return (digest: Uint8Array, quantile: number) => TDigest.read(digest).valueAt(checked(quantile));
      const { kind } = digestType.element;
      return (digest: Uint8Array, quantile: number) =>
        quantileValue(QuantileDigest.read(digest), quantile, kind);
    },
  },
  values_at_quantiles: {
    make: (call) => {
      const digestType = argumentType(call, 0);
      if (digestType.kind !== 'qdigest')
        return (bytes: Uint8Array, quantiles: readonly Value[]) => {
          const digest = TDigest.read(bytes);
          if (quantiles.some((quantile, i) => i > 0 && Number(quantile) < Number(quantiles[i - 1])))
            throw invalidArgument('percentiles must be sorted in increasing order');
          return quantiles.map((quantile) => digest.valueAt(checked((quantile ?? 0) as number)));
        };
      const { kind } = digestType.element;
      return (bytes: Uint8Array, quantiles: readonly Value[]) => {
        const digest = QuantileDigest.read(bytes);
        return quantiles.map((quantile) => quantileValue(digest, (quantile ?? 0) as number, kind));
      };
    },
  },
  quantile_at_value: {
    make: (call) => {
      const { kind } = argumentType(call, 1);
      return (digest: Uint8Array, value: Value) =>
        QuantileDigest.read(digest).quantileOf(sortableBits(value, kind)) ?? null;
    },
  },
};

/** About how many values a sketch of a set has seen. */
export function sketchCardinality(kind: 'HyperLogLog' | 'SetDigest', bytes: Uint8Array): bigint {
  return (kind === 'HyperLogLog' ? HyperLogLog.read(bytes) : SetDigest.read(bytes)).cardinality();
}

function quantileValue(digest: QuantileDigest, quantile: number, kind: Type['kind']): Value {
  if (!(quantile >= 0 && quantile <= 1))
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'quantile must be between [0,1]');
  return ofSortableBits(digest.valuesAt([quantile])[0] as bigint, kind);
}

function checked(quantile: number): number {
  if (!(quantile >= 0 && quantile <= 1)) throw invalidArgument('quantile should be in [0, 1] range');
  return quantile;
}
