import { vectorKind } from '../../pages/vector-kind.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import {
  floorDivide,
  floorRemainder,
  picosPerDay,
  picosPerMicro,
  picosPerMilli,
  picosPerMinute,
} from './value.ts';
import type { Instant, MapValue, Value } from './value.ts';

/** A column of values, in the form that pages have them. @param type the Trino type of all of them */
export function makeVector(values: readonly Value[], type: Type): Vector {
  const vector = makePresent(values, type);
  if (!values.includes(null)) return vector;
  return { ...vector, nulls: Uint8Array.from(values, (value) => (value === null ? 1 : 0)) } as Vector;
}

function makePresent(values: readonly Value[], type: Type): Vector {
  const kind = vectorKind(type);
  switch (kind) {
    case 'byte':
      return { kind, values: Int8Array.from(values, Number) };
    case 'short':
      return { kind, values: Int16Array.from(values, Number) };
    case 'int': {
      if (type.kind !== 'real') return { kind, values: Int32Array.from(values, Number) };
      return { kind, values: new Int32Array(Float32Array.from(values, Number).buffer) };
    }
    case 'long': {
      if (type.kind === 'double')
        return { kind, values: new BigInt64Array(Float64Array.from(values, Number).buffer) };
      const pack = packLong(type);
      return { kind, values: BigInt64Array.from(values, (value) => (value === null ? 0n : pack(value))) };
    }
    case 'int128':
      return { kind, values: makeInt128(values, type) };
    case 'fixed12': {
      const longs = new BigInt64Array(values.length);
      const ints = new Int32Array(values.length);
      values.forEach((value, position) => {
        if (value !== null) [longs[position], ints[position]] = packFixed12(value, type);
      });
      return { kind, longs, ints };
    }
    case 'bytes':
      return { kind, ...makeBytes(values) };
    case 'array': {
      if (type.kind !== 'array') break;
      const arrays = values.map((value) => (value ?? []) as readonly Value[]);
      return { kind, offsets: offsetsOf(arrays), element: makeVector(joined(arrays), type.element) };
    }
    case 'map': {
      if (type.kind !== 'map') break;
      const maps = values.map((value) => (value ?? { keys: [], values: [] }) as MapValue);
      return {
        kind,
        offsets: offsetsOf(maps.map(({ keys }) => keys)),
        key: makeVector(joined(maps.map(({ keys }) => keys)), type.key),
        value: makeVector(joined(maps.map((map) => map.values)), type.value),
      };
    }
    case 'row': {
      if (type.kind !== 'row') break;
      const rows = values as readonly (readonly Value[] | null)[];
      const fields = type.fields.map((field, index) =>
        makeVector(
          rows.map((row) => row?.[index] ?? null),
          field.type,
        ),
      );
      return { kind, positions: values.length, fields };
    }
    default:
      throw new Error(`Unknown vector ${kind satisfies never as string}`);
  }
  throw new Error(`A ${kind} vector for values of type ${type.kind}`);
}

/** One level deep only: elements may be arrays themselves. */
function joined(lists: readonly (readonly Value[])[]): Value[] {
  const all: Value[] = [];
  for (const list of lists) for (const value of list) all.push(value);
  return all;
}

function offsetsOf(lists: readonly { readonly length: number }[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach(({ length }, index) => {
    offsets[index + 1] = (offsets[index] as number) + length;
  });
  return offsets;
}

function packLong(type: Type): (value: Value) => bigint {
  switch (type.kind) {
    case 'timestamp':
      return (value) => floorDivide(value as bigint, picosPerMicro);
    case 'timestamp with time zone':
      return (value) => {
        const { picos, zone } = value as Instant;
        return (floorDivide(picos, picosPerMilli) << 12n) | BigInt(zone);
      };
    case 'time with time zone':
      return (value) => {
        const { picos, zone } = value as Instant;
        return ((localTime(picos, zone) / 1000n) << 11n) | (BigInt(zone) & 0x7ffn);
      };
    default:
      return (value) => value as bigint;
  }
}

function packFixed12(value: Value, type: Type): [bigint, number] {
  switch (type.kind) {
    case 'timestamp with time zone': {
      const { picos, zone } = value as Instant;
      const millis = floorDivide(picos, picosPerMilli);
      return [(millis << 12n) | BigInt(zone), Number(picos - millis * picosPerMilli)];
    }
    case 'time with time zone': {
      const { picos, zone } = value as Instant;
      return [localTime(picos, zone), zone];
    }
    default: {
      const micros = floorDivide(value as bigint, picosPerMicro);
      return [micros, Number((value as bigint) - micros * picosPerMicro)];
    }
  }
}

function localTime(utcPicos: bigint, offset: number): bigint {
  return floorRemainder(utcPicos + BigInt(offset) * picosPerMinute, picosPerDay);
}

function makeInt128(values: readonly Value[], type: Type): BigInt64Array {
  const words = new BigInt64Array(values.length * 2);
  const bytes = new Uint8Array(words.buffer);
  values.forEach((value, position) => {
    if (value === null) return;
    if (type.kind === 'decimal') {
      words[position * 2] = (value as bigint) >> 64n;
      words[position * 2 + 1] = BigInt.asIntN(64, value as bigint);
    } else {
      bytes.set(value as Uint8Array, position * 16);
    }
  });
  return words;
}

function makeBytes(values: readonly Value[]): { offsets: Int32Array; data: Uint8Array } {
  const parts = values.map((value) =>
    typeof value === 'string' ? Buffer.from(value, 'utf8') : ((value ?? new Uint8Array(0)) as Uint8Array),
  );
  return { offsets: offsetsOf(parts), data: new Uint8Array(Buffer.concat(parts)) };
}
