/**
 * One value of a Trino type as our own functions see it, chosen by the type:
 *
 * | type | value |
 * | --- | --- |
 * | boolean | boolean |
 * | tinyint … integer, real, double, date (days since 1970), color, interval year to month | number |
 * | bigint, decimal (unscaled), interval day to second (ms) | bigint |
 * | time (of the day), timestamp (local, since 1970) | bigint picoseconds |
 * | … with time zone | `Instant` |
 * | varchar, char (without trailing blanks), json | string |
 * | varbinary, uuid, ipaddress, sketches | Uint8Array |
 * | array, row | values in order |
 * | map | `MapValue` |
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Instant
  | MapValue
  | readonly Value[];

/** A point in time, or time of the day, with its zone. */
export interface Instant {
  /** Of UTC: since 1970, or of the day. */
  readonly picos: bigint;
  /** A zone key; minutes east of UTC for a time of the day. */
  readonly zone: number;
}

/** Entries in their order; no two keys are equal. */
export interface MapValue {
  readonly keys: readonly Value[];
  readonly values: readonly Value[];
}

export const picosPerMilli = 1_000_000_000n;
export const picosPerMicro = 1_000_000n;
export const picosPerSecond = 1_000_000_000_000n;
export const picosPerMinute = 60n * picosPerSecond;
export const picosPerDay = 1440n * picosPerMinute;

/** Quotient that is rounded down, also below zero. */
export function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value % by < 0n ? quotient - 1n : quotient;
}

/** Remainder that is never negative. */
export function floorRemainder(value: bigint, by: bigint): bigint {
  const remainder = value % by;
  return remainder < 0n ? remainder + by : remainder;
}
