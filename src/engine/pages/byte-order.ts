/**
 * The page format is little endian and vectors are copied to it in bulk, so the machine has to be little endian too. All
 * platforms that DuckDB's prebuilt binding supports are.
 */
if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
  throw new Error('leveret needs a little-endian machine');
}

/** Any typed array that vectors are made of. */
export type TypedArray = Int8Array | Uint8Array | Int16Array | Int32Array | BigInt64Array;

/** The bytes of a typed array, without a copy. */
export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A typed array's content as 32-bit words (low word of a 64-bit value first), without a copy. */
export function wordsOf(values: BigInt64Array | Int32Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.byteLength >> 2);
}
