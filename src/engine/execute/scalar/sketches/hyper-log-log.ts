import { biasOf } from './hyper-log-log-bias.ts';

/** First byte of a sketch that lists what it has seen, and of one with a value for each bucket. */
const sparseFormat = 2;
const denseFormat = 3;
/** Bits of a hash that an entry of a sparse sketch keeps; the other 6 count the zeros behind them. */
const prefixBits = 26;
const largestDelta = 15;

/**
 * A HyperLogLog as Trino stores it, little-endian: format, bits of a bucket's number, then either a
 * 16-bit count and sorted 32-bit entries, or the least value, a half byte a bucket for what is above it, and the buckets where
 * that doesn't fit. It keeps to entries while they need less space than the buckets.
 */
export class HyperLogLog {
  readonly indexBits: number;
  /** Zeros by 26 bits of hash; absent in a dense sketch. */
  #entries: Map<number, number> | undefined = new Map();
  #values: Uint8Array | undefined;

  constructor(indexBits: number) {
    this.indexBits = indexBits;
  }

  /** @throws RangeError when the bytes are no sketch */
  static read(bytes: Uint8Array): HyperLogLog {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const sketch = new HyperLogLog(view.getUint8(1));
    switch (view.getUint8(0)) {
      case sparseFormat: {
        const count = view.getUint16(2, true);
        for (let entry = 0; entry < count; entry++) {
          const word = view.getUint32(4 + entry * 4, true);
          sketch.#addEntry(word >>> 6, word & 63);
        }
        return sketch;
      }
      case denseFormat:
        sketch.#values = readBuckets(view, 2 ** sketch.indexBits);
        sketch.#entries = undefined;
        return sketch;
      default:
        throw new RangeError(`Not a HyperLogLog: format ${view.getUint8(0)}`);
    }
  }

  /** @param hash 64 bits, signed or not */
  addHash(hash: bigint): void {
    const high = Number(BigInt.asUintN(64, hash) >> 38n);
    const rest = BigInt.asUintN(38, hash);
    const zeros = rest === 0n ? 38 : 38 - rest.toString(2).length;
    if (this.#entries === undefined) this.#addToBucket(high, zeros);
    else this.#addEntry(high, zeros);
  }

  /** Takes all that another sketch with as many buckets has seen. */
  merge(other: HyperLogLog): void {
    if (other.#entries !== undefined) {
      for (const [prefix, zeros] of other.#entries) {
        if (this.#entries === undefined) this.#addToBucket(prefix, zeros);
        else this.#addEntry(prefix, zeros);
      }
      return;
    }
    const values = this.#makeDense();
    other.#values?.forEach((value, bucket) => {
      if (value > (values[bucket] as number)) values[bucket] = value;
    });
  }

