const mask = 0xffffffffffffffffn;
const filler = 0xdeadbeefdeadbeefn;
/** Inputs below these many bytes are hashed with a state of four words, others with one of twelve. */
const longLength = 192;
const blockLength = 96;

const shortMixTurns = [50, 52, 30, 41, 54, 48, 38, 37, 62, 34, 5, 36].map(BigInt);
const shortEndTurns = [15, 52, 26, 51, 28, 9, 47, 54, 32, 25, 63].map(BigInt);
const mixTurns = [11, 32, 43, 31, 17, 28, 39, 57, 55, 54, 22, 46].map(BigInt);
const endTurns = [44, 15, 34, 21, 38, 33, 10, 13, 38, 53, 42, 54].map(BigInt);

function rotate(value: bigint, by: bigint): bigint {
  return ((value << by) | (value >> (64n - by))) & mask;
}

/** SpookyHash V2 with both seeds 0. @returns its first 64 bits */
export function spookyHash(bytes: Uint8Array): bigint {
  const input = Buffer.from(bytes);
  return input.length < longLength ? hashShort(input) : hashLong(input);
}

function add(words: bigint[], to: number, value: bigint): void {
  words[to] = (at(words, to) + value) & mask;
}

function at(words: readonly bigint[], index: number): bigint {
  return words[index] as bigint;
}

/** Each word in turn, from the third on: turned, grown by the next, and mixed into the one before the last. */
function mixShort(h: bigint[]): void {
  shortMixTurns.forEach((turn, step) => {
    const own = (step + 2) % 4;
    const next = (own + 1) % 4;
    const into = (own + 2) % 4;
    h[own] = (rotate(at(h, own), turn) + at(h, next)) & mask;
    h[into] = at(h, into) ^ at(h, own);
  });
}

function endShort(h: bigint[]): void {
  shortEndTurns.forEach((turn, step) => {
    const into = (step + 3) % 4;
    const from = (step + 2) % 4;
    h[into] = at(h, into) ^ at(h, from);
    h[from] = rotate(at(h, from), turn);
    add(h, into, at(h, from));
  });
}

function hashShort(input: Buffer): bigint {
  const h: bigint[] = [0n, 0n, filler, filler];
  let place = 0;
  for (; place + 32 <= input.length; place += 32) {
    add(h, 2, input.readBigUInt64LE(place));
    add(h, 3, input.readBigUInt64LE(place + 8));
    mixShort(h);
    add(h, 0, input.readBigUInt64LE(place + 16));
    add(h, 1, input.readBigUInt64LE(place + 24));
  }
  let rest = input.length - place;
  if (rest >= 16) {
    add(h, 2, input.readBigUInt64LE(place));
    add(h, 3, input.readBigUInt64LE(place + 8));
    mixShort(h);
    place += 16;
    rest -= 16;
  }
  add(h, 3, (BigInt(input.length) << 56n) & mask);
  if (rest === 0) {
    add(h, 2, filler);
    add(h, 3, filler);
  } else {
    const tail = Buffer.alloc(16);
    input.copy(tail, 0, place);
    add(h, 2, tail.readBigUInt64LE(0));
    add(h, 3, tail.readBigUInt64LE(8));
  }
  endShort(h);
  return at(h, 0);
}

function hashLong(input: Buffer): bigint {
  const h: bigint[] = Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? filler : 0n));
  let place = 0;
  for (; place + blockLength <= input.length; place += blockLength) {
    mixTurns.forEach((turn, index) => {
      add(h, index, input.readBigUInt64LE(place + index * 8));
      const second = (index + 2) % 12;
      const tenth = (index + 10) % 12;
      const last = (index + 11) % 12;
      h[second] = at(h, second) ^ at(h, tenth);
      h[last] = at(h, last) ^ at(h, index);
      h[index] = rotate(at(h, index), turn);
      add(h, last, at(h, (index + 1) % 12));
    });
  }
  const tail = Buffer.alloc(blockLength);
  input.copy(tail, 0, place);
  tail[blockLength - 1] = input.length - place;
  for (let index = 0; index < 12; index++) add(h, index, tail.readBigUInt64LE(index * 8));
  for (let round = 0; round < 3; round++) {
    endTurns.forEach((turn, step) => {
      const into = (step + 11) % 12;
      const turned = (step + 1) % 12;
      const third = (step + 2) % 12;
      add(h, into, at(h, turned));
      h[third] = at(h, third) ^ at(h, into);
      h[turned] = rotate(at(h, turned), turn);
    });
  }
  return at(h, 0);
}
