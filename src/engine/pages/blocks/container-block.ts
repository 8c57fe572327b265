import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import type { Vector } from '../vector.ts';
import { vectorPositions } from '../vector-positions.ts';
import { readNullBits, withoutEmptyNulls, writeNullBits } from './null-bits.ts';
import { readOffsets, writeOffsets } from './offsets.ts';

/** How nested blocks are written and read: handed in, so that this file doesn't depend on the one that calls it. */
export type WriteBlock = (writer: ByteWriter, vector: Vector, type: Type) => void;
export type ReadBlock = (reader: ByteReader, type: Type) => Vector;

type ArrayVector = Extract<Vector, { kind: 'array' }>;
type MapVector = Extract<Vector, { kind: 'map' }>;
type RowVector = Extract<Vector, { kind: 'row' }>;

/** Longest map type name that is read; names of wide rows in a map's values are long. */
const maxTypeIdLength = 1 << 20;

/** Body of ARRAY: the elements' block, then offsets and nulls. */
export function writeArray(
  writer: ByteWriter,
  vector: ArrayVector,
  type: Type,
  writeBlock: WriteBlock,
): void {
  writeBlock(writer, vector.element, typeOf(type, 'array').element);
  writeOffsets(writer, vector.offsets, vector.nulls);
}

export function readArray(reader: ByteReader, type: Type, readBlock: ReadBlock): ArrayVector {
  const element = readBlock(reader, typeOf(type, 'array').element);
  return { kind: 'array', element, ...readOffsets(reader, vectorPositions(element)) };
}

/** Body of MAP: type id, keys, values, no hash table (readers build it when they need it), offsets and nulls. */
export function writeMap(writer: ByteWriter, vector: MapVector, type: Type, writeBlock: WriteBlock): void {
  const mapType = typeOf(type, 'map');
  writer.text(formatType(mapType));
  writeBlock(writer, vector.key, mapType.key);
  writeBlock(writer, vector.value, mapType.value);
  writer.int32(-1);
  writeOffsets(writer, vector.offsets, vector.nulls);
}

export function readMap(reader: ByteReader, type: Type, readBlock: ReadBlock): MapVector {
  const mapType = typeOf(type, 'map');
  // The plan says what the column is; the name on the wire would say the same.
  reader.ascii(maxTypeIdLength, 'map type');
  const key = readBlock(reader, mapType.key);
  const value = readBlock(reader, mapType.value);
  const entries = vectorPositions(key);
  if (vectorPositions(value) !== entries) {
    throw corruptPage(`a map has ${entries} keys and ${vectorPositions(value)} values`);
  }
  const hashTableLength = reader.int32();
  if (hashTableLength < -1) throw corruptPage(`hash table length is ${hashTableLength}`);
  if (hashTableLength > 0) reader.view(hashTableLength * 4);
  return { kind: 'map', key, value, ...readOffsets(reader, entries) };
}

/** Body of ROW: every field's block with all positions, then nulls. */
export function writeRow(writer: ByteWriter, vector: RowVector, type: Type, writeBlock: WriteBlock): void {
  const { fields } = typeOf(type, 'row');
  writer.int32(vector.positions);
  writer.int32(vector.fields.length);
  for (const [index, field] of vector.fields.entries()) {
    writeBlock(writer, field, (fields[index] as (typeof fields)[number]).type);
  }
  writeNullBits(writer, vector.nulls, vector.positions);
}

export function readRow(reader: ByteReader, type: Type, readBlock: ReadBlock): RowVector {
  const { fields } = typeOf(type, 'row');
  const positions = reader.count('position count');
  const fieldCount = reader.count('field count');
  if (fieldCount !== fields.length)
    throw corruptPage(`a row has ${fieldCount} fields, its type ${fields.length}`);
  const vectors = fields.map((field) => {
    const vector = readBlock(reader, field.type);
    if (vectorPositions(vector) !== positions) {
      throw corruptPage(`a field has ${vectorPositions(vector)} positions, its row ${positions}`);
    }
    return vector;
  });
  const nulls = withoutEmptyNulls(readNullBits(reader, positions));
  return { kind: 'row', positions, fields: vectors, ...(nulls === undefined ? {} : { nulls }) };
}

function typeOf<K extends 'array' | 'map' | 'row'>(type: Type, kind: K): Extract<Type, { kind: K }> {
  if (type.kind !== kind) throw new Error(`A ${kind} vector for values of type ${type.kind}`);
  return type as Extract<Type, { kind: K }>;
}