  /** About how many values were added. */
  cardinality(): bigint {
    if (this.#entries !== undefined) {
      const buckets = 2 ** prefixBits;
      return rounded(linearCounting(buckets - this.#entries.size, buckets));
    }
    const values = this.#values ?? new Uint8Array(0);
    let sum = 0;
    let empty = 0;
    for (const value of values) {
      if (value === 0) empty++;
      sum += 2 ** -value;
    }
    if (empty > values.length * leastShareOfEmpty) return rounded(linearCounting(empty, values.length));
    const raw = (correction(this.indexBits) * values.length * values.length) / sum;
    return rounded(raw - biasOf(this.indexBits, raw));
  }

  /** The stored form. @param dense whether it's to be one with buckets in any case, as P4HyperLogLog is */
  bytes(dense = false): Uint8Array {
    if (dense || this.#entries === undefined) return writeBuckets(this.indexBits, this.#makeDense());
    const words = [...this.#entries]
      .map(([prefix, zeros]) => prefix * 64 + zeros)
      .sort((left, right) => left - right);
    const bytes = Buffer.alloc(4 + words.length * 4);
    bytes[0] = sparseFormat;
    bytes[1] = this.indexBits;
    bytes.writeUInt16LE(words.length, 2);
    words.forEach((word, index) => bytes.writeUInt32LE(word, 4 + index * 4));
    return bytes;
  }

  #addEntry(prefix: number, zeros: number): void {
    const entries = this.#entries as Map<number, number>;
    const known = entries.get(prefix);
    if (known === undefined || known < zeros) entries.set(prefix, zeros);
    if (entries.size >= 2 ** this.indexBits / 8) this.#makeDense();
  }

  #addToBucket(prefix: number, zeros: number): void {
    const values = this.#values as Uint8Array;
    const bits = prefixBits - this.indexBits;
    const bucket = prefix >>> bits;
    const rest = prefix & (2 ** bits - 1);
    const value = 1 + (rest === 0 ? bits + zeros : Math.clz32(rest) - (32 - bits));
    if (value > (values[bucket] as number)) values[bucket] = value;
  }

  #makeDense(): Uint8Array {
    const entries = this.#entries;
    if (entries === undefined) return this.#values as Uint8Array;
    this.#entries = undefined;
    this.#values = new Uint8Array(2 ** this.indexBits);
    for (const [prefix, zeros] of entries) this.#addToBucket(prefix, zeros);
    return this.#values;
  }
}

/**
 * Bits of a bucket's number for a standard error of about `1.04 / sqrt(buckets)`.
 * @param error greater than 0
 */
export function indexBitsFor(error: number): number {
  const buckets = Math.ceil(1.0816 / (error * error));
  return Math.ceil(Math.log2(buckets));
}

/** While more than this share of the buckets is empty, their number says more than their values. */
const leastShareOfEmpty = 0.4;

function linearCounting(empty: number, all: number): number {
  return all * Math.log(all / empty);
}

/** The constant of the estimate for so many buckets, from the paper on HyperLogLog. */
function correction(indexBits: number): number {
  switch (indexBits) {
    case 4:
      return 0.673;
    case 5:
      return 0.697;
    case 6:
      return 0.709;
    default:
      return 0.7213 / (1 + 1.079 / 2 ** indexBits);
  }
}

function rounded(value: number): bigint {
  return BigInt(Math.round(value));
}

function readBuckets(view: DataView, count: number): Uint8Array {
  const baseline = view.getUint8(2);
  const values = new Uint8Array(count);
  for (let bucket = 0; bucket < count; bucket++) {
    const pair = view.getUint8(3 + (bucket >> 1));
    values[bucket] = baseline + ((bucket & 1) === 0 ? pair >> 4 : pair & 15);
  }
  const overflows = view.getUint16(3 + count / 2, true);
  const buckets = 5 + count / 2;
  for (let index = 0; index < overflows; index++) {
    const bucket = view.getUint16(buckets + index * 2, true);
    values[bucket] = (values[bucket] as number) + view.getUint8(buckets + overflows * 2 + index);
  }
  return values;
}

function writeBuckets(indexBits: number, values: Uint8Array): Uint8Array {
  const baseline = values.reduce((least, value) => Math.min(least, value), 255);
  const overflows: { readonly bucket: number; readonly value: number }[] = [];
  const deltas = new Uint8Array(values.length / 2);
  values.forEach((value, bucket) => {
    const delta = value - baseline;
    const kept = Math.min(delta, largestDelta);
    deltas[bucket >> 1] = (deltas[bucket >> 1] as number) | ((bucket & 1) === 0 ? kept << 4 : kept);
    if (delta > largestDelta) overflows.push({ bucket, value: delta - largestDelta });
  });
  const bytes = Buffer.alloc(5 + deltas.length + overflows.length * 3);
  bytes[0] = denseFormat;
  bytes[1] = indexBits;
  bytes[2] = baseline;
  bytes.set(deltas, 3);
  const buckets = bytes.writeUInt16LE(overflows.length, 3 + deltas.length);
  overflows.forEach(({ bucket, value }, index) => {
    bytes.writeUInt16LE(bucket, buckets + index * 2);
    bytes.writeUInt8(value, buckets + overflows.length * 2 + index);
  });
  return bytes;
}
