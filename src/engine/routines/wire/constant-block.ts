import type { ConstantExpression, ConstantValue } from '../../expressions/expression.ts';
import { isEmptyArray } from '../../expressions/internal-constants.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { readBlock, writeBlock } from '../../pages/blocks/block.ts';
import { ByteReader } from '../../pages/byte-reader.ts';
import { ByteWriter } from '../../pages/byte-writer.ts';
import { flatten } from '../../pages/select-positions.ts';
import { vectorKind } from '../../pages/vector-kind.ts';
import { vectorPositions } from '../../pages/vector-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';

const picosPerMilli = 1_000_000_000n;

/** A constant as routines carry it: a block of one position, in base64. @throws TrinoError NOT_SUPPORTED */
export function writeConstant({ type, value }: ConstantExpression): string {
  if (value instanceof Uint8Array && isStoredAsBlock(type)) {
    return base64(value);
  }
  const writer = new ByteWriter(64);
  writeBlock(writer, vectorOf(type, value), type);
  return base64(writer.finish());
}

/** @throws TrinoError CORRUPT_PAGE */
export function readConstant(text: string, type: Type): ConstantExpression {
  const bytes = Buffer.from(text, 'base64');
  if (isStoredAsBlock(type)) {
    const block = flatten(readBlock(new ByteReader(bytes), type));
    return { kind: 'constant', type, value: 'nulls' in block && block.nulls[0] !== 0 ? null : bytes };
  }
  const vector = flatten(readBlock(new ByteReader(bytes), type));
  if (vectorPositions(vector) !== 1) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'A constant of a routine has not one position');
  }
  if ('nulls' in vector && vector.nulls[0] !== 0) return { kind: 'constant', type, value: null };
  if (vector.kind === 'array' && type.kind === 'array') {
    const writer = new ByteWriter(64);
    writeBlock(writer, vector.element, type.element);
    return { kind: 'constant', type, value: writer.finish() };
  }
  return { kind: 'constant', type, value: valueOf(vector, type) };
}

/** Patterns and rows are kept as the block that they are on the wire. */
function isStoredAsBlock({ kind }: Type): boolean {
  switch (kind) {
    case 'LikePattern':
    case 'JoniRegExp':
    case 'JsonPath':
    case 'json2016':
    case 'JsonPath2016':
    case 'CodePoints':
    case 'row':
    case 'map':
      return true;
    default:
      return false;
  }
}

function vectorOf(type: Type, value: ConstantValue): Vector {
  const kind = vectorKind(type);
  const nulls = value === null ? { nulls: Uint8Array.of(1) } : {};
  const whole = (): bigint => BigInt(value === null ? 0 : (value as bigint | number));
  switch (kind) {
    case 'byte':
      return { kind, values: Int8Array.of(value === true ? 1 : Number(value ?? 0)), ...nulls };
    case 'short':
      return { kind, values: Int16Array.of(Number(value ?? 0)), ...nulls };
    case 'int':
      return type.kind === 'real'
        ? { kind, values: new Int32Array(Float32Array.of(Number(value ?? 0)).buffer), ...nulls }
        : { kind, values: Int32Array.of(Number(value ?? 0)), ...nulls };
    case 'long':
      if (type.kind === 'double') {
        return { kind, values: new BigInt64Array(Float64Array.of(Number(value ?? 0)).buffer), ...nulls };
      }
      return { kind, values: BigInt64Array.of(packed(type, value) ?? whole()), ...nulls };
    case 'int128': {
      if (value instanceof Uint8Array) {
        const words = new DataView(value.buffer, value.byteOffset, value.byteLength);
        return { kind, values: BigInt64Array.of(words.getBigInt64(0, true), words.getBigInt64(8, true)) };
      }
      return { kind, values: BigInt64Array.of(whole() >> 64n, BigInt.asIntN(64, whole())), ...nulls };
    }
    case 'fixed12': {
      const [long, int] = fixed12(type, value);
      return { kind, longs: BigInt64Array.of(long), ints: Int32Array.of(int), ...nulls };
    }
    case 'bytes': {
      const data =
        value instanceof Uint8Array ? value : Buffer.from(typeof value === 'string' ? value : '', 'utf8');
      return { kind, offsets: Int32Array.of(0, data.byteLength), data, ...nulls };
    }
    case 'array': {
      if (type.kind !== 'array') break;
      const element = elements(value, type.element);
      return { kind, offsets: Int32Array.of(0, vectorPositions(element)), element, ...nulls };
    }
    case 'map': {
      if (type.kind !== 'map' || value !== null) break;
      const [key, values] = [elements(null, type.key), elements(null, type.value)];
      return { kind, offsets: Int32Array.of(0, 0), key, value: values, ...nulls };
    }
    case 'row': {
      if (type.kind !== 'row' || value !== null) break;
      const fields = type.fields.map((field) => vectorOf(field.type, null));
      return { kind, positions: 1, fields, ...nulls };
    }
    default:
  }
  throw new TrinoError('NOT_SUPPORTED', `A constant of type ${type.kind} in a function is not supported yet`);
}

