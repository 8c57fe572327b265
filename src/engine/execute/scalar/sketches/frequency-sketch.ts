const format = 0;
const headerBytes = 13;

/** A value and about how often it was seen. */
interface Counter<K> {
  value: K;
  count: number;
  bucket: Bucket<K>;
}

/** All counters of one count, the oldest first, between those of the next lower and higher count. */
interface Bucket<K> {
  readonly count: number;
  readonly counters: Set<Counter<K>>;
  lower: Bucket<K> | undefined;
  higher: Bucket<K> | undefined;
}

/** How values are written and read. */
export interface ValueForm<K> {
  readonly bytesOf: (value: K) => Uint8Array;
  /** @returns the value at a place, and where the next thing begins */
  readonly read: (bytes: Buffer, at: number) => readonly [K, number];
}

/** Whole numbers in 8 bytes. */
export const longForm: ValueForm<bigint> = {
  bytesOf: (value) => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(value);
    return bytes;
  },
  read: (bytes, at) => [bytes.readBigInt64LE(at), at + 8],
};

/** Texts behind their length in bytes. */
export const textForm: ValueForm<string> = {
  bytesOf: (value) => {
    const text = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(4);
    length.writeInt32LE(text.length);
    return Buffer.concat([length, text]);
  },
  read: (bytes, at) => {
    const start = at + 4;
    const end = start + bytes.readInt32LE(at);
    return [bytes.toString('utf8', start, end), end];
  },
};

/**
 * The most frequent values by the Space-Saving algorithm of Metwally, Agrawal and Abbadi, in Trino's stored form, little-endian: format,
 * how many values are wanted and how many are counted at the most, how many follow, and these with their counts, the most frequent
 * first. When there is no counter left for a value it takes the one of a rarest value, with its count.
 */
export class FrequencySketch<K> {
  readonly #wanted: number;
  readonly #capacity: number;
  readonly #form: ValueForm<K>;
  readonly #counters = new Map<K, Counter<K>>();
  #lowest: Bucket<K> | undefined;
  #highest: Bucket<K> | undefined;

  constructor(wanted: number, capacity: number, form: ValueForm<K>) {
    this.#wanted = wanted;
    this.#capacity = capacity;
    this.#form = form;
  }

  /** @throws RangeError when the bytes are no such sketch */
  static read<K>(bytes: Uint8Array, form: ValueForm<K>): FrequencySketch<K> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer[0] !== format) throw new RangeError('Not a sketch of frequencies');
    const sketch = new FrequencySketch(buffer.readInt32LE(1), buffer.readInt32LE(5), form);
    let at = headerBytes;
    for (let left = buffer.readInt32LE(9); left > 0; left--) {
      const [value, end] = form.read(buffer, at);
      sketch.add(value, Number(buffer.readBigInt64LE(end)));
      at = end + 8;
    }
    return sketch;
  }

  add(value: K, count: number): void {
    let counter = this.#counters.get(value);
    if (counter === undefined) {
      counter = this.#counterFor(value);
      this.#counters.set(value, counter);
    }
    this.#increase(counter, count);
  }

  merge(other: FrequencySketch<K>): void {
    for (const [value, count] of other.#top(this.#capacity)) this.add(value, count);
  }

  /** The most frequent values, as many as are wanted, with their counts. */
  top(): readonly (readonly [K, number])[] {
    return this.#top(this.#wanted);
  }

  bytes(): Uint8Array {
    const top = this.top();
    const head = Buffer.alloc(headerBytes);
    head[0] = format;
    head.writeInt32LE(this.#wanted, 1);
    head.writeInt32LE(this.#capacity, 5);
    head.writeInt32LE(top.length, 9);
    const parts: Uint8Array[] = [head];
    for (const [value, count] of top) {
      const tail = Buffer.alloc(8);
      tail.writeBigInt64LE(BigInt(count));
      parts.push(this.#form.bytesOf(value), tail);
    }
    return Buffer.concat(parts);
  }

  #top(most: number): (readonly [K, number])[] {
    const top: (readonly [K, number])[] = [];
    for (let bucket = this.#highest; bucket !== undefined; bucket = bucket.lower) {
      for (const { value, count } of bucket.counters) {
        if (top.length === most) return top;
        top.push([value, count]);
      }
    }
    return top;
  }

  #counterFor(value: K): Counter<K> {
    if (this.#counters.size < this.#capacity) {
      const bucket = this.#insertAbove(undefined, 0);
      const counter = { value, count: 0, bucket };
      bucket.counters.add(counter);
      return counter;
    }
    const counter = this.#lowest?.counters.values().next().value;
    if (counter === undefined) throw new RangeError('A sketch of frequencies without room');
    this.#counters.delete(counter.value);
    counter.value = value;
    return counter;
  }

  #increase(counter: Counter<K>, by: number): void {
    const old = counter.bucket;
    old.counters.delete(counter);
    counter.count += by;
    let below = old;
    while (below.higher !== undefined && below.higher.count < counter.count) below = below.higher;
    const same = below.higher?.count === counter.count ? below.higher : undefined;
    counter.bucket = same ?? this.#insertAbove(below, counter.count);
    counter.bucket.counters.add(counter);
    if (old.counters.size === 0) this.#remove(old);
  }

  /** @param lower nothing for the lowest place */
  #insertAbove(lower: Bucket<K> | undefined, count: number): Bucket<K> {
    const higher = lower === undefined ? this.#lowest : lower.higher;
    const bucket: Bucket<K> = { count, counters: new Set(), lower, higher };
    if (lower === undefined) this.#lowest = bucket;
    else lower.higher = bucket;
    if (higher === undefined) this.#highest = bucket;
    else higher.lower = bucket;
    return bucket;
  }

  #remove({ lower, higher }: Bucket<K>): void {
    if (lower === undefined) this.#lowest = higher;
    else lower.higher = higher;
    if (higher === undefined) this.#highest = lower;
    else higher.lower = lower;
  }
}
