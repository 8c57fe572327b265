import { formatDate } from './date-text.ts';
import { formatOffset, timeZoneName } from './time-zone-key.ts';
import { zoneOffsetMillis } from './time-zone-rules.ts';

const picosPerSecond = 1_000_000_000_000n;
const secondsPerDay = 86_400;
const picosPerDay = picosPerSecond * BigInt(secondsPerDay);

/**
 * `01:02:03.123`, with `precision` fraction digits; more digits of the value are rounded half up, past midnight to 00:00.
 * @param picos picoseconds of the day
 */
export function formatTime(picos: bigint, precision: number): string {
  const unit = 10n ** BigInt(12 - precision);
  const rounded = (((picos + unit / 2n) / unit) * unit) % picosPerDay;
  const seconds = Number(rounded / picosPerSecond);
  return clockText(seconds, rounded % picosPerSecond, precision);
}

/** `01:02:03.123+05:30`. @param picos picoseconds of the local day @param offsetMinutes minutes east of UTC */
export function formatTimeWithTimeZone(picos: bigint, offsetMinutes: number, precision: number): string {
  return formatTime(picos, precision) + formatOffset(offsetMinutes);
}

/**
 * `2020-02-29 01:02:03.123`, with `precision` fraction digits; more digits of the value are rounded half up.
 * @param micros microseconds since 1970
 * @param picosOfMicro picoseconds of the microsecond
 */
export function formatTimestamp(micros: bigint, picosOfMicro: number, precision: number): string {
  if (picosOfMicro === 0 && precision <= 6 && micros >= -maxExact && micros <= maxExact) {
    return formatMicros(Number(micros), precision);
  }
  return formatPicos(micros * 1_000_000n + BigInt(picosOfMicro), precision);
}

/**
 * `2020-02-29 01:02:03.123 Europe/Warsaw`: the local time of an instant in its zone.
 * @param millis milliseconds since 1970
 * @param picosOfMilli picoseconds of the millisecond
 */
export function formatTimestampWithTimeZone(
  millis: number,
  picosOfMilli: number,
  zoneKey: number,
  precision: number,
): string {
  const local = millis + zoneOffsetMillis(zoneKey, millis);
  const zone = timeZoneName(zoneKey) ?? '';
  const text =
    picosOfMilli === 0 && Math.abs(local) < Number.MAX_SAFE_INTEGER / 1000
      ? formatMicros(local * 1000, precision)
      : formatPicos(BigInt(local) * 1_000_000_000n + BigInt(picosOfMilli), precision);
  return `${text} ${zone}`;
}

const maxExact = BigInt(Number.MAX_SAFE_INTEGER) - 1_000_000n;

function formatMicros(micros: number, precision: number): string {
  let value = micros;
  if (precision < 6) {
    const unit = 10 ** (6 - precision);
    value = Math.floor((micros + unit / 2) / unit) * unit;
  }
  const seconds = Math.floor(value / 1_000_000);
  const fraction = value - seconds * 1_000_000;
  const days = Math.floor(seconds / secondsPerDay);
  const text = `${formatDate(days)} ${secondsText(seconds - days * secondsPerDay)}`;
  if (precision === 0) return text;
  const digits = String(fraction).padStart(6, '0');
  return `${text}.${precision <= 6 ? digits.slice(0, precision) : digits.padEnd(precision, '0')}`;
}

function formatPicos(picos: bigint, precision: number): string {
  const unit = 10n ** BigInt(12 - precision);
  const rounded = floorDivide(picos + unit / 2n, unit) * unit;
  const seconds = floorDivide(rounded, picosPerSecond);
  const days = floorDivide(seconds, BigInt(secondsPerDay));
  const secondOfDay = Number(seconds - days * BigInt(secondsPerDay));
  return `${formatDate(Number(days))} ${clockText(secondOfDay, rounded - seconds * picosPerSecond, precision)}`;
}

function floorDivide(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  return value < 0n && quotient * by !== value ? quotient - 1n : quotient;
}

function clockText(secondOfDay: number, picos: bigint, precision: number): string {
  const text = secondsText(secondOfDay);
  return precision === 0 ? text : `${text}.${picos.toString().padStart(12, '0').slice(0, precision)}`;
}

function secondsText(secondOfDay: number): string {
  const hour = Math.floor(secondOfDay / 3600);
  const minute = Math.floor(secondOfDay / 60) % 60;
  const second = secondOfDay % 60;
  return `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}:${second < 10 ? '0' : ''}${second}`;
}
