import { sortedPositions } from './sort-positions.ts';

const format = 0;
const headerBytes = 37;
const defaultCompression = 100;
/** While values are taken in, neighbours are joined half as much as the compression says. */
const innerFactor = 2;

/**
 * A t-digest as Trino stores it, little-endian: format, least and greatest value, compression, weight of all, a 32-bit count of
 * centroids, their means in order, their weights.
 */
export class TDigest {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  readonly #compression: number;
  readonly #maxSize: number;
  #means: Float64Array;
  #weights: Float64Array;
  #count = 0;
  #total = 0;
  /** Something was added since the digest was read. */
  #hasGrown = false;
  /** Centroids are joined from either end in turn, so that errors don't grow at one of them. */
  #fromEnd = false;

  constructor(compression = defaultCompression) {
    this.#compression = compression;
    this.#maxSize = Math.trunc(6 * (innerFactor * compression + 10));
    this.#means = new Float64Array(1);
    this.#weights = new Float64Array(1);
  }

  /** @throws RangeError when the bytes are no digest */
  static read(bytes: Uint8Array): TDigest {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint8(0) !== format) throw new RangeError('Not a t-digest');
    const digest = new TDigest(view.getFloat64(17, true));
    digest.#min = view.getFloat64(1, true);
    digest.#max = view.getFloat64(9, true);
    digest.#total = view.getFloat64(25, true);
    const count = view.getInt32(33, true);
    digest.#count = count;
    digest.#means = new Float64Array(Math.max(count, 1));
    digest.#weights = new Float64Array(Math.max(count, 1));
    for (let index = 0; index < count; index++) {
      digest.#means[index] = view.getFloat64(headerBytes + index * 8, true);
      digest.#weights[index] = view.getFloat64(headerBytes + (count + index) * 8, true);
    }
    return digest;
  }

  /** @param mean a finite number @param weight at least 1 */
  add(mean: number, weight: number): void {
    if (this.#count === this.#means.length) {
      if (this.#means.length < this.#maxSize) this.#makeRoom(Math.min(this.#means.length * 2, this.#maxSize));
      else this.#join(innerFactor * this.#compression);
    }
    this.#means[this.#count] = mean;
    this.#weights[this.#count] = weight;
    this.#count++;
    this.#total += weight;
    if (mean < this.#min) this.#min = mean;
    if (mean > this.#max) this.#max = mean;
    this.#hasGrown = true;
  }

  merge(other: TDigest): void {
    if (this.#count + other.#count > this.#means.length) {
      this.#join(innerFactor * this.#compression);
      other.#join(innerFactor * this.#compression);
      if (this.#count + other.#count > this.#means.length) this.#makeRoom(this.#count + other.#count);
    }
    this.#means.set(other.#means.subarray(0, other.#count), this.#count);
    this.#weights.set(other.#weights.subarray(0, other.#count), this.#count);
    this.#count += other.#count;
    this.#total += other.#total;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#hasGrown = true;
  }

  /** The value below which a share of the weight lies. @param quantile from 0 to 1 @returns NaN when empty */
  valueAt(quantile: number): number {
    if (this.#count === 0) return Number.NaN;
    if (this.#hasGrown) this.#join(innerFactor * this.#compression);
    const [means, weights, last] = [this.#means, this.#weights, this.#count - 1];
    const weightAt = (index: number): number => weights[index] as number;
    const meanAt = (index: number): number => means[index] as number;
    if (last === 0) return meanAt(0);
    const wanted = quantile * this.#total;
    if (wanted < 1) return this.#min;
    const firstHalf = weightAt(0) / 2;
    // One value of the first centroid is the least of all, and one of the last the greatest.
    if (wanted < firstHalf) return this.#min + ((wanted - 1) / (firstHalf - 1)) * (meanAt(0) - this.#min);
    const lastHalf = weightAt(last) / 2;
    const fromLast = (): number =>
      this.#max + ((this.#total - wanted - 1) / (lastHalf - 1)) * (meanAt(last) - this.#max);
    const isGreatest = wanted > this.#total - 1 || lastHalf <= 1;
    if (!isGreatest && this.#total - wanted <= lastHalf) return fromLast();
    if (wanted >= this.#total - 1) return this.#max;
    let below = firstHalf;
    for (let index = 0; index < last; index++) {
      const step = (weightAt(index) + weightAt(index + 1)) / 2;
      if (below + step > wanted) {
        // A single value stands for itself, not for what lies between.
        const offset = wanted - below;
        const half = weightAt(index) / 2;
        const [isLeftSingle, isRightSingle] = [weightAt(index) === 1, weightAt(index + 1) === 1];
        if (isLeftSingle && offset < half) return meanAt(index);
        if (isRightSingle && offset >= half) return meanAt(index + 1);
        const length = isLeftSingle ? weightAt(index + 1) / 2 : isRightSingle ? half : step;
        const share = (isLeftSingle ? offset - half : offset) / length;
        return meanAt(index) + share * (meanAt(index + 1) - meanAt(index));
      }
      below += step;
    }
    return isGreatest ? this.#max : fromLast();
  }

  bytes(): Uint8Array {
    this.#join(this.#compression);
    const bytes = Buffer.alloc(headerBytes + this.#count * 16);
    bytes[0] = format;
    bytes.writeDoubleLE(this.#min, 1);
    bytes.writeDoubleLE(this.#max, 9);
    bytes.writeDoubleLE(this.#compression, 17);
    bytes.writeDoubleLE(this.#total, 25);
    bytes.writeInt32LE(this.#count, 33);
    for (let index = 0; index < this.#count; index++) {
      bytes.writeDoubleLE(this.#means[index] as number, headerBytes + index * 8);
      bytes.writeDoubleLE(this.#weights[index] as number, headerBytes + (this.#count + index) * 8);
    }
    return bytes;
  }

  #makeRoom(size: number): void {
    const [means, weights] = [this.#means, this.#weights];
    this.#means = new Float64Array(size);
    this.#weights = new Float64Array(size);
    this.#means.set(means.subarray(0, this.#count));
    this.#weights.set(weights.subarray(0, this.#count));
  }

  /** Joins neighbours as far as their weight stays under what the compression allows at their quantile: little at the ends. */
  #join(compression: number): void {
    if (this.#count === 0) return;
    const [means, weights, count, total] = [this.#means, this.#weights, this.#count, this.#total];
    const order = sortedPositions(means, count);
    if (this.#fromEnd) order.reverse();
    const normalizer = compression / (4 * Math.log(total / compression) + 24);
    const sizeAt = (quantile: number): number => (quantile * (1 - quantile)) / normalizer;
    const joinedMeans = new Float64Array(count);
    const joinedWeights = new Float64Array(count);
    let last = 0;
    let below = 0;
    let mean = means[order[0] as number] as number;
    let weight = weights[order[0] as number] as number;
    let leftSize = sizeAt(0);
    for (let index = 1; index < count; index++) {
      const position = order[index] as number;
      const nextMean = means[position] as number;
      const nextWeight = weights[position] as number;
      const both = weight + nextWeight;
      const largest = total * Math.min(leftSize, sizeAt(Math.min((below + both) / total, 1)));
      if (both <= largest) {
        mean += ((nextMean - mean) * nextWeight) / both;
        weight = both;
      } else {
        joinedMeans[last] = mean;
        joinedWeights[last] = weight;
        last++;
        below += weight;
        leftSize = sizeAt(below / total);
        mean = nextMean;
        weight = nextWeight;
      }
    }
    joinedMeans[last] = mean;
    joinedWeights[last] = weight;
    this.#count = last + 1;
    const ordered = (values: Float64Array): Float64Array => {
      const used = values.subarray(0, this.#count);
      return this.#fromEnd ? used.reverse() : used;
    };
    this.#means.set(ordered(joinedMeans));
    this.#weights.set(ordered(joinedWeights));
    this.#fromEnd = !this.#fromEnd;
  }
}
