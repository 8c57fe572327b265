import { bytesOf } from '../../pages/byte-order.ts';
import { flatten } from '../../pages/select-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { floorRemainder, picosPerDay, picosPerMicro, picosPerMilli, picosPerMinute } from './value.ts';
import type { Value } from './value.ts';

/** Gives the value at a position. */
export type ValueReader = (position: number) => Value;

/** Reads a column's values one by one. @param type the Trino type, which decides what words and bytes mean */
export function readValues(wrapped: Vector, type: Type): ValueReader {
  const vector = flatten(wrapped);
  const read = readPresent(vector, type);
  const nulls = 'nulls' in vector ? vector.nulls : undefined;
  return nulls === undefined ? read : (position) => (nulls[position] === 0 ? read(position) : null);
}

function readPresent(vector: Vector, type: Type): ValueReader {
  switch (vector.kind) {
    case 'byte': {
      const { values } = vector;
      if (type.kind === 'boolean') return (position) => values[position] !== 0;
      return (position) => values[position] as number;
    }
    case 'short': {
      const { values } = vector;
      return (position) => values[position] as number;
    }
    case 'int': {
      const { values } = vector;
      if (type.kind !== 'real') return (position) => values[position] as number;
      const floats = new Float32Array(values.buffer, values.byteOffset, values.length);
      return (position) => floats[position] as number;
    }
    case 'long':
      return readLong(vector.values, type);
    case 'int128': {
      const { values } = vector;
      if (type.kind !== 'decimal')
        return (position) => bytesOf(values.subarray(position * 2, position * 2 + 2)).slice();
      return (position) =>
        ((values[position * 2] as bigint) << 64n) | BigInt.asUintN(64, values[position * 2 + 1] as bigint);
    }
    case 'fixed12':
      return readFixed12(vector.longs, vector.ints, type);
    case 'bytes': {
      const { offsets, data } = vector;
      if (
        type.kind === 'varchar' ||
        type.kind === 'char' ||
        type.kind === 'json' ||
        type.kind === 'json2016' ||
        type.kind === 'JsonPath2016'
      ) {
        const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
        return (position) => bytes.toString('utf8', offsets[position], offsets[position + 1]);
      }
      return (position) => data.slice(offsets[position], offsets[position + 1]);
    }
    case 'array': {
      if (type.kind !== 'array') break;
      const element = readValues(vector.element, type.element);
      const { offsets } = vector;
      return (position) => entriesOf(offsets, position, element);
    }
    case 'map': {
      if (type.kind !== 'map') break;
      const key = readValues(vector.key, type.key);
      const value = readValues(vector.value, type.value);
      const { offsets } = vector;
      return (position) => ({
        keys: entriesOf(offsets, position, key),
        values: entriesOf(offsets, position, value),
      });
    }
    case 'row': {
      if (type.kind !== 'row') break;
      const fields = vector.fields.map((field, index) =>
        readValues(field, (type.fields[index] as (typeof type.fields)[number]).type),
      );
      return (position) => fields.map((read) => read(position));
    }
    case 'dictionary':
    case 'rle':
      break;
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
  throw new Error(`A ${vector.kind} vector for values of type ${type.kind}`);
}

function entriesOf(offsets: Int32Array, position: number, read: ValueReader): Value[] {
  const values: Value[] = [];
  const end = offsets[position + 1] as number;
  for (let entry = offsets[position] as number; entry < end; entry++) values.push(read(entry));
  return values;
}

function readLong(values: BigInt64Array, type: Type): ValueReader {
  switch (type.kind) {
    case 'double': {
      const doubles = new Float64Array(values.buffer, values.byteOffset, values.length);
      return (position) => doubles[position] as number;
    }
    case 'timestamp':
      return (position) => (values[position] as bigint) * picosPerMicro;
    case 'timestamp with time zone':
      return (position) => {
        const packed = values[position] as bigint;
        return { picos: (packed >> 12n) * picosPerMilli, zone: Number(packed & 0xfffn) };
      };
    case 'time with time zone':
      return (position) => {
        const packed = values[position] as bigint;
        return timeOfDay((packed >> 11n) * 1000n, Number(BigInt.asIntN(11, packed)));
      };
    default:
      return (position) => values[position] as bigint;
  }
}

function readFixed12(longs: BigInt64Array, ints: Int32Array, type: Type): ValueReader {
  switch (type.kind) {
    case 'timestamp with time zone':
      return (position) => {
        const packed = longs[position] as bigint;
        return {
          picos: (packed >> 12n) * picosPerMilli + BigInt(ints[position] as number),
          zone: Number(packed & 0xfffn),
        };
      };
    case 'time with time zone':
      return (position) => timeOfDay(longs[position] as bigint, ints[position] as number);
    default:
      return (position) => (longs[position] as bigint) * picosPerMicro + BigInt(ints[position] as number);
  }
}

function timeOfDay(localPicos: bigint, offset: number): Value {
  return { picos: floorRemainder(localPicos - BigInt(offset) * picosPerMinute, picosPerDay), zone: offset };
}
