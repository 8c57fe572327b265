import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import { formatDouble } from '../../../values/double-text.ts';
import { invalidArgument } from '../functions/function-body.ts';
import { TDigest } from '../sketches/t-digest.ts';
import type { Value } from '../value.ts';
import type { Collector, Row } from './collector.ts';

/**
 * `approx_percentile(value [, weight], percentile or percentiles)`: from a t-digest. State: the percentile, or a 32-bit count and the
 * percentiles, and the digest behind its 32-bit length.
 */
export function percentileCollector(types: readonly Type[]): Collector {
  const [type] = types;
  const isSeveral = types.at(-1)?.kind === 'array';
  const isWeighted = types.length > 2;
  const rounded = (value: number): Value =>
    type?.kind === 'bigint' ? nearest(value) : type?.kind === 'real' ? Math.fround(value) : value;
  const write = (percentiles: readonly number[], digest: TDigest): Uint8Array => {
    const bytes = digest.bytes();
    const head = Buffer.alloc((isSeveral ? 4 : 0) + percentiles.length * 8 + 4);
    let position = isSeveral ? head.writeInt32LE(percentiles.length) : 0;
    for (const percentile of percentiles) position = head.writeDoubleLE(percentile, position);
    head.writeInt32LE(bytes.length, position);
    return Buffer.concat([head, bytes]);
  };
  const read = (state: Value): { readonly percentiles: readonly number[]; readonly digest: TDigest } => {
    const bytes = Buffer.from(state as Uint8Array);
    const count = isSeveral ? bytes.readInt32LE() : 1;
    const start = isSeveral ? 4 : 0;
    const end = start + count * 8;
    return {
      percentiles: Array.from({ length: count }, (_, index) => bytes.readDoubleLE(start + index * 8)),
      digest: TDigest.read(bytes.subarray(end + 4, end + 4 + bytes.readInt32LE(end))),
    };
  };
  return {
    stateType: { kind: 'varbinary' },
    required: types.map((_, index) => index),
    isRewritten: true,
    ofRows: (rows) => {
      const digest = new TDigest();
      for (const row of rows)
        digest.add(finite(exactNumber(row[0] as Value)), isWeighted ? weightOf(row) : 1);
      const wanted = rows[0]?.at(-1);
      return write(((isSeveral ? wanted : [wanted]) as readonly Value[]).map(percentileOf), digest);
    },
    merge: (states) => {
      const [first, ...others] = states.map(read);
      if (first === undefined) return null;
      for (const { digest } of others) first.digest.merge(digest);
      return write(first.percentiles, first.digest);
    },
    result: (state) => {
      const { percentiles, digest } = read(state);
      const values = percentiles.map((percentile) => rounded(digest.valueAt(percentile)));
      return isSeveral ? values : (values[0] as Value);
    },
  };
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT for a bigint that no double is, as when it comes back; the greatest one does */
function exactNumber(value: Value): number {
  const number = Number(value);
  if (typeof value === 'bigint' && nearest(number) !== value) {
    throw invalidArgument(`no exact double representation for long: ${value}`);
  }
  return number;
}

/** The nearest bigint there is. */
function nearest(value: number): bigint {
  const whole = BigInt(Math.round(value));
  if (whole > 2n ** 63n - 1n) return 2n ** 63n - 1n;
  return whole < -(2n ** 63n) ? -(2n ** 63n) : whole;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when a t-digest can't take a value */
export function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    Number.isNaN(value) ? 'value is NaN' : 'value must be finite',
  );
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT */
export function checkedPercentile(percentile: number): number {
  if (!(percentile >= 0 && percentile <= 1)) throw invalidArgument('Percentile must be between 0 and 1');
  return percentile;
}

/** @throws TrinoError INVALID_FUNCTION_ARGUMENT when a value's weight is less than 1 */
export function checkedWeight(weight: number): number {
  if (!(weight >= 1)) throw invalidArgument(`weight must be >= 1, was ${formatDouble(weight)}`);
  return weight;
}

function weightOf(row: Row): number {
  return checkedWeight(row[1] as number);
}

function percentileOf(percentile: Value): number {
  if (percentile === null) throw invalidArgument('Percentile cannot be null');
  return checkedPercentile(percentile as number);
}
