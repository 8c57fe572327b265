import { HyperLogLog } from './hyper-log-log.ts';

const version = 1;
const indexBits = 11;
const defaultMaxHashes = 8192;
const largestCount = 32_767;

/**
 * A set digest as Trino stores it, little-endian: version, a HyperLogLog behind its length, how many hashes are kept at the most, the
 * least hashes in order, and a 16-bit count of each.
 */
export class SetDigest {
  readonly #sketch: HyperLogLog;
  readonly #maxHashes: number;
  readonly #counts: Map<bigint, number>;

  constructor(
    sketch = new HyperLogLog(indexBits),
    maxHashes = defaultMaxHashes,
    counts = new Map<bigint, number>(),
  ) {
    this.#sketch = sketch;
    this.#maxHashes = maxHashes;
    this.#counts = counts;
  }

  static read(bytes: Uint8Array): SetDigest {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = view.getInt32(1, true);
    const sketch = HyperLogLog.read(bytes.subarray(5, 5 + length));
    const maxHashes = view.getInt32(5 + length, true);
    const count = view.getInt32(9 + length, true);
    const start = 13 + length;
    const counts = new Map<bigint, number>();
    for (let index = 0; index < count; index++)
      counts.set(
        view.getBigInt64(start + index * 8, true),
        view.getInt16(start + count * 8 + index * 2, true),
      );
    return new SetDigest(sketch, maxHashes, counts);
  }

  /** @param hash 64 bits */
  addHash(hash: bigint): void {
    this.#sketch.addHash(hash);
    this.#count(BigInt.asIntN(64, hash), 1);
  }

  merge(other: SetDigest): void {
    this.#sketch.merge(other.#sketch);
    for (const [hash, count] of other.#counts) this.#count(hash, count);
  }

  /** How many values differ: exact while all hashes are kept. */
  cardinality(): bigint {
    return this.#counts.size < this.#maxHashes ? BigInt(this.#counts.size) : this.#sketch.cardinality();
  }

  /** Kept hashes, signed and in order, and how often each was added. */
  hashCounts(): readonly (readonly [bigint, number])[] {
    return this.#kept();
  }

  bytes(): Uint8Array {
    const sketch = this.#sketch.bytes();
    const kept = this.#kept();
    const bytes = Buffer.alloc(13 + sketch.length + kept.length * 10);
    bytes[0] = version;
    bytes.writeInt32LE(sketch.length, 1);
    bytes.set(sketch, 5);
    bytes.writeInt32LE(this.#maxHashes, 5 + sketch.length);
    bytes.writeInt32LE(kept.length, 9 + sketch.length);
    const start = 13 + sketch.length;
    kept.forEach(([hash, count], index) => {
      bytes.writeBigInt64LE(hash, start + index * 8);
      bytes.writeInt16LE(count, start + kept.length * 8 + index * 2);
    });
    return bytes;
  }

  #count(hash: bigint, by: number): void {
    this.#counts.set(hash, Math.min((this.#counts.get(hash) ?? 0) + by, largestCount));
    // Room for as many again, so that they aren't sorted at each value.
    if (this.#counts.size < this.#maxHashes * 2) return;
    const kept = this.#kept();
    this.#counts.clear();
    for (const [kind, count] of kept) this.#counts.set(kind, count);
  }

  #kept(): (readonly [bigint, number])[] {
    return [...this.#counts]
      .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
      .slice(0, this.#maxHashes);
  }
}

/** How alike two sets are: hashes that both have among the least of either. */
export function jaccardIndex(left: SetDigest, right: SetDigest): number {
  const ours = new Set(left.hashCounts().map(([hash]) => hash));
  const theirs = new Set(right.hashCounts().map(([hash]) => hash));
  const size = Math.min(ours.size, theirs.size);
  const union = [...new Set([...ours, ...theirs])]
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .slice(0, size);
  return union.filter((hash) => ours.has(hash) && theirs.has(hash)).length / size;
}

/** How many values both sets have: counted while all hashes are kept, else from their likeness. */
export function intersectionCardinality(left: SetDigest, right: SetDigest): bigint {
  const ours = left.hashCounts();
  const theirs = new Set(right.hashCounts().map(([hash]) => hash));
  if (ours.length < defaultMaxHashes && theirs.size < defaultMaxHashes)
    return BigInt(ours.filter(([hash]) => theirs.has(hash)).length);
  const union = SetDigest.read(left.bytes());
  union.merge(right);
  const shared = Math.round(jaccardIndex(left, right) * Number(union.cardinality()));
  const least = left.cardinality() < right.cardinality() ? left.cardinality() : right.cardinality();
  return BigInt(shared) < least ? BigInt(shared) : least;
}
