const mask = 0xffff_ffff_ffff_ffffn;
const c1 = 0x87c3_7b91_1142_53d5n;
const c2 = 0x4cf5_ad43_2745_937fn;

/**
 * MurmurHash3 for 64-bit machines with 128 bits of result and seed 0, as its author published it.
 * @returns both halves, unsigned
 */
export function murmur3(bytes: Uint8Array): readonly [bigint, bigint] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks = Math.floor(bytes.length / 16);
  let h1 = 0n;
  let h2 = 0n;
  for (let block = 0; block < blocks; block++) {
    h1 ^= mixFirst(view.getBigUint64(block * 16, true));
    h1 = ((rotate(h1, 27n) + h2) * 5n + 0x52dc_e729n) & mask;
    h2 ^= mixSecond(view.getBigUint64(block * 16 + 8, true));
    h2 = ((rotate(h2, 31n) + h1) * 5n + 0x3849_5ab5n) & mask;
  }
  const tail = bytes.subarray(blocks * 16);
  h2 ^= mixSecond(littleEndian(tail.subarray(8)));
  h1 ^= mixFirst(littleEndian(tail.subarray(0, 8)));
  const length = BigInt(bytes.length);
  h1 = ((h1 ^ length) + (h2 ^ length)) & mask;
  h2 = ((h2 ^ length) + h1) & mask;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = (h1 + h2) & mask;
  return [h1, (h2 + h1) & mask];
}

/** The first half of the hash of a 64-bit number's bytes. @returns unsigned */
export function murmur3OfLong(value: bigint): bigint {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return murmur3(bytes)[0];
}

function mixFirst(word: bigint): bigint {
  return (rotate((word * c1) & mask, 31n) * c2) & mask;
}

function mixSecond(word: bigint): bigint {
  return (rotate((word * c2) & mask, 33n) * c1) & mask;
}

function rotate(word: bigint, by: bigint): bigint {
  return ((word << by) | (word >> (64n - by))) & mask;
}

function finish(word: bigint): bigint {
  let mixed = ((word ^ (word >> 33n)) * 0xff51_afd7_ed55_8ccdn) & mask;
  mixed = ((mixed ^ (mixed >> 33n)) * 0xc4ce_b9fe_1a85_ec53n) & mask;
  return mixed ^ (mixed >> 33n);
}

function littleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);
}
