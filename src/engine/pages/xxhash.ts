import createXxhash from 'xxhash-wasm';

// Loading is asynchronous, hashing must not be: the module is ready when it's imported.
const xxhash = await createXxhash();

/** XXH64 with seed 0, as an unsigned 64-bit number. */
export function xxHash64(bytes: Uint8Array): bigint {
  return xxhash.h64Raw(bytes, 0n);
}
