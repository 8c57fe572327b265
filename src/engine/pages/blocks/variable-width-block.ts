import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import type { Vector } from '../vector.ts';
import { countNulls, readNullBits, withoutEmptyNulls, writeNullBits } from './null-bits.ts';

type BytesVector = Extract<Vector, { kind: 'bytes' }>;

/** Writes the body of VARIABLE_WIDTH: lengths and bytes of the positions that aren't null. */
export function writeVariableWidth(writer: ByteWriter, vector: BytesVector): void {
  const { offsets, data, nulls } = vector;
  const positions = offsets.length - 1;
  const present = positions - countNulls(nulls);
  const lengths = new Int32Array(present);
  for (let position = 0, next = 0; position < positions; position++) {
    if (nulls !== undefined && nulls[position] !== 0) continue;
    lengths[next++] = (offsets[position + 1] as number) - (offsets[position] as number);
  }
  writer.int32(positions);
  writer.int32(present);
  writer.array(lengths);
  writeNullBits(writer, nulls, positions);
  // Null positions are empty, so the values lie back to back.
  const start = offsets[0] as number;
  const end = offsets[positions] as number;
  writer.int32(end - start);
  writer.bytes(data.subarray(start, end));
}

/** Reads what `writeVariableWidth` writes. */
export function readVariableWidth(reader: ByteReader): BytesVector {
  const positions = reader.count('position count');
  const present = reader.count('non-null count');
  if (present > positions) throw corruptPage(`${present} values in ${positions} positions`);
  const lengths = reader.int32Array(present);
  const nulls = readNullBits(reader, positions);
  if (present !== positions - countNulls(nulls))
    throw corruptPage(`${present} values, the null flags leave another number`);
  const total = reader.count('byte count');
  const offsets = new Int32Array(positions + 1);
  let offset = 0;
  for (let position = 0, next = 0; position < positions; position++) {
    if (nulls === undefined || nulls[position] === 0) {
      const length = lengths[next++] as number;
      if (length < 0) throw corruptPage(`length of a value is negative (${length})`);
      offset += length;
      if (offset > total) throw corruptPage(`values are longer than their ${total} bytes`);
    }
    offsets[position + 1] = offset;
  }
  if (offset !== total) throw corruptPage(`values have ${offset} bytes of ${total}`);
  const data = new Uint8Array(reader.copy(total));
  const present1 = withoutEmptyNulls(nulls);
  return present1 === undefined
    ? { kind: 'bytes', offsets, data }
    : { kind: 'bytes', offsets, data, nulls: present1 };
}
