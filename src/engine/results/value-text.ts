import { bytesOf } from '../pages/byte-order.ts';
import type { Vector } from '../pages/vector.ts';
import type { TemporalType, Type } from '../types/type.ts';
import { formatIpAddress, formatUuid } from '../values/address-text.ts';
import { formatColor } from '../values/color-text.ts';
import { formatDate } from '../values/date-text.ts';
import { formatDecimal } from '../values/decimal-text.ts';
import { formatDouble, formatReal } from '../values/double-text.ts';
import { formatDayInterval, formatYearInterval } from '../values/interval-text.ts';
import {
  formatTime,
  formatTimestamp,
  formatTimestampWithTimeZone,
  formatTimeWithTimeZone,
} from '../values/time-text.ts';

export interface TextOptions {
  /** The client knows types like `timestamp(6)`; without it values have 3 fraction digits (PROTOCOL 2.5). */
  readonly parametricDatetime: boolean;
}

/** Fraction digits for clients that don't know the precision. */
const legacyPrecision = 3;

/** The text of a flat vector's value at a position that isn't null. */
export type ValueText = (position: number) => string;

/**
 * How values of a type look as text: the JSON strings of the client protocol, and the keys of maps.
 * @param vector a flat vector (no dictionary, no repeated value)
 * @returns undefined for types without such a text
 */
export function valueText(vector: Vector, type: Type, options: TextOptions): ValueText | undefined {
  switch (type.kind) {
    case 'boolean': {
      const { values } = as(vector, 'byte');
      return (position) => (values[position] === 0 ? 'false' : 'true');
    }
    case 'tinyint':
    case 'smallint':
    case 'integer': {
      const { values } = vector as Extract<Vector, { kind: 'byte' | 'short' | 'int' }>;
      return (position) => String(values[position]);
    }
    case 'bigint': {
      const { values } = as(vector, 'long');
      return (position) => String(values[position]);
    }
    case 'real': {
      const { values } = as(vector, 'int');
      const floats = new Float32Array(values.buffer, values.byteOffset, values.length);
      return (position) => formatReal(floats[position] as number);
    }
    case 'double': {
      const { values } = as(vector, 'long');
      const doubles = new Float64Array(values.buffer, values.byteOffset, values.length);
      return (position) => formatDouble(doubles[position] as number);
    }
    case 'decimal': {
      const { scale } = type;
      if (vector.kind === 'long')
        return (position) => formatDecimal(vector.values[position] as bigint, scale);
      const { values } = as(vector, 'int128');
      return (position) => formatDecimal(int128(values, position), scale);
    }
    case 'date': {
      const { values } = as(vector, 'int');
      return (position) => formatDate(values[position] as number);
    }
    case 'interval day to second': {
      const { values } = as(vector, 'long');
      return (position) => formatDayInterval(values[position] as bigint);
    }
    case 'interval year to month': {
      const { values } = as(vector, 'int');
      return (position) => formatYearInterval(values[position] as number);
    }
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return temporalText(vector, type, options.parametricDatetime ? type.precision : legacyPrecision);
    case 'color': {
      const { values } = as(vector, 'int');
      return (position) => formatColor(values[position] as number);
    }
    case 'uuid': {
      const bytes = bytesOf(as(vector, 'int128').values);
      return (position) => formatUuid(bytes, position * 16);
    }
    case 'ipaddress': {
      const bytes = bytesOf(as(vector, 'int128').values);
      return (position) => formatIpAddress(bytes, position * 16);
    }
    case 'varchar':
    case 'json':
      return utf8Text(vector);
    case 'char': {
      const text = utf8Text(vector);
      return (position) => padEnd(text(position), type.length);
    }
    default:
      return undefined;
  }
}

/** Blanks up to a length in code points. */
function padEnd(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - Array.from(text).length));
}

function utf8Text(vector: Vector): ValueText {
  const { offsets, data } = as(vector, 'bytes');
  const buffer = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return (position) => buffer.toString('utf8', offsets[position], offsets[position + 1]);
}

function temporalText(vector: Vector, type: TemporalType, precision: number): ValueText {
  switch (type.kind) {
    case 'time': {
      const { values } = as(vector, 'long');
      return (position) => formatTime(values[position] as bigint, precision);
    }
    case 'time with time zone': {
      if (vector.kind === 'long') {
        return (position) => {
          const packed = vector.values[position] as bigint;
          return formatTimeWithTimeZone(
            (packed >> 11n) * 1000n,
            Number(BigInt.asIntN(11, packed)),
            precision,
          );
        };
      }
      const { longs, ints } = as(vector, 'fixed12');
      return (position) =>
        formatTimeWithTimeZone(longs[position] as bigint, ints[position] as number, precision);
    }
    case 'timestamp': {
      if (vector.kind === 'long')
        return (position) => formatTimestamp(vector.values[position] as bigint, 0, precision);
      const { longs, ints } = as(vector, 'fixed12');
      return (position) => formatTimestamp(longs[position] as bigint, ints[position] as number, precision);
    }
    case 'timestamp with time zone': {
      const longs = vector.kind === 'long' ? vector.values : as(vector, 'fixed12').longs;
      const picos = vector.kind === 'fixed12' ? vector.ints : undefined;
      return (position) => {
        const packed = longs[position] as bigint;
        const zoneKey = Number(packed & 0xfffn);
        return formatTimestampWithTimeZone(Number(packed >> 12n), picos?.[position] ?? 0, zoneKey, precision);
      };
    }
    default:
      throw new Error(`Unknown type ${type.kind satisfies never as string}`);
  }
}

/** Both words of a 128-bit number, the high one first. */
export function int128(values: BigInt64Array, position: number): bigint {
  return ((values[position * 2] as bigint) << 64n) | BigInt.asUintN(64, values[position * 2 + 1] as bigint);
}

/** The vector as the kind its type demands. */
export function as<K extends Vector['kind']>(vector: Vector, kind: K): Extract<Vector, { kind: K }> {
  if (vector.kind !== kind) throw new Error(`A ${vector.kind} vector where ${kind} was expected`);
  return vector as Extract<Vector, { kind: K }>;
}
