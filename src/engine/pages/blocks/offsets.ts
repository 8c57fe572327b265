import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import { readNullBits, withoutEmptyNulls, writeNullBits } from './null-bits.ts';

/** The tail that ARRAY and MAP share: `int32 n`, n + 1 offsets into the entries, null bits. */
export function writeOffsets(writer: ByteWriter, offsets: Int32Array, nulls: Uint8Array | undefined): void {
  const positions = offsets.length - 1;
  writer.int32(positions);
  writer.array(offsets);
  writeNullBits(writer, nulls, positions);
}

/** Reads what `writeOffsets` writes. @param entries number of entries the offsets may point to */
export function readOffsets(
  reader: ByteReader,
  entries: number,
): { offsets: Int32Array; nulls?: Uint8Array } {
  const positions = reader.count('position count');
  const offsets = reader.int32Array(positions + 1);
  if (offsets[0] !== 0) throw corruptPage(`first offset is ${offsets[0]}`);
  for (let position = 0; position < positions; position++) {
    if ((offsets[position + 1] as number) < (offsets[position] as number)) throw corruptPage('offsets fall');
  }
  if ((offsets[positions] as number) > entries)
    throw corruptPage(`offset ${offsets[positions]} of ${entries} entries`);
  const nulls = withoutEmptyNulls(readNullBits(reader, positions));
  return nulls === undefined ? { offsets } : { offsets, nulls };
}