/** The elements of an array that is kept as their block; none of NULL. */
function elements(value: ConstantValue, type: Type): Vector {
  if (value instanceof Uint8Array && !isEmptyArray(value)) return readBlock(new ByteReader(value), type);
  return emptied(vectorOf(type, null));
}

function emptied(vector: Vector): Vector {
  switch (vector.kind) {
    case 'byte':
      return { kind: 'byte', values: new Int8Array() };
    case 'short':
      return { kind: 'short', values: new Int16Array() };
    case 'int':
      return { kind: 'int', values: new Int32Array() };
    case 'long':
    case 'int128':
      return { kind: vector.kind, values: new BigInt64Array() };
    case 'fixed12':
      return { kind: 'fixed12', longs: new BigInt64Array(), ints: new Int32Array() };
    case 'bytes':
      return { kind: 'bytes', offsets: Int32Array.of(0), data: new Uint8Array() };
    case 'array':
      return { kind: 'array', offsets: Int32Array.of(0), element: vector.element };
    case 'map':
      return { kind: 'map', offsets: Int32Array.of(0), key: vector.key, value: vector.value };
    case 'row':
      return { kind: 'row', positions: 0, fields: vector.fields.map(emptied) };
    default:
      return vector;
  }
}

function packed(type: Type, value: ConstantValue): bigint | undefined {
  if (typeof value !== 'object' || value === null || !('millis' in value)) return undefined;
  const { millis, picosOfMilli, zoneKey } = value;
  return type.kind === 'time with time zone'
    ? (((millis * picosPerMilli + BigInt(picosOfMilli)) / 1000n) << 11n) | (BigInt(zoneKey) & 0x7ffn)
    : (millis << 12n) | BigInt(zoneKey);
}

function fixed12(type: Type, value: ConstantValue): readonly [bigint, number] {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [0n, 0];
  if ('micros' in value) return [value.micros, value.picos];
  const { millis, picosOfMilli, zoneKey } = value;
  return type.kind === 'time with time zone'
    ? [millis * picosPerMilli + BigInt(picosOfMilli), zoneKey]
    : [(millis << 12n) | BigInt(zoneKey), picosOfMilli];
}

/** The one value of a vector, as constants have it. */
function valueOf(vector: Vector, type: Type): ConstantValue {
  switch (vector.kind) {
    case 'byte':
      return type.kind === 'boolean' ? vector.values[0] !== 0 : (vector.values[0] as number);
    case 'short':
      return vector.values[0] as number;
    case 'int':
      return type.kind === 'real'
        ? (new Float32Array(vector.values.slice(0, 1).buffer)[0] as number)
        : (vector.values[0] as number);
    case 'long': {
      const value = vector.values[0] as bigint;
      if (type.kind === 'double') return new Float64Array(vector.values.slice(0, 1).buffer)[0] as number;
      if (type.kind === 'timestamp with time zone') {
        return { millis: value >> 12n, picosOfMilli: 0, zoneKey: Number(value & 0xfffn) };
      }
      if (type.kind !== 'time with time zone') return value;
      return ofPicos((value >> 11n) * 1000n, Number(BigInt.asIntN(11, value)));
    }
    case 'int128': {
      const [high, low] = vector.values as unknown as [bigint, bigint];
      if (type.kind === 'decimal') return (high << 64n) | BigInt.asUintN(64, low);
      return new Uint8Array(vector.values.slice(0, 2).buffer);
    }
    case 'fixed12': {
      const [long, int] = [vector.longs[0] as bigint, vector.ints[0] as number];
      if (type.kind === 'timestamp') return { micros: long, picos: int };
      return type.kind === 'timestamp with time zone'
        ? { millis: long >> 12n, picosOfMilli: int, zoneKey: Number(long & 0xfffn) }
        : ofPicos(long, int);
    }
    case 'bytes': {
      const bytes = vector.data.slice(vector.offsets[0], vector.offsets[1]);
      const isText = type.kind === 'varchar' || type.kind === 'char' || type.kind === 'json';
      return isText ? Buffer.from(bytes).toString('utf8') : bytes;
    }
    default:
      throw new TrinoError(
        'NOT_SUPPORTED',
        `A constant of type ${type.kind} in a function is not supported yet`,
      );
  }
}

function ofPicos(picos: bigint, zoneKey: number): ConstantValue {
  return { millis: picos / picosPerMilli, picosOfMilli: Number(picos % picosPerMilli), zoneKey };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
