const format = 0;
const headerBytes = 9;
/** So many values are taken in before buckets are joined. */
const bufferSize = 100;

interface Bucket {
  /** Its place in order of the values. */
  readonly id: number;
  readonly value: number;
  readonly weight: number;
  /** What is lost when it's joined with its right neighbour. */
  readonly penalty: number;
}

/**
 * A histogram of a few buckets as Trino stores it, little-endian: format, how many buckets there may be, how many there are, their
 * values in order, their weights. Of two neighbours those are joined first that spread the least.
 */
export class NumericHistogram {
  readonly #maxBuckets: number;
  #values: number[] = [];
  #weights: number[] = [];

  /** @param maxBuckets 2 or more */
  constructor(maxBuckets: number) {
    this.#maxBuckets = maxBuckets;
  }

  /** @throws RangeError when the bytes are no histogram */
  static read(bytes: Uint8Array): NumericHistogram {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint8(0) !== format) throw new RangeError('Not a histogram');
    const histogram = new NumericHistogram(view.getInt32(1, true));
    const count = view.getInt32(5, true);
    for (let index = 0; index < count; index++) {
      histogram.#values.push(view.getFloat64(headerBytes + index * 8, true));
      histogram.#weights.push(view.getFloat64(headerBytes + (count + index) * 8, true));
    }
    return histogram;
  }

  add(value: number, weight: number): void {
    if (this.#values.length === this.#maxBuckets + bufferSize) this.#compact();
    this.#values.push(value);
    this.#weights.push(weight);
  }

  merge(other: NumericHistogram): void {
    this.#values.push(...other.#values);
    this.#weights.push(...other.#weights);
    this.#compact();
  }

  /** Values of the buckets in order, and their weights. */
  buckets(): { readonly values: readonly number[]; readonly weights: readonly number[] } {
    this.#compact();
    return { values: this.#values, weights: this.#weights };
  }

  bytes(): Uint8Array {
    this.#compact();
    const count = this.#values.length;
    const bytes = Buffer.alloc(headerBytes + count * 16);
    bytes[0] = format;
    bytes.writeInt32LE(this.#maxBuckets, 1);
    bytes.writeInt32LE(count, 5);
    for (let index = 0; index < count; index++) {
      bytes.writeDoubleLE(this.#values[index] as number, headerBytes + index * 8);
      bytes.writeDoubleLE(this.#weights[index] as number, headerBytes + (count + index) * 8);
    }
    return bytes;
  }

  #compact(): void {
    this.#joinEqual();
    const count = this.#values.length;
    if (count > this.#maxBuckets) this.#joinNeighbours(count - this.#maxBuckets);
  }

  #joinEqual(): void {
    const order = Int32Array.from(this.#values.keys()).sort((left, right) =>
      compareNumbers(this.#values[left] as number, this.#values[right] as number),
    );
    const [values, weights]: [number[], number[]] = [[], []];
    for (const position of order) {
      const value = this.#values[position] as number;
      const weight = this.#weights[position] as number;
      const last = values.length - 1;
      if (last >= 0 && (values[last] === value || (Number.isNaN(value) && Number.isNaN(values[last]))))
        weights[last] = (weights[last] as number) + weight;
      else {
        values.push(value);
        weights.push(weight);
      }
    }
    this.#values = values;
    this.#weights = weights;
  }

  #joinNeighbours(times: number): void {
    const count = this.#values.length;
    // Neighbours by place: what stands there now, and whose turn it is.
    const current: (Bucket | undefined)[] = new Array<Bucket | undefined>(count);
    const next = Int32Array.from({ length: count }, (_, index) => index + 1);
    const previous = Int32Array.from({ length: count }, (_, index) => index - 1);
    const heap = new PenaltyHeap();
    const put = (id: number, value: number, weight: number): void => {
      const right = current[next[id] as number];
      const penalty = right === undefined ? Number.POSITIVE_INFINITY : spread(value, weight, right);
      const bucket = { id, value, weight, penalty };
      current[id] = bucket;
      heap.push(bucket);
    };
    for (let id = count - 1; id >= 0; id--) put(id, this.#values[id] as number, this.#weights[id] as number);
    for (let left = times; left > 0; ) {
      const bucket = heap.pop();
      if (bucket === undefined) break;
      if (current[bucket.id] !== bucket) continue;
      const rightId = next[bucket.id] as number;
      const right = current[rightId];
      if (right === undefined) break;
      left--;
      const weight = bucket.weight + right.weight;
      const value = (bucket.value * bucket.weight + right.value * right.weight) / weight;
      const beyond = next[rightId] as number;
      current[rightId] = undefined;
      next[bucket.id] = beyond;
      if (beyond < count) previous[beyond] = bucket.id;
      put(bucket.id, value, weight);
      const before = current[previous[bucket.id] as number];
      if (before !== undefined) put(before.id, before.value, before.weight);
    }
    const kept = current.filter((bucket) => bucket !== undefined);
    this.#values = kept.map(({ value }) => value);
    this.#weights = kept.map(({ weight }) => weight);
  }
}

/** NaN is the greatest. */
function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right))
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left - right;
}

function spread(value: number, weight: number, right: Bucket): number {
  const distance = value - right.value;
  const all = weight + right.weight;
  return all * (distance * distance) * ((weight * right.weight) / (all * all));
}

/** Buckets by penalty, then by place. */
class PenaltyHeap {
  readonly #items: Bucket[] = [];

  push(bucket: Bucket): void {
    const items = this.#items;
    let place = items.length;
    items.push(bucket);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!isBefore(bucket, items[parent] as Bucket)) break;
      items[place] = items[parent] as Bucket;
      place = parent;
    }
    items[place] = bucket;
  }

  pop(): Bucket | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && isBefore(items[child + 1] as Bucket, items[child] as Bucket)) child++;
      if (!isBefore(items[child] as Bucket, last)) break;
      items[place] = items[child] as Bucket;
      place = child;
    }
    items[place] = last;
    return first;
  }
}

function isBefore(left: Bucket, right: Bucket): boolean {
  const [leftLast, rightLast] = [Number.isNaN(left.penalty), Number.isNaN(right.penalty)];
  if (leftLast !== rightLast) return rightLast;
  return left.penalty < right.penalty || ((leftLast || left.penalty === right.penalty) && left.id < right.id);
}
