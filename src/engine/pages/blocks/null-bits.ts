import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';

/** Number of null positions. */
export function countNulls(nulls: Uint8Array | undefined): number {
  let count = 0;
  if (nulls !== undefined)
    for (let position = 0; position < nulls.length; position++) count += nulls[position] as number;
  return count;
}

/** The array, or undefined when it has no null: a vector without nulls has no `nulls`. */
export function withoutEmptyNulls(nulls: Uint8Array | undefined): Uint8Array | undefined {
  return nulls === undefined || nulls.indexOf(1) < 0 ? undefined : nulls;
}

/** Writes PAGES 4.1: the flag and, with nulls, a bit a position, most significant first. */
export function writeNullBits(writer: ByteWriter, nulls: Uint8Array | undefined, positions: number): void {
  if (nulls === undefined) {
    writer.byte(0);
    return;
  }
  writer.byte(1);
  const bits = writer.space((positions + 7) >> 3);
  for (let index = 0, position = 0; index < bits.length; index++, position += 8) {
    let byte = 0;
    const end = Math.min(8, positions - position);
    for (let bit = 0; bit < end; bit++) byte |= (nulls[position + bit] as number) << (7 - bit);
    bits[index] = byte;
  }
}

/** Reads PAGES 4.1. @returns undefined when the block says that there are no nulls */
export function readNullBits(reader: ByteReader, positions: number): Uint8Array | undefined {
  const flag = reader.byte();
  if (flag === 0) return undefined;
  if (flag !== 1) throw corruptPage(`null flag is ${flag}`);
  const bits = reader.view(Math.ceil(positions / 8));
  const nulls = new Uint8Array(positions);
  for (let position = 0; position < positions; position++) {
    nulls[position] = ((bits[position >> 3] as number) >> (7 - (position & 7))) & 1;
  }
  return nulls;
}
