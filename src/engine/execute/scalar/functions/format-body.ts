import { TrinoError } from '../../../errors/trino-error.ts';
import { civilDate, formatDate } from '../../../values/date-text.ts';
import { formatBigDecimal, formatDecimal } from '../../../values/decimal-text.ts';
import { formatDouble, formatReal } from '../../../values/double-text.ts';
import { fixedOffsetMinutes, formatOffset, timeZoneName } from '../../../values/time-zone-key.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import type { RowType, Type } from '../../../types/type.ts';
import { textOf } from '../cast/text-casts.ts';
import { roundPicos } from '../cast/time-casts.ts';
import {
  formatBits,
  formatFloating,
  formatHexadecimal,
  formatWhole,
  justify,
} from '../format/format-number.ts';
import { parseFormat } from '../format/format-specifier.ts';
import type { FormatFailure, FormatPart, FormatSpecifier } from '../format/format-specifier.ts';
import { formatTimePart } from '../format/format-time.ts';
import type { FormattedTime } from '../format/format-time.ts';
import { floorDivide, floorRemainder, picosPerDay, picosPerMilli } from '../value.ts';
import type { Instant, Value } from '../value.ts';
import { argumentType, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** `format`: Java's format strings over the fields of a row. */
export const formatBodies: FunctionBodies = {
  $format: {
    takesNull: true,
    make: (call) => {
      const types = (argumentType(call, 1) as RowType).fields.map(({ type }) => type);
      let known: { readonly pattern: string; readonly parts: readonly FormatPart[] } | undefined;
      return (pattern: string | null, row: readonly Value[]) => {
        if (pattern === null) return null;
        const fail: FormatFailure = (kind, message) =>
          invalidArgument(`Invalid format string: ${pattern} (${kind}: ${message})`);
        if (known?.pattern !== pattern) known = { pattern, parts: parseFormat(pattern, fail) };
        return formatRow(known.parts, row, types, fail);
      };
    },
  },
};

/** The longest text that is made. */
const maxWidth = 16 * 1024 * 1024;

function formatRow(
  parts: readonly FormatPart[],
  row: readonly Value[],
  types: readonly Type[],
  fail: FormatFailure,
): string {
  let next = 0;
  let previous = -1;
  let result = '';
  for (const part of parts) {
    if (typeof part === 'string') {
      result += part;
      continue;
    }
    if ((part.width ?? 0) > maxWidth || (part.precision ?? 0) > maxWidth)
      throw invalidArgument('Format width is too large');
    if (part.conversion === '%' || part.conversion === 'n') {
      result += part.conversion === '%' ? justify('%', part) : '\n';
      continue;
    }
    const index = part.index !== undefined ? part.index - 1 : part.flags.includes('<') ? previous : next++;
    previous = index;
    const type = types[index];
    if (type === undefined) throw fail('MissingFormatArgument', `Format specifier '${part.text}'`);
    const text = formatOne(part, row[index] as Value, type, fail);
    result += part.upper ? text.toUpperCase() : text;
  }
  return result;
}

function formatOne(specifier: FormatSpecifier, value: Value, type: Type, fail: FormatFailure): string {
  const { conversion, precision, isTime } = specifier;
  const mismatch = (letter = conversion): Error =>
    fail('IllegalFormatConversion', `${letter} != ${javaClass(type)}`);
  const general = (text: string): string =>
    justify(precision === undefined ? text : text.slice(0, precision), specifier);
  if (conversion === 'b' && !isTime)
    return general(value === null ? 'false' : typeof value === 'boolean' ? String(value) : 'true');
  if (value === null) return general('null');
  if (isTime) {
    const time = timeOf(value, type);
    if (time === undefined) throw mismatch();
    return justify(formatTimePart(conversion, time, mismatch), specifier);
  }
  switch (conversion) {
    case 's':
      return general(shown(value, type));
    case 'h':
      return general((hashOf(value, type) >>> 0).toString(16));
    case 'd':
      if (!isWhole(type)) throw mismatch();
      return formatWhole(BigInt(value as number | bigint), specifier);
    case 'x':
    case 'o':
      if (!isWhole(type)) throw mismatch();
      for (const flag of '( +')
        if (specifier.flags.includes(flag))
          throw fail('FormatFlagsConversionMismatch', `Conversion = ${conversion}, Flags = ${flag}`);
      return formatBits(BigInt(value as number | bigint), specifier);
    case 'f':
    case 'e':
    case 'g':
      if (type.kind === 'decimal')
        return formatFloating(formatDecimal(value as bigint, type.scale), specifier);
      if (type.kind !== 'double' && type.kind !== 'real') throw mismatch();
      return formatFloating(formatDouble(value as number).replace(/^(-?0)\.0$/, '$1'), specifier);
    case 'a':
      if (type.kind !== 'double' && type.kind !== 'real') throw mismatch();
      return formatHexadecimal(value as number, specifier);
    default:
      throw mismatch();
  }
}

function isWhole({ kind }: Type): boolean {
  return kind === 'tinyint' || kind === 'smallint' || kind === 'integer' || kind === 'bigint';
}

/** What Java's `toString` gives. */
function shown(value: Value, type: Type): string {
  switch (type.kind) {
    case 'double':
      return formatDouble(value as number);
    case 'real':
      return formatReal(value as number);
    case 'decimal':
      return formatBigDecimal(value as bigint, type.scale);
    case 'json':
      return value as string;
    case 'char':
      return (value as string).padEnd(type.length);
    case 'date':
      return localDate(value as number);
    case 'time':
      return localTime(nanosOfTime(value as bigint));
    case 'timestamp': {
      const picos = value as bigint;
      return localDateTime(picos);
    }
    case 'timestamp with time zone': {
      const { picos, zone } = value as Instant;
      const offset = zoneOffsetMillis(zone, Number(floorDivide(picos, picosPerMilli)));
      const text = localDateTime(picos + BigInt(offset) * picosPerMilli) + javaOffset(offset);
      return fixedOffsetMinutes(zone) !== undefined && zone !== 0
        ? text
        : `${text}[${timeZoneName(zone) ?? 'UTC'}]`;
    }
    default:
      return textOf(type)?.(value) ?? '';
  }
}

function localDate(days: number): string {
  return civilDate(days).year > 9999 ? `+${formatDate(days).replace(/^\+/, '')}` : formatDate(days);
}

/** Seconds only where there are any, and as many digits behind them as three, six or nine. */
function localTime(nanosOfDay: bigint): string {
  const seconds = Number(nanosOfDay / 1_000_000_000n);
  const nanos = Number(nanosOfDay % 1_000_000_000n);
  const two = (value: number): string => String(value).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  if (seconds % 60 === 0 && nanos === 0) return text;
  const digits = String(nanos).padStart(9, '0');
  const places = nanos === 0 ? 0 : nanos % 1_000_000 === 0 ? 3 : nanos % 1000 === 0 ? 6 : 9;
  return `${text}:${two(seconds % 60)}${places === 0 ? '' : `.${digits.slice(0, places)}`}`;
}

function localDateTime(picos: bigint): string {
  const rounded = roundPicos(picos, 9);
  const days = Number(floorDivide(rounded, picosPerDay));
  return `${localDate(days)}T${localTime(floorRemainder(rounded, picosPerDay) / 1000n)}`;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR of a time that is rounded to the next day, as stock */
function nanosOfTime(picos: bigint): bigint {
  const nanos = roundPicos(picos, 9) / 1000n;
  const last = picosPerDay / 1000n - 1n;
  if (nanos <= last) return nanos;
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    `Invalid value for NanoOfDay (valid values 0 - ${last}): ${nanos}`,
  );
}

/** An offset from UTC, with the seconds that clocks had when they went by the sun. @param millis of it */
function javaOffset(millis: number): string {
  if (millis === 0) return 'Z';
  const seconds = Math.abs(Math.trunc(millis / 1000) % 60);
  const minutes = formatOffset(Math.trunc(millis / 60_000));
  return seconds === 0 ? minutes : `${minutes}:${String(seconds).padStart(2, '0')}`;
}

function timeOf(value: Value, type: Type): FormattedTime | undefined {
  const local = (exact: bigint, zone: FormattedTime['zone']): FormattedTime => {
    const picos = roundPicos(exact, 9);
    return {
      days: Number(floorDivide(picos, picosPerDay)),
      nanos: floorRemainder(picos, picosPerDay) / 1000n,
      zone,
    };
  };
  switch (type.kind) {
    case 'date':
      return { days: value as number, nanos: undefined, zone: undefined };
    case 'time':
      return { days: undefined, nanos: nanosOfTime(value as bigint), zone: undefined };
    case 'timestamp':
      return local(value as bigint, undefined);
    case 'timestamp with time zone': {
      const { picos, zone } = value as Instant;
      const millis = Number(floorDivide(picos, picosPerMilli));
      const offset = BigInt(zoneOffsetMillis(zone, millis));
      return local(picos + offset * picosPerMilli, { key: zone, millis });
    }
    default: {
      // Whole numbers are milliseconds since 1970.
      if (!isWhole(type)) return undefined;
      const millis = BigInt(value as number | bigint);
      return local(millis * picosPerMilli, { key: 0, millis: Number(millis) });
    }
  }
}

/** Java's hash of a value. */
function hashOf(value: Value, type: Type): number {
  const ofLong = (bits: bigint): number =>
    Number(BigInt.asIntN(32, bits ^ (BigInt.asUintN(64, bits) >> 32n)));
  switch (type.kind) {
    case 'boolean':
      return value === true ? 1231 : 1237;
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return ofLong(BigInt(value as number | bigint));
    case 'double': {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, value as number);
      return ofLong(view.getBigInt64(0));
    }
    case 'real': {
      const view = new DataView(new ArrayBuffer(4));
      view.setFloat32(0, value as number);
      return view.getInt32(0);
    }
    case 'decimal': {
      const unscaled = value as bigint;
      const size = unscaled < 0n ? -unscaled : unscaled;
      let hash = 0;
      for (let shift = BigInt(Math.floor((size.toString(2).length - 1) / 32) * 32); shift >= 0n; shift -= 32n)
        hash = (Math.imul(31, hash) + Number(BigInt.asIntN(32, size >> shift))) | 0;
      return (Math.imul(31, unscaled < 0n ? -hash : hash) + type.scale) | 0;
    }
    case 'date': {
      const { year, month, day } = civilDate(value as number);
      return (year & 0xfffff800) ^ ((year << 11) + (month << 6) + day);
    }
    default: {
      let hash = 0;
      const text = shown(value, type);
      for (let index = 0; index < text.length; index++)
        hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
      return hash;
    }
  }
}

function javaClass(type: Type): string {
  switch (type.kind) {
    case 'boolean':
      return 'java.lang.Boolean';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return 'java.lang.Long';
    case 'real':
      return 'java.lang.Float';
    case 'double':
      return 'java.lang.Double';
    case 'decimal':
      return 'java.math.BigDecimal';
    case 'date':
      return 'java.time.LocalDate';
    case 'time':
      return 'java.time.LocalTime';
    case 'timestamp':
      return 'java.time.LocalDateTime';
    case 'timestamp with time zone':
      return 'java.time.ZonedDateTime';
    default:
      return 'java.lang.String';
  }
}
