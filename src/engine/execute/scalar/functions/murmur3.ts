const mask = 0xffffffffffffffffn;
const firstFactor = 0x87c37b91114253d5n;
const secondFactor = 0x4cf5ad432745937fn;

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & mask;
}

function mixFirst(block: bigint): bigint {
  return (rotate((block * firstFactor) & mask, 31n) * secondFactor) & mask;
}

function mixSecond(block: bigint): bigint {
  return (rotate((block * secondFactor) & mask, 33n) * firstFactor) & mask;
}

function finish(value: bigint): bigint {
  let mixed = value;
  mixed ^= mixed >> 33n;
  mixed = (mixed * 0xff51afd7ed558ccdn) & mask;
  mixed ^= mixed >> 33n;
  mixed = (mixed * 0xc4ceb9fe1a85ec53n) & mask;
  return mixed ^ (mixed >> 33n);
}

/** MurmurHash3 of 128 bits in its form for 64-bit machines, with seed 0. @returns both halves, each lowest byte first */
export function murmur3(bytes: Uint8Array): Uint8Array {
  const input = Buffer.from(bytes);
  let first = 0n;
  let second = 0n;
  let at = 0;
  for (; at + 16 <= input.length; at += 16) {
    first ^= mixFirst(input.readBigUInt64LE(at));
    first = (rotate(first, 27n) + second) & mask;
    first = (first * 5n + 0x52dce729n) & mask;
    second ^= mixSecond(input.readBigUInt64LE(at + 8));
    second = (rotate(second, 31n) + first) & mask;
    second = (second * 5n + 0x38495ab5n) & mask;
  }
  const tail = Buffer.alloc(16);
  input.copy(tail, 0, at);
  if (input.length - at > 8) second ^= mixSecond(tail.readBigUInt64LE(8));
  if (input.length - at > 0) first ^= mixFirst(tail.readBigUInt64LE(0));
  const length = BigInt(input.length);
  first = ((first ^ length) + (second ^ length)) & mask;
  second = (first + (second ^ length)) & mask;
  first = finish(first);
  second = finish(second);
  first = (first + second) & mask;
  second = (second + first) & mask;
  const result = Buffer.alloc(16);
  result.writeBigUInt64LE(first, 0);
  result.writeBigUInt64LE(second, 8);
  return result;
}
