interface Centroid {
  readonly mean: number;
  readonly weight: number;
}

const version = 0;
const defaultCompression = 100;

/**
 * A t-digest as Trino stores it, little-endian: version, least and greatest value, compression, weight of all, a 32-bit count of
 * centroids, their means in order, their weights.
 */
export class TDigest {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  readonly #compression: number;
  #centroids: Centroid[] = [];

  constructor(compression = defaultCompression) {
    this.#compression = compression;
  }

  static read(bytes: Uint8Array): TDigest {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const digest = new TDigest(view.getFloat64(17, true));
    digest.#min = view.getFloat64(1, true);
    digest.#max = view.getFloat64(9, true);
    const count = view.getInt32(33, true);
    digest.#centroids = Array.from({ length: count }, (_, index) => ({
      mean: view.getFloat64(37 + index * 8, true),
      weight: view.getFloat64(37 + (count + index) * 8, true),
    }));
    return digest;
  }

  add(mean: number, weight: number): void {
    this.#min = Math.min(this.#min, mean);
    this.#max = Math.max(this.#max, mean);
    this.#centroids.push({ mean, weight });
    if (this.#centroids.length > this.#compression * 10) this.#compress();
  }

  merge(other: TDigest): void {
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
    this.#centroids.push(...other.#centroids);
    if (this.#centroids.length > this.#compression * 10) this.#compress();
  }

  /** The value below which a share of the weight lies. @param quantile from 0 to 1 @returns NaN when empty */
  valueAt(quantile: number): number {
    this.#compress();
    const centroids = this.#centroids;
    const [first] = centroids;
    const last = centroids.at(-1);
    if (first === undefined || last === undefined) return Number.NaN;
    const total = totalOf(centroids);
    const wanted = quantile * total;
    if (wanted < 1) return this.#min;
    if (wanted > total - 1) return this.#max;
    let below = 0;
    for (const [index, centroid] of centroids.entries()) {
      if (centroid.weight === 1 && wanted >= below && wanted < below + 1) return centroid.mean;
      const next = centroids[index + 1];
      if (next === undefined) break;
      const middle = below + centroid.weight / 2;
      const nextMiddle = below + centroid.weight + next.weight / 2;
      if (wanted < middle)
        return this.#min + ((centroid.mean - this.#min) * (wanted - below)) / (centroid.weight / 2);
      // A single value stands for itself, not for what lies between.
      if (wanted <= nextMiddle && !(next.weight === 1 && wanted >= below + centroid.weight))
        return centroid.mean + ((next.mean - centroid.mean) * (wanted - middle)) / (nextMiddle - middle);
      below += centroid.weight;
    }
    return this.#max;
  }

  bytes(): Uint8Array {
    this.#compress();
    const centroids = this.#centroids;
    const bytes = Buffer.alloc(37 + centroids.length * 16);
    bytes[0] = version;
    bytes.writeDoubleLE(this.#min, 1);
    bytes.writeDoubleLE(this.#max, 9);
    bytes.writeDoubleLE(this.#compression, 17);
    bytes.writeDoubleLE(totalOf(centroids), 25);
    bytes.writeInt32LE(centroids.length, 33);
    centroids.forEach(({ mean, weight }, index) => {
      bytes.writeDoubleLE(mean, 37 + index * 8);
      bytes.writeDoubleLE(weight, 37 + (centroids.length + index) * 8);
    });
    return bytes;
  }

  /** Joins neighbours as far as their weight stays under what the digest's precision allows at their quantile: little at the ends. */
  #compress(): void {
    const sorted = this.#centroids.sort((left, right) => left.mean - right.mean);
    const total = totalOf(sorted);
    const normalizer = this.#compression / (4 * Math.log(Math.max(total / this.#compression, 1)) + 21);
    const joined: Centroid[] = [];
    let below = 0;
    let current: Centroid | undefined;
    for (const next of sorted) {
      if (current === undefined) {
        current = next;
        continue;
      }
      const weight: number = current.weight + next.weight;
      const from = below / total;
      const to = (below + weight) / total;
      const limit = (total * Math.min(from * (1 - from), to * (1 - to))) / normalizer;
      if (sorted.length > this.#compression && weight <= limit) {
        current = { mean: current.mean + ((next.mean - current.mean) * next.weight) / weight, weight };
      } else {
        joined.push(current);
        below += current.weight;
        current = next;
      }
    }
    if (current !== undefined) joined.push(current);
    this.#centroids = joined;
  }
}

function totalOf(centroids: readonly Centroid[]): number {
  return centroids.reduce((sum, { weight }) => sum + weight, 0);
}
