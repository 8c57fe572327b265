import { TrinoError } from '../../errors/trino-error.ts';
import type { ConstantExpression } from '../../expressions/expression.ts';
import { readBlock } from '../../pages/blocks/block.ts';
import { bytesOf } from '../../pages/byte-order.ts';
import { ByteReader } from '../../pages/byte-reader.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { formatUuid } from '../../values/address-text.ts';
import { formatDate } from '../../values/date-text.ts';
import { formatDecimal } from '../../values/decimal-text.ts';
import { formatTimestamp } from '../../values/time-text.ts';
import { carrierOf } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import type { SqlType } from '../duckdb/sql/sql-type.ts';
import { binary, cast, constant, fn, text, whole } from './sql-shorthand.ts';

/** A constant with the cast to its carrier; without it DuckDB would give it a type of its own. */
export function translateConstant({ type, value }: ConstantExpression): SqlExpression {
  const carrier = carrierOf(type);
  if (value === null) return { kind: 'null', type: carrier };
  switch (type.kind) {
    case 'boolean':
      return { kind: 'boolean', value: value as boolean };
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'color':
    case 'bigint':
    case 'interval day to second':
    case 'interval year to month':
    case 'time':
      return whole(value as number | bigint, carrier);
    case 'real':
    case 'double':
      return floatConstant(value as number, carrier);
    case 'decimal':
      return constant(formatDecimal(value as bigint, type.scale), carrier);
    case 'date':
      return dateConstant(value as number);
    case 'varchar':
    case 'json':
      return text(value as string);
    case 'char':
      return text((value as string).replace(/ +$/, ''));
    case 'uuid':
      return constant(formatUuid(sixteenBytes(value as Uint8Array, type), 0), carrier);
    case 'ipaddress':
      return constant(
        BigInt(`0x${Buffer.from(sixteenBytes(value as Uint8Array, type)).toString('hex')}`).toString(),
        carrier,
      );
    case 'json2016':
    case 'JsonPath2016':
      return text(
        typeof value === 'string'
          ? value
          : Buffer.from(blockBytes({ kind: 'constant', type, value })).toString('utf8'),
      );
    case 'JsonPath':
    case 'JoniRegExp':
      return { kind: 'bytes', value: blockBytes({ kind: 'constant', type, value }) };
    case 'varbinary':
    case 'LikePattern':
    case 'CodePoints':
      return { kind: 'bytes', value: value as Uint8Array };
    case 'timestamp':
      return timestampConstant(value as bigint | { micros: bigint; picos: number }, type.precision);
    case 'time with time zone': {
      // The local time of day, and the offset in minutes where an instant has its zone key.
      const { millis, picosOfMilli, zoneKey } = value as {
        millis: bigint;
        picosOfMilli: number;
        zoneKey: number;
      };
      const utc = millis * 1_000_000_000n + BigInt(picosOfMilli) - BigInt(zoneKey) * picosPerMinute;
      return struct([
        ['u', whole(((utc % picosPerDay) + picosPerDay) % picosPerDay)],
        ['z', whole(zoneKey, named('SMALLINT'))],
      ]);
    }
    case 'timestamp with time zone': {
      const { millis, picosOfMilli, zoneKey } = value as {
        millis: bigint;
        picosOfMilli: number;
        zoneKey: number;
      };
      return struct([
        ['ms', whole(millis)],
        ['ps', whole(picosOfMilli, named('INTEGER'))],
        ['z', whole(zoneKey, named('SMALLINT'))],
      ]);
    }
    default:
      throw new TrinoError('NOT_SUPPORTED', `Constants of type ${formatType(type)} are not supported yet`);
  }
}

const picosPerMinute = 60_000_000_000_000n;
const picosPerDay = 1440n * picosPerMinute;

/** The bytes of a uuid or address: as they are from a literal, in a block from a plan. */
function sixteenBytes(value: Uint8Array, type: Type): Uint8Array {
  if (value.byteLength === 16) return value;
  const vector = readBlock(new ByteReader(value), type);
  if (vector.kind !== 'int128')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A constant is not a block of 16 bytes');
  return bytesOf(vector.values);
}

/** A constant's bytes of a pattern type: a block of one position (PAGES 1). @throws TrinoError CORRUPT_PAGE */
export function blockBytes(expression: ConstantExpression): Uint8Array {
  const vector = readBlock(new ByteReader(expression.value as Uint8Array), expression.type);
  if (vector.kind !== 'bytes')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A constant is not a block of bytes');
  return vector.data.subarray(vector.offsets[0], vector.offsets[1]);
}

function floatConstant(value: number, carrier: SqlType): SqlExpression {
  // `String` loses the sign of zero; "NaN" and "Infinity" are DuckDB's texts too.
  return constant(Object.is(value, -0) ? '-0' : String(value), carrier);
}

/** Days that DuckDB's text of dates reaches for sure; others are counted from the epoch. */
const maxTextDay = 2_932_896;
const minTextDay = -719_162;

function dateConstant(days: number): SqlExpression {
  const date = named('DATE');
  if (days >= minTextDay && days <= maxTextDay) return constant(formatDate(days), date);
  return binary(constant('1970-01-01', date), '+', whole(days, named('INTEGER')));
}

function timestampConstant(
  value: bigint | { micros: bigint; picos: number },
  precision: number,
): SqlExpression {
  if (precision > 6) {
    const { micros, picos } = typeof value === 'bigint' ? { micros: value, picos: 0 } : value;
    return struct([
      ['us', whole(micros)],
      ['ps', whole(picos, named('INTEGER'))],
    ]);
  }
  const micros = typeof value === 'bigint' ? value : value.micros;
  const days = micros / 86_400_000_000n;
  if (days > minTextDay && days < maxTextDay)
    return constant(formatTimestamp(micros, 0, 6), named('TIMESTAMP'));
  return cast(fn('make_timestamp', whole(micros)), named('TIMESTAMP'));
}

function struct(fields: readonly (readonly [string, SqlExpression])[]): SqlExpression {
  return { kind: 'struct', fields: fields.map(([name, value]) => ({ name, value })) };
}
