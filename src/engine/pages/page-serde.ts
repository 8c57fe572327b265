import type { Type } from '../types/type.ts';
import { readBlockOf, writeBlock } from './blocks/block.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { compressChunks, decompressChunks } from './lz4-chunks.ts';
import { corruptPage } from './page-error.ts';
import { vectorBytes } from './vector-bytes.ts';
import type { Page } from './vector.ts';

/** Bytes before the payload: rows, markers, uncompressed size, size (PAGES 3). */
export const pageHeaderSize = 13;

const compressedMarker = 1;
const encryptedMarker = 2;

/** Bytes a column needs beside its values: encoding name, counts, null bits. Only a guess of the buffer's size. */
const columnOverhead = 64;

/**
 * A page as it travels, header included, in a buffer of its own.
 * @param types SQL types of the columns
 * @param options.compressed mark and write it as LZ4 chunks (`exchange_compression` of the session)
 */
export function serializePage(
  page: Page,
  types: readonly Type[],
  options: { readonly compressed: boolean },
): Uint8Array<ArrayBuffer> {
  let capacity = pageHeaderSize + 4;
  for (const column of page.columns) capacity += vectorBytes(column) + (page.positions >> 3) + columnOverhead;
  const writer = new ByteWriter(capacity);
  writer.int32(page.positions);
  writer.byte(0);
  writer.int32(0);
  writer.int32(0);
  writer.int32(page.columns.length);
  for (const [index, column] of page.columns.entries()) writeBlock(writer, column, types[index] as Type);
  const size = writer.length - pageHeaderSize;
  writer.int32At(5, size);
  writer.int32At(9, size);
  return options.compressed ? compressed(writer.written()) : writer.finish();
}

/** Rows of a serialized page, from its header. @throws TrinoError CORRUPT_PAGE */
export function pagePositions(bytes: Uint8Array): number {
  return new ByteReader(bytes).count('row count');
}

/**
 * Reads a page with its header.
 * @param types SQL types of the columns: a block that can't hold its type is refused
 * @throws TrinoError CORRUPT_PAGE when a length, count, encoding or type is wrong; nothing is read beyond the bytes
 */
export function deserializePage(bytes: Uint8Array, types: readonly Type[]): Page {
  const header = new ByteReader(bytes);
  const positions = header.count('row count');
  const markers = header.byte();
  const uncompressedSize = header.count('uncompressed size');
  const size = header.count('size');
  if (size !== header.remaining)
    throw corruptPage(`it has ${header.remaining} bytes, its header says ${size}`);
  if ((markers & encryptedMarker) !== 0) throw corruptPage('it is encrypted');
  if ((markers & ~compressedMarker) !== 0) throw corruptPage(`unknown markers ${markers}`);
  const payload = header.view(size);
  const isCompressed = (markers & compressedMarker) !== 0;
  if (!isCompressed && uncompressedSize !== size)
    throw corruptPage(`sizes ${uncompressedSize} and ${size} differ`);
  const reader = new ByteReader(isCompressed ? decompressChunks(payload, uncompressedSize) : payload);
  const channels = reader.count('column count');
  if (channels !== types.length) throw corruptPage(`it has ${channels} columns, expected ${types.length}`);
  const columns = types.map((type) => readBlockOf(reader, type, positions));
  if (reader.remaining !== 0) throw corruptPage(`${reader.remaining} bytes are left over`);
  return { positions, columns };
}

/** A single block inside JSON: `"$literal$"(from_base64(…))`, sorted ranges of a domain (PAGES 1). */
export function serializeBlock(
  page: Page & { readonly columns: readonly [Page['columns'][number]] },
  type: Type,
): Uint8Array {
  const writer = new ByteWriter(vectorBytes(page.columns[0]) + columnOverhead);
  writeBlock(writer, page.columns[0], type);
  return writer.finish();
}

function compressed(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const raw = plain.subarray(pageHeaderSize);
  const chunks = compressChunks(raw);
  const size = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  const writer = new ByteWriter(pageHeaderSize + size);
  writer.bytes(plain.subarray(0, 4));
  writer.byte(compressedMarker);
  writer.int32(raw.byteLength);
  writer.int32(size);
  for (const chunk of chunks) writer.bytes(chunk);
  return writer.finish();
}
