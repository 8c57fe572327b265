import { pageTransportError } from './page-error.ts';
import { pageHeaderSize } from './page-serde.ts';
import { xxHash64 } from './xxhash.ts';

const magic = 0xfea4f001;
const headerSize = 16;

/** The checksum that means "none" (exchange.data-integrity-verification=NONE). */
const noChecksum = 0x0123456789abcdefn;

/** Media type of a page stream. */
export const pagesContentType = 'application/X-trino-pages';

/**
 * The body of a results answer: magic, checksum, page count, pages (PAGES 2).
 * @param pages serialized pages, header included; at least one (nothing to send is a 204 without body)
 */
export function writePageStream(pages: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = pages.reduce((sum, page) => sum + page.byteLength, headerSize);
  const stream = new Uint8Array(length);
  const view = new DataView(stream.buffer);
  view.setUint32(0, magic, true);
  view.setInt32(12, pages.length, true);
  let position = headerSize;
  for (const page of pages) {
    stream.set(page, position);
    position += page.byteLength;
  }
  view.setBigUint64(4, checksumOf(stream.subarray(headerSize)), true);
  return stream;
}

/**
 * The serialized pages of a results answer, as views of its bytes, in order.
 * @throws TrinoError PAGE_TRANSPORT_ERROR when the stream is cut, altered or something else
 */
export function readPageStream(bytes: Uint8Array): Uint8Array[] {
  if (bytes.byteLength < headerSize) throw pageTransportError(`it has ${bytes.byteLength} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const foundMagic = view.getUint32(0, true);
  if (foundMagic !== magic) {
    throw pageTransportError(`header is 0x${foundMagic.toString(16)}, expected 0x${magic.toString(16)}`);
  }
  const expected = view.getBigUint64(4, true);
  const found = checksumOf(bytes.subarray(headerSize));
  if (found !== expected) {
    throw pageTransportError(`checksum is 0x${found.toString(16)}, expected 0x${expected.toString(16)}`);
  }
  const count = view.getInt32(12, true);
  const pages: Uint8Array[] = [];
  let position = headerSize;
  while (position < bytes.byteLength) {
    if (bytes.byteLength - position < pageHeaderSize) throw pageTransportError('a page header is cut off');
    const size = view.getInt32(position + 9, true);
    const end = position + pageHeaderSize + size;
    if (size < 0 || end > bytes.byteLength) throw pageTransportError(`a page of ${size} bytes is cut off`);
    pages.push(bytes.subarray(position, end));
    position = end;
  }
  if (pages.length !== count)
    throw pageTransportError(`it has ${pages.length} pages, its header says ${count}`);
  return pages;
}

function checksumOf(pages: Uint8Array): bigint {
  const checksum = xxHash64(pages);
  return checksum === noChecksum ? checksum + 1n : checksum;
}
