const format = 0;
const headerBytes = 45;
const nodeBytes = 17;
const hasLeft = 1;
const hasRight = 2;
const allBits = 64;
const signBit = 1n << 63n;
/** Counts below this are none: they are what rounding leaves. */
const leastCount = 1e-5;

/** Of a tree over the bits of 64-bit numbers: how many values lie below it that are counted nowhere further down. */
interface Node {
  /** One of the values below it, without sign: the order of the bits is that of the numbers. */
  readonly bits: bigint;
  /** How many of the low bits differ below it; 0 for a single value. */
  readonly level: number;
  count: number;
  left: Node | undefined;
  right: Node | undefined;
}

/**
 * A quantile digest as Trino stores it, little-endian: format, greatest error of a quantile, two words of a decay that isn't used, least
 * and greatest value, a 32-bit count of nodes, and the nodes with children first: a byte of level and children, count, a value.
 * Neighbours are counted together as far as the error allows.
 */
export class QuantileDigest {
  readonly #maxError: number;
  #root: Node | undefined;
  #total = 0;
  #min = (1n << 63n) - 1n;
  #max = -(1n << 63n);

  /** @param maxError between 0 and 1 */
  constructor(maxError: number) {
    this.#maxError = maxError;
  }

  /** @throws RangeError when the bytes are no digest */
  static read(bytes: Uint8Array): QuantileDigest {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint8(0) !== format) throw new RangeError('Not a quantile digest');
    const digest = new QuantileDigest(view.getFloat64(1, true));
    digest.#min = view.getBigInt64(25, true);
    digest.#max = view.getBigInt64(33, true);
    const count = view.getInt32(41, true);
    const open: Node[] = [];
    for (let index = 0; index < count; index++) {
      const start = headerBytes + index * nodeBytes;
      const structure = view.getUint8(start);
      const right = (structure & hasRight) === 0 ? undefined : open.pop();
      const left = (structure & hasLeft) === 0 ? undefined : open.pop();
      const stored = structure >> 2;
      const node = {
        bits: view.getBigUint64(start + 9, true),
        // One level less is stored. Trino adds it again only where there are children, so that others lose one each time.
        level: stored + (left === undefined && right === undefined ? 0 : 1),
        count: view.getFloat64(start + 1, true),
        left,
        right,
      };
      digest.#total += node.count;
      open.push(node);
    }
    digest.#root = open.pop();
    return digest;
  }

  /** How many values were added, each with its weight. */
  get total(): number {
    return this.#total;
  }

  /** @param count greater than 0 */
  add(value: bigint, count: number): void {
    if (value > this.#max) this.#max = value;
    if (value < this.#min) this.#min = value;
    const before = this.#total;
    this.#insert(BigInt.asUintN(64, value ^ signBit), count);
    const factor = this.#compression();
    if (Math.trunc(Math.trunc(before) / factor) !== Math.trunc(Math.trunc(this.#total) / factor))
      this.#compress();
  }

  merge(other: QuantileDigest): void {
    this.#root = this.#merged(this.#root, other.#root);
    if (other.#max > this.#max) this.#max = other.#max;
    if (other.#min < this.#min) this.#min = other.#min;
    this.#compress();
  }

  /** Values below which shares of the others lie. @param quantiles from 0 to 1, in order */
  valuesAt(quantiles: readonly number[]): bigint[] {
    const values: bigint[] = [];
    let sum = 0;
    this.#visit(this.#root, (node) => {
      sum += node.count;
      for (
        let next = quantiles[values.length];
        next !== undefined && sum > next * this.#total;
        next = quantiles[values.length]
      ) {
        const bound = greatestOf(node);
        values.push(bound < this.#max ? bound : this.#max);
      }
      return values.length < quantiles.length;
    });
    while (values.length < quantiles.length) values.push(this.#max);
    return values;
  }

  /** The share of values below one. @returns undefined outside of what was seen */
  quantileOf(value: bigint): number | undefined {
    if (this.#total === 0 || value > this.#max || value < this.#min) return undefined;
    let sum = 0;
    this.#visit(this.#root, (node) => {
      if (value <= greatestOf(node)) return false;
      sum += node.count;
      return true;
    });
    return sum / this.#total;
  }

  bytes(): Uint8Array {
    this.#compress();
    const nodes: Node[] = [];
    this.#visit(this.#root, (node) => {
      nodes.push(node);
      return true;
    });
    const bytes = Buffer.alloc(headerBytes + nodes.length * nodeBytes);
    bytes[0] = format;
    bytes.writeDoubleLE(this.#maxError, 1);
    bytes.writeBigInt64LE(this.#min, 25);
    bytes.writeBigInt64LE(this.#max, 33);
    bytes.writeInt32LE(nodes.length, 41);
    nodes.forEach(({ level, left, right, count, bits }, index) => {
      const start = headerBytes + index * nodeBytes;
      const children = (left === undefined ? 0 : hasLeft) | (right === undefined ? 0 : hasRight);
      bytes[start] = (Math.max(level - 1, 0) << 2) | children;
      bytes.writeDoubleLE(count, start + 1);
      bytes.writeBigUInt64LE(bits, start + 9);
    });
    return bytes;
  }

  #insert(bits: bigint, count: number): void {
    this.#total += count;
    let parent: Node | undefined;
    let current = this.#root;
    while (current !== undefined) {
      if (!isBelow(bits, current)) {
        this.#replace(parent, current, siblings(current, leaf(bits, count)));
        return;
      }
      if (current.level === 0) {
        current.count += count;
        return;
      }
      parent = current;
      const isRight: boolean = goesRight(bits, current.level);
      const child: Node | undefined = isRight ? current.right : current.left;
      if (child === undefined) {
        if (isRight) current.right = leaf(bits, count);
        else current.left = leaf(bits, count);
        return;
      }
      current = child;
    }
    this.#root = leaf(bits, count);
  }

  #replace(parent: Node | undefined, old: Node, by: Node): void {
    if (parent === undefined) this.#root = by;
    else if (parent.left === old) parent.left = by;
    else parent.right = by;
  }

  /** Values are counted together as long as they are fewer than one in so many. */
  #compression(): number {
    return this.#root === undefined ? 1 : Math.max(Math.trunc((this.#root.level + 1) / this.#maxError), 1);
  }

  #compress(): void {
    const bound = Math.floor(this.#total / this.#compression());
    const visit = (node: Node): void => {
      const { left, right } = node;
      if (left !== undefined) visit(left);
      if (right !== undefined) visit(right);
      if (left === undefined && right === undefined) return;
      const [leftCount, rightCount] = [left?.count ?? 0, right?.count ?? 0];
      const isFew = node.count + leftCount + rightCount < bound;
      if (left !== undefined && (isFew || leftCount < leastCount)) {
        node.left = without(left);
        node.count += leftCount;
      }
      if (right !== undefined && (isFew || rightCount < leastCount)) {
        node.right = without(right);
        node.count += rightCount;
      }
    };
    if (this.#root !== undefined) visit(this.#root);
    if (this.#root !== undefined && this.#root.count < leastCount) this.#root = without(this.#root);
  }

  #merged(node: Node | undefined, other: Node | undefined): Node | undefined {
    if (other === undefined) return node;
    if (node === undefined) return this.#copied(other);
    const level = BigInt(Math.max(node.level, other.level));
    if (node.bits >> level !== other.bits >> level) return siblings(node, this.#copied(other));
    if (node.level > other.level) {
      if (goesRight(other.bits, node.level)) node.right = this.#merged(node.right, other);
      else node.left = this.#merged(node.left, other);
      return node;
    }
    if (node.level < other.level) {
      this.#total += other.count;
      const isRight = goesRight(node.bits, other.level);
      const copy = (child: Node | undefined): Node | undefined =>
        child === undefined ? undefined : this.#copied(child);
      const left = isRight ? copy(other.left) : this.#merged(node, other.left);
      const right = isRight ? this.#merged(node, other.right) : copy(other.right);
      return { ...other, left, right };
    }
    this.#total += other.count;
    node.count += other.count;
    node.left = this.#merged(node.left, other.left);
    node.right = this.#merged(node.right, other.right);
    return node;
  }

  #copied(node: Node): Node {
    this.#total += node.count;
    return {
      ...node,
      left: node.left && this.#copied(node.left),
      right: node.right && this.#copied(node.right),
    };
  }

  /** Children before their parent, until `look` says it has seen enough. */
  #visit(node: Node | undefined, look: (node: Node) => boolean): boolean {
    return (
      node === undefined || (this.#visit(node.left, look) && this.#visit(node.right, look) && look(node))
    );
  }
}

function leaf(bits: bigint, count: number): Node {
  return { bits, level: 0, count, left: undefined, right: undefined };
}

function isBelow(bits: bigint, { bits: other, level }: Node): boolean {
  return bits >> BigInt(level) === other >> BigInt(level);
}

/** Whether a value is on the right of a node of this level: by the bit below it. */
function goesRight(bits: bigint, level: number): boolean {
  return ((bits >> BigInt(level - 1)) & 1n) === 1n;
}

/** A parent at the bit where two subtrees part. */
function siblings(first: Node, second: Node): Node {
  const level = (first.bits ^ second.bits).toString(2).length;
  const [left, right] = goesRight(first.bits, level) ? [second, first] : [first, second];
  return { bits: first.bits, level, count: 0, left, right };
}

/** What stays of a node whose count its parent took. */
function without(node: Node): Node | undefined {
  if (node.left !== undefined && node.right !== undefined) {
    node.count = 0;
    return node;
  }
  return node.left ?? node.right;
}

/** The greatest value that may lie below a node. */
function greatestOf({ bits, level }: Node): bigint {
  const mask = level === 0 ? 0n : (1n << BigInt(Math.min(level, allBits))) - 1n;
  return BigInt.asIntN(64, (bits | mask) ^ signBit);
}
