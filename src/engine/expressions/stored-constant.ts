import type { Type } from '../types/type.ts';
import type { ConstantValue, Expression } from './expression.ts';
import { timeWithTimeZoneValue } from './literal-text.ts';

/**
 * The constant that `$literal$` makes of its argument: Trino's stored form of the type.
 * @param argument a number, or the bytes of a `from_base64('…')`
 * @returns undefined when the argument isn't constant
 */
export function storedConstant(argument: Expression | Uint8Array, type: Type): Expression | undefined {
  if (argument instanceof Uint8Array) {
    return { kind: 'constant', type, value: valueOfBytes(argument, type) };
  }
  if (argument.kind !== 'constant') {
    return undefined;
  }
  const { value } = argument;
  return typeof value === 'bigint' || typeof value === 'number'
    ? { kind: 'constant', type, value: valueOfNumber(BigInt(value), type) }
    : { kind: 'constant', type, value };
}

function valueOfNumber(value: bigint, type: Type): ConstantValue {
  switch (type.kind) {
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'date':
    case 'color':
    case 'interval year to month':
      return Number(value);
    case 'timestamp with time zone':
      return { millis: value >> 12n, picosOfMilli: 0, zoneKey: Number(value & 0xfffn) };
    case 'time with time zone':
      return timeWithTimeZoneValue((value >> 11n) * 1000n, Number(BigInt.asIntN(11, value)));
    default:
      return value;
  }
}

function valueOfBytes(bytes: Uint8Array, type: Type): ConstantValue {
  switch (type.kind) {
    case 'varchar':
    case 'char':
    case 'json':
      return Buffer.from(bytes).toString('utf8');
    case 'time with time zone': {
      const { first, second } = fixed12(bytes);
      return timeWithTimeZoneValue(first, second);
    }
    case 'timestamp with time zone': {
      const { first, second } = fixed12(bytes);
      return { millis: first >> 12n, picosOfMilli: second, zoneKey: Number(first & 0xfffn) };
    }
    case 'timestamp': {
      const { first, second } = fixed12(bytes);
      return { micros: first, picos: second };
    }
    default:
      return bytes;
  }
}

/** The value of a block of one position with a 64-bit and a 32-bit half (PAGES 3: FIXED12). */
function fixed12(block: Uint8Array): { readonly first: bigint; readonly second: number } {
  const buffer = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  return { first: buffer.readBigInt64LE(16), second: buffer.readInt32LE(24) };
}
