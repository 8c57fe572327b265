import { literalFunction, resolveFunction } from '../functions/resolve-function.ts';
import type { Type } from '../types/type.ts';
import { formatDate } from '../values/date-text.ts';
import { formatDecimal } from '../values/decimal-text.ts';
import { formatDouble, formatReal } from '../values/double-text.ts';
import { formatTimestamp, formatTimestampWithTimeZone } from '../values/time-text.ts';
import type { ConstantExpression, ConstantValue } from './expression.ts';
import { parseTimestampText } from './literal-text.ts';
import { encodeFunctionName } from './resolved-function-name.ts';
import type { ResolvedFunction } from './expression.ts';
import { formatSqlType, quoteName, quoteString } from './sql-text.ts';

/**
 * A constant in the SQL of a fragment, in the form stock Trino chooses (recordings task-expressions-*, task-values-*): a literal
 * where SQL has one that means exactly this value and type, else a cast of one, else a call of `$literal$` with the stored value.
 */
export function printConstant({ type, value }: ConstantExpression): string {
  if (value === null) {
    return type.kind === 'unknown' ? 'null' : `CAST(null AS ${formatSqlType(type)})`;
  }
  if (value instanceof Uint8Array) {
    return storedBytes(value, type);
  }
  switch (type.kind) {
    case 'boolean':
      return value === true ? 'true' : 'false';
    case 'tinyint':
    case 'smallint':
    case 'real':
      return type.kind === 'real'
        ? printReal(Number(value))
        : `${type.kind.toUpperCase()} '${scalarText(value)}'`;
    case 'integer':
      return scalarText(value);
    case 'bigint':
      return printBigint(BigInt(value as bigint | number));
    case 'double':
      return printDouble(Number(value));
    case 'decimal':
      return `CAST(DECIMAL '${formatDecimal(value as bigint, type.scale)}' AS ${formatSqlType(type)})`;
    case 'varchar':
      return printVarchar(value as string, type.length, type);
    case 'char':
      return `CAST(${quoteString(value as string)} AS ${formatSqlType(type)})`;
    case 'date':
      return `DATE '${formatDate(value as number)}'`;
    case 'timestamp':
      return `TIMESTAMP '${timestampText(value, type.precision)}'`;
    case 'timestamp with time zone':
      return printInstant(value as InstantValue, type);
    case 'time':
    case 'interval day to second':
    case 'interval year to month':
      return call(literalFunction({ kind: 'bigint' }, type), printBigint(BigInt(value as bigint | number)));
    case 'time with time zone':
      return printTimeWithTimeZone(value as InstantValue, type);
    case 'json':
      return storedBytes(Buffer.from(value as string, 'utf8'), type);
    default:
      throw new TypeError(`A constant of type ${type.kind} can't have a ${typeof value} as value`);
  }
}

type InstantValue = ConstantValue & { readonly millis: bigint };

/** Whole numbers beyond 32 bits are bigint by themselves. */
function printBigint(value: bigint): string {
  return value >= -2147483648n && value <= 2147483647n ? `BIGINT '${value}'` : value.toString();
}

function printVarchar(value: string, length: number | undefined, type: Type): string {
  if (length === undefined) {
    return `VARCHAR ${quoteString(value)}`;
  }
  const text = quoteString(value);
  return codePoints(value) === length ? text : `CAST(${text} AS ${formatSqlType(type)})`;
}

/** Length of a text as SQL counts it. */
export function codePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    // The second half of a surrogate pair belongs to the code point of the first.
    if (unit < 0xdc00 || unit > 0xdfff) {
      count++;
    }
  }
  return count;
}

/** One digit before the point, no superfluous zeros: `1.5E0`, `1E100`. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) {
    return printUnbounded(value);
  }
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)\.?(\d*)(?:E(-?\d+))?$/.exec(formatDouble(value)) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') {
    return `${sign}0E0`;
  }
  const leadingZeros = whole.length + fraction.length - digits.length;
  const power = Number(exponent) + whole.length - 1 - leadingZeros;
  const rest = digits.slice(1).replace(/0+$/, '');
  return `${sign}${digits.charAt(0)}${rest === '' ? '' : `.${rest}`}E${power}`;
}

function printReal(value: number): string {
  return Number.isFinite(value) ? `REAL '${formatReal(value)}'` : `CAST(${printUnbounded(value)} AS real)`;
}

/** NaN and infinities have no literal. */
function printUnbounded(value: number): string {
  if (Number.isNaN(value)) {
    return call(resolveFunction('nan', []).function, '');
  }
  const infinity = call(resolveFunction('infinity', []).function, '');
  return value > 0 ? infinity : `-(${infinity})`;
}

function timestampText(value: ConstantValue, precision: number): string {
  return typeof value === 'object' && value !== null && 'micros' in value
    ? formatTimestamp(value.micros, value.picos, precision)
    : formatTimestamp(value as bigint, 0, precision);
}

/** Of two instants with one local time only the earlier one has a literal; the other goes as Trino stores it. */
function printInstant(value: InstantValue, type: Type & { readonly precision: number }): string {
  const { millis, picosOfMilli, zoneKey } = value as {
    millis: bigint;
    picosOfMilli: number;
    zoneKey: number;
  };
  const text = formatTimestampWithTimeZone(Number(millis), picosOfMilli, zoneKey, type.precision);
  const back = parseTimestampText(text)?.value as InstantValue | undefined;
  if (back?.millis === millis) {
    return `TIMESTAMP '${text}'`;
  }
  const packed = (millis << 12n) | BigInt(zoneKey);
  return type.precision <= 3
    ? call(literalFunction({ kind: 'bigint' }, type), printBigint(packed))
    : storedBytes(fixed12(packed, picosOfMilli), type);
}

/** Up to nanoseconds: the local time and the offset in one number; beyond, in two. */
function printTimeWithTimeZone(value: InstantValue, type: Type & { readonly precision: number }): string {
  const {
    millis,
    picosOfMilli,
    zoneKey: offset,
  } = value as { millis: bigint; picosOfMilli: number; zoneKey: number };
  const picos = millis * 1_000_000_000n + BigInt(picosOfMilli);
  if (type.precision > 9) {
    return storedBytes(fixed12(picos, offset), type);
  }
  const packed = ((picos / 1000n) << 11n) | (BigInt(offset) & 0x7ffn);
  return call(literalFunction({ kind: 'bigint' }, type), printBigint(packed));
}

/** A block of one position with a 64-bit and a 32-bit half (PAGES 3: FIXED12). */
function fixed12(first: bigint, second: number): Uint8Array {
  const block = Buffer.alloc(28);
  block.writeInt32LE(7, 0);
  block.write('FIXED12', 4, 'latin1');
  block.writeInt32LE(1, 11);
  block.writeInt8(0, 15);
  block.writeBigInt64LE(first, 16);
  block.writeInt32LE(second, 24);
  return block;
}

function storedBytes(bytes: Uint8Array, type: Type): string {
  const decoder = resolveFunction('from_base64', [{ kind: 'varchar' }]).function;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  return call(literalFunction({ kind: 'varbinary' }, type), call(decoder, quoteString(text)));
}

/** A call by resolved name, the arguments already printed. */
export function call(fn: ResolvedFunction, printedArguments: string): string {
  return `system."$resolved".${quoteName(encodeFunctionName(fn))}(${printedArguments})`;
}

function scalarText(value: ConstantValue): string {
  return BigInt(value as number | bigint).toString();
}
