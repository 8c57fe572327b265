import type { Type } from '../../types/type.ts';
import type { Instant, MapValue, Value } from './value.ts';

/**
 * Bytes that are equal for equal values and sort as the values do: what nested values are grouped, joined and ordered by. A NULL
 * inside is a value that sorts last.
 */
export function sortKey(type: Type): (value: Value) => Uint8Array {
  const write = writerOf(type);
  return (value) => {
    const parts: Buffer[] = [];
    write(value, parts);
    return Buffer.concat(parts);
  };
}

type KeyWriter = (value: Value, parts: Buffer[]) => void;

const end = Buffer.of(0);
const present = Buffer.of(1);
const absent = Buffer.of(2);

function nullable(write: KeyWriter): KeyWriter {
  return (value, parts) => {
    parts.push(value === null ? absent : present);
    if (value !== null) write(value, parts);
  };
}

function writerOf(type: Type): KeyWriter {
  switch (type.kind) {
    case 'boolean':
    case 'unknown':
      return (value, parts) => parts.push(Buffer.of(value === true ? 1 : 0));
    case 'real':
    case 'double':
      return (value, parts) => parts.push(floatKey(value as number));
    case 'varchar':
    case 'char':
    case 'json':
      return (value, parts) => parts.push(bytesKey(Buffer.from(value as string, 'utf8')));
    case 'time with time zone':
    case 'timestamp with time zone':
      return (value, parts) => parts.push(wholeKey((value as Instant).picos));
    case 'array': {
      const element = nullable(writerOf(type.element));
      return (value, parts) => {
        for (const part of value as readonly Value[]) element(part, parts);
        parts.push(end);
      };
    }
    case 'row': {
      const fields = type.fields.map((field) => nullable(writerOf(field.type)));
      return (value, parts) => {
        for (const [index, part] of (value as readonly Value[]).entries())
          (fields[index] as KeyWriter)(part, parts);
      };
    }
    case 'map': {
      const key = writerOf(type.key);
      const one = nullable(writerOf(type.value));
      return (value, parts) => {
        const { keys, values } = value as MapValue;
        const entries = keys.map((name, index) => {
          const entry: Buffer[] = [];
          key(name, entry);
          one(values[index] as Value, entry);
          return Buffer.concat(entry);
        });
        for (const entry of entries.sort((a, b) => Buffer.compare(a, b))) parts.push(present, entry);
        parts.push(end);
      };
    }
    default:
      return (value, parts) =>
        parts.push(
          value instanceof Uint8Array
            ? bytesKey(Buffer.from(value))
            : wholeKey(BigInt(value as number | bigint)),
        );
  }
}

/** 128 bits, high bytes first, negative numbers before the others. */
function wholeKey(value: bigint): Buffer {
  const key = Buffer.alloc(16);
  key.writeBigUInt64BE(BigInt.asUintN(64, (value >> 64n) + (1n << 63n)), 0);
  key.writeBigUInt64BE(BigInt.asUintN(64, value), 8);
  return key;
}

function floatKey(value: number): Buffer {
  const key = Buffer.alloc(8);
  // -0 is 0, and there is one NaN.
  key.writeDoubleBE(Number.isNaN(value) ? Number.NaN : value + 0);
  const bits = key.readBigUInt64BE();
  key.writeBigUInt64BE(bits >> 63n === 0n ? bits | (1n << 63n) : BigInt.asUintN(64, ~bits));
  return key;
}

/** Zero bytes are marked, so that a shorter text comes before a longer one with the same beginning. */
function bytesKey(bytes: Buffer): Buffer {
  const parts: number[] = [];
  for (const byte of bytes) {
    parts.push(byte);
    if (byte === 0) parts.push(0xff);
  }
  parts.push(0, 0);
  return Buffer.from(parts);
}
