import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { invalidArgument } from '../functions/function-body.ts';
import { formatDouble } from '../../../values/double-text.ts';
import { QuantileDigest } from '../sketches/quantile-digest.ts';
import { ofSortableBits, sortableBits } from '../sketches/sortable-bits.ts';
import type { Collector, Row } from './collector.ts';
import { checkedPercentile } from './percentile-collector.ts';

const defaultError = 0.01;

/** `qdigest_agg(value [, weight [, accuracy]])`. The state is the digest. */
export function quantileDigestCollector(types: readonly Type[]): Collector {
  const [type] = types;
  const kind = type?.kind ?? 'bigint';
  return {
    stateType: { kind: 'qdigest', element: { kind: 'bigint' } },
    required: types.map((_, index) => index),
    isRewritten: true,
    ofRows: (rows) => {
      const accuracy = types.length > 2 ? checkedAccuracy(rows[0] as Row) : defaultError;
      const digest = new QuantileDigest(accuracy);
      for (const row of rows) {
        const weight = types.length > 1 ? (row[1] as bigint) : 1n;
        if (weight <= 0n) throw invalidArgument(`Percentile weight must be > 0, was ${weight}`);
        digest.add(sortableBits(row[0] as never, kind), Number(weight));
      }
      return digest.bytes();
    },
    merge: mergeQuantileDigests,
    result: (state) => state,
  };
}

/** A digest of all values of several. */
export function mergeQuantileDigests(states: readonly unknown[]): Uint8Array {
  const [first, ...others] = states as readonly Uint8Array[];
  const digest = QuantileDigest.read(first as Uint8Array);
  for (const other of others) digest.merge(QuantileDigest.read(other));
  return digest.bytes();
}

/**
 * `approx_percentile(value, weight, percentile, accuracy)`: from a quantile digest. State: the percentile, and the digest behind its
 * 32-bit length.
 */
export function accuratePercentileCollector(types: readonly Type[]): Collector {
  const kind = types[0]?.kind ?? 'bigint';
  const write = (percentile: number, digest: QuantileDigest): Uint8Array => {
    const bytes = digest.bytes();
    const head = Buffer.alloc(12);
    head.writeDoubleLE(percentile);
    head.writeInt32LE(bytes.length, 8);
    return Buffer.concat([head, bytes]);
  };
  const read = (state: unknown): { readonly percentile: number; readonly digest: QuantileDigest } => {
    const bytes = Buffer.from(state as Uint8Array);
    const digest = QuantileDigest.read(bytes.subarray(12, 12 + bytes.readInt32LE(8)));
    return { percentile: bytes.readDoubleLE(), digest };
  };
  return {
    stateType: { kind: 'varbinary' },
    required: [0, 1, 2, 3],
    isRewritten: true,
    ofRows: (rows) => {
      const [, , percentile, accuracy] = rows[0] as readonly [unknown, unknown, number, number];
      if (!(accuracy > 0 && accuracy < 1))
        throw new TrinoError(
          'GENERIC_INTERNAL_ERROR',
          'Percentile accuracy must be strictly between 0 and 1',
        );
      const digest = new QuantileDigest(accuracy);
      for (const row of rows) digest.add(sortableBits(row[0] as never, kind), row[1] as number);
      return write(checkedPercentile(percentile), digest);
    },
    merge: (states) => {
      const [first, ...others] = states.map(read);
      if (first === undefined) return null;
      for (const { digest } of others) first.digest.merge(digest);
      return write(first.percentile, first.digest);
    },
    result: (state) => {
      const { percentile, digest } = read(state);
      return ofSortableBits(digest.valuesAt([percentile])[0] as bigint, kind);
    },
  };
}

function checkedAccuracy(row: Row): number {
  const accuracy = row[2] as number;
  if (!(accuracy > 0 && accuracy < 1))
    throw invalidArgument(
      `Percentile accuracy must be exclusively between 0 and 1, was ${formatDouble(accuracy)}`,
    );
  return accuracy;
}
