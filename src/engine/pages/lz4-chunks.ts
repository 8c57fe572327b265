import { createRequire } from 'node:module';
import { corruptPage } from './page-error.ts';

type Lz4 = Pick<typeof import('lz4-napi'), 'compressSync' | 'uncompressSync'>;

let loaded: Lz4 | undefined;

/** Compression is off by default: the native module is loaded when the first compressed page comes. */
function lz4(): Lz4 {
  loaded ??= createRequire(import.meta.url)('lz4-napi') as Lz4;
  return loaded;
}

/** Trino's buffer: a chunk is cut when it's full. */
const chunkSize = 64 * 1024;

/** Bit 31 of a chunk's marker: the chunk is an LZ4 block. */
const compressedBit = 0x80000000;

/** A chunk is stored as it is unless compression saves a fifth. */
const maxRatio = 0.8;

/** No LZ4 block grows by more than this factor. */
const maxExpansion = 255;

/** lz4-napi puts the uncompressed length before a block; the wire has the block alone. */
const napiPrefix = 4;

/** Cuts raw page bytes into chunks, each with its marker (PAGES 3.2). */
export function compressChunks(raw: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < raw.byteLength; start += chunkSize) {
    const plain = raw.subarray(start, start + chunkSize);
    const block = lz4()
      .compressSync(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength))
      .subarray(napiPrefix);
    const shrunk = block.byteLength < plain.byteLength * maxRatio;
    chunks.push(marker(shrunk ? compressedBit | block.byteLength : plain.byteLength), shrunk ? block : plain);
  }
  return chunks;
}

/**
 * Undoes `compressChunks`.
 * @param size bytes that have to come out
 * @throws TrinoError CORRUPT_PAGE
 */
export function decompressChunks(payload: Uint8Array, size: number): Uint8Array {
  if (size > payload.byteLength * maxExpansion)
    throw corruptPage(`${payload.byteLength} bytes can't hold ${size}`);
  const raw = new Uint8Array(size);
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let filled = 0;
  for (let position = 0; position < payload.byteLength; ) {
    if (payload.byteLength - position < 4) throw corruptPage('a chunk marker is cut off');
    const word = view.getInt32(position, true);
    position += 4;
    const length = word & 0x7fffffff;
    if (length > payload.byteLength - position) throw corruptPage(`a chunk of ${length} bytes is cut off`);
    const data = payload.subarray(position, position + length);
    position += length;
    const plain = word < 0 ? decompressBlock(data, size - filled) : data;
    if (plain.byteLength > size - filled) throw corruptPage(`chunks hold more than ${size} bytes`);
    raw.set(plain, filled);
    filled += plain.byteLength;
  }
  if (filled !== size) throw corruptPage(`chunks hold ${filled} bytes of ${size}`);
  return raw;
}

/** The length of one block isn't on the wire: the most it may have is room enough. */
function decompressBlock(block: Uint8Array, limit: number): Uint8Array {
  const prefixed = new Uint8Array(napiPrefix + block.byteLength);
  const room = Math.min(limit, block.byteLength * maxExpansion);
  new DataView(prefixed.buffer).setUint32(0, room, true);
  prefixed.set(block, napiPrefix);
  try {
    return lz4().uncompressSync(prefixed);
  } catch (error) {
    throw corruptPage(`bad LZ4 block (${error instanceof Error ? error.message : String(error)})`);
  }
}

function marker(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setInt32(0, value, true);
  return bytes;
}
