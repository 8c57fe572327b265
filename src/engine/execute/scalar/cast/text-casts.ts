import type { Type } from '../../../types/type.ts';
import { formatIpAddress, formatUuid } from '../../../values/address-text.ts';
import { formatDate } from '../../../values/date-text.ts';
import { formatDecimal } from '../../../values/decimal-text.ts';
import {
  formatDouble,
  formatDoubleScientific,
  formatReal,
  formatRealScientific,
} from '../../../values/double-text.ts';
import { formatDayInterval, formatYearInterval } from '../../../values/interval-text.ts';
import {
  formatTime,
  formatTimestamp,
  formatTimestampWithTimeZone,
  formatTimeWithTimeZone,
} from '../../../values/time-text.ts';
import {
  floorDivide,
  floorRemainder,
  picosPerDay,
  picosPerMicro,
  picosPerMilli,
  picosPerMinute,
} from '../value.ts';
import type { Instant, Value } from '../value.ts';
import { invalidCast } from './cast-failure.ts';

/** The text that a cast to varchar makes. @returns undefined for types that have none */
export function textOf(type: Type): ((value: Value) => string) | undefined {
  switch (type.kind) {
    case 'varchar':
      return (value) => value as string;
    case 'char':
      // The blanks that the carrier leaves out are part of the value.
      return (value) => padded(value as string, type.length);
    case 'boolean':
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint':
      return String;
    case 'decimal':
      return (value) => formatDecimal(value as bigint, type.scale);
    case 'real':
      return (value) => formatRealScientific(value as number);
    case 'double':
      return (value) => formatDoubleScientific(value as number);
    case 'date':
      return (value) => formatDate(value as number).replace('+', '');
    case 'time':
      return (value) => formatTime(value as bigint, type.precision);
    case 'time with time zone':
      return (value) => {
        const { picos, zone } = value as Instant;
        const local = floorRemainder(picos + BigInt(zone) * picosPerMinute, picosPerDay);
        return formatTimeWithTimeZone(local, zone, type.precision);
      };
    case 'timestamp':
      return (value) => {
        const micros = floorDivide(value as bigint, picosPerMicro);
        return formatTimestamp(micros, Number((value as bigint) - micros * picosPerMicro), type.precision);
      };
    case 'timestamp with time zone':
      return (value) => {
        const { picos, zone } = value as Instant;
        const millis = floorDivide(picos, picosPerMilli);
        const rest = Number(picos - millis * picosPerMilli);
        return formatTimestampWithTimeZone(Number(millis), rest, zone, type.precision);
      };
    case 'interval day to second':
      return (value) => formatDayInterval(value as bigint);
    case 'interval year to month':
      return (value) => formatYearInterval(value as number);
    case 'uuid':
      return (value) => formatUuid(value as Uint8Array, 0);
    case 'ipaddress':
      return (value) => formatIpAddress(value as Uint8Array, 0);
    default:
      return undefined;
  }
}

function padded(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - Array.from(text).length));
}

/** The first so many code points. */
export function firstCharacters(text: string, length: number): string {
  return text.length <= length ? text : Array.from(text).slice(0, length).join('');
}

/** Casts to varchar. @param length of the target, absent when it's unbounded @returns undefined when there is no such cast */
export function toVarchar(from: Type, length: number | undefined): ((value: Value) => Value) | undefined {
  const text = textOf(from);
  if (text === undefined || length === undefined) return text;
  switch (from.kind) {
    case 'varchar':
    case 'char':
      return (value) => firstCharacters(text(value), length);
    // Longer than their type as long as nobody writes them as a result: see results/cell-writer.ts.
    case 'boolean':
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
    case 'interval day to second':
    case 'interval year to month':
      return text;
    default:
  }
  return (value) => {
    const whole = text(value);
    if (whole.length > length) throw tooLong(value, whole, from, length);
    return whole;
  };
}

function tooLong(value: Value, text: string, from: Type, length: number): Error {
  switch (from.kind) {
    case 'real':
    case 'double': {
      const format = from.kind === 'real' ? formatReal : formatDouble;
      return invalidCast(
        `Value ${format(value as number)} (${text}) cannot be represented as varchar(${length})`,
      );
    }
    default:
      return invalidCast(`Value ${text} cannot be represented as varchar(${length})`);
  }
}
