import type { ConstantValue } from '../../expressions/expression.ts';
import { isEmptyArray } from '../../expressions/internal-constants.ts';
import { readBlock } from '../../pages/blocks/block.ts';
import { bytesOf } from '../../pages/byte-order.ts';
import { ByteReader } from '../../pages/byte-reader.ts';
import { flatten } from '../../pages/select-positions.ts';
import { vectorPositions } from '../../pages/vector-positions.ts';
import type { Vector } from '../../pages/vector.ts';
import type { Type } from '../../types/type.ts';
import { carrierOf, fieldName } from '../duckdb/carrier.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import { cast, fn } from './sql-shorthand.ts';
import { translateConstant } from './translate-constant.ts';

/**
 * A constant that a plan writes as a block (PAGES 1): arrays, maps, rows.
 * @throws TrinoError CORRUPT_PAGE when the bytes are no block of that type
 */
export function translateBlockConstant(bytes: Uint8Array, type: Type): SqlExpression {
  if (type.kind !== 'array') return valueAt(readBlock(new ByteReader(bytes), type), type, 0);
  if (isEmptyArray(bytes)) return cast({ kind: 'list', elements: [] }, carrierOf(type));
  // An array's block is that of its elements (recording task-grouping-sets).
  const elements = readBlock(new ByteReader(bytes), type.element);
  const values = Array.from({ length: vectorPositions(elements) }, (_, index) =>
    valueAt(elements, type.element, index),
  );
  return cast({ kind: 'list', elements: values }, carrierOf(type));
}

function valueAt(wrapped: Vector, type: Type, position: number): SqlExpression {
  const vector = flatten(wrapped);
  const carrier = carrierOf(type);
  if ('nulls' in vector && vector.nulls[position] !== 0) return { kind: 'null', type: carrier };
  switch (vector.kind) {
    case 'array': {
      if (type.kind !== 'array') break;
      const elements = entries(vector.offsets, position, (entry) =>
        valueAt(vector.element, type.element, entry),
      );
      return cast({ kind: 'list', elements }, carrier);
    }
    case 'map': {
      if (type.kind !== 'map') break;
      const keys = entries(vector.offsets, position, (entry) => valueAt(vector.key, type.key, entry));
      const values = entries(vector.offsets, position, (entry) => valueAt(vector.value, type.value, entry));
      return cast(fn('map', { kind: 'list', elements: keys }, { kind: 'list', elements: values }), carrier);
    }
    case 'row': {
      if (type.kind !== 'row') break;
      const fields = vector.fields.map((field, index) => ({
        name: fieldName(index),
        value: valueAt(field, (type.fields[index] as (typeof type.fields)[number]).type, position),
      }));
      return { kind: 'struct', fields };
    }
    default:
      return translateConstant({ kind: 'constant', type, value: stackForm(vector, type, position) });
  }
  throw new Error(`A ${vector.kind} vector for values of type ${type.kind}`);
}

function entries<T>(offsets: Int32Array, position: number, entryAt: (entry: number) => T): T[] {
  const start = offsets[position] as number;
  return Array.from({ length: (offsets[position + 1] as number) - start }, (_, index) =>
    entryAt(start + index),
  );
}

/** A value as `ConstantExpression` has it. */
function stackForm(vector: Vector, type: Type, position: number): ConstantValue {
  switch (vector.kind) {
    case 'byte':
      return type.kind === 'boolean' ? vector.values[position] !== 0 : (vector.values[position] as number);
    case 'short':
      return vector.values[position] as number;
    case 'int': {
      const { values } = vector;
      if (type.kind !== 'real') return values[position] as number;
      return new Float32Array(values.buffer, values.byteOffset, values.length)[position] as number;
    }
    case 'long':
      return longForm(vector.values, type, position);
    case 'int128':
      if (type.kind !== 'decimal') return bytesOf(vector.values.subarray(position * 2, position * 2 + 2));
      return (
        ((vector.values[position * 2] as bigint) << 64n) |
        BigInt.asUintN(64, vector.values[position * 2 + 1] as bigint)
      );
    case 'fixed12': {
      const long = vector.longs[position] as bigint;
      const picos = vector.ints[position] as number;
      if (type.kind === 'timestamp') return { micros: long, picos };
      if (type.kind === 'timestamp with time zone') {
        return { millis: long >> 12n, picosOfMilli: picos, zoneKey: Number(long & 0xfffn) };
      }
      return { millis: long / picosPerMilli, picosOfMilli: Number(long % picosPerMilli), zoneKey: picos };
    }
    case 'bytes': {
      const bytes = vector.data.subarray(vector.offsets[position], vector.offsets[position + 1]);
      const isText =
        type.kind === 'varchar' || type.kind === 'char' || type.kind === 'json' || type.kind === 'json2016';
      return isText ? Buffer.from(bytes).toString('utf8') : bytes;
    }
    default:
      throw new Error(`A ${vector.kind} vector holds no plain value`);
  }
}

const picosPerMilli = 1_000_000_000n;

function longForm(values: BigInt64Array, type: Type, position: number): ConstantValue {
  const value = values[position] as bigint;
  switch (type.kind) {
    case 'double':
      return new Float64Array(values.buffer, values.byteOffset, values.length)[position] as number;
    case 'timestamp with time zone':
      return { millis: value >> 12n, picosOfMilli: 0, zoneKey: Number(value & 0xfffn) };
    case 'time with time zone': {
      const picos = (value >> 11n) * 1000n;
      return {
        millis: picos / picosPerMilli,
        picosOfMilli: Number(picos % picosPerMilli),
        zoneKey: Number(BigInt.asIntN(11, value)),
      };
    }
    default:
      return value;
  }
}
