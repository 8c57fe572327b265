import { countNulls } from './blocks/null-bits.ts';
import { flatten, rangeOf, selectPositions } from './select-positions.ts';
import { vectorPositions } from './vector-positions.ts';
import type { Page, Vector } from './vector.ts';

/** The positions of all vectors, one after the other. @param vectors at least one, all of one type */
export function concatenate(vectors: readonly Vector[]): Vector {
  const [first] = vectors;
  if (first === undefined) throw new Error('Nothing to concatenate');
  return vectors.length === 1 ? first : concatenateFlat(vectors.map((vector) => whole(flatten(vector))));
}

/** The rows of all pages, one after the other. @param pages at least one, with the same columns */
export function concatenatePages(pages: readonly Page[]): Page {
  const [first] = pages;
  if (first === undefined) throw new Error('Nothing to concatenate');
  return {
    positions: pages.reduce((sum, page) => sum + page.positions, 0),
    columns: first.columns.map((_, index) => concatenate(pages.map((page) => page.columns[index] as Vector))),
  };
}

function concatenateFlat(vectors: readonly Vector[]): Vector {
  const first = vectors[0] as Vector;
  const nulls = nullsOf(vectors);
  switch (first.kind) {
    case 'byte':
      return {
        kind: 'byte',
        values: join(
          same(vectors, first.kind).map((v) => v.values),
          (n) => new Int8Array(n),
        ),
        ...nulls,
      };
    case 'short':
      return {
        kind: 'short',
        values: join(
          same(vectors, first.kind).map((v) => v.values),
          (n) => new Int16Array(n),
        ),
        ...nulls,
      };
    case 'int':
      return {
        kind: 'int',
        values: join(
          same(vectors, first.kind).map((v) => v.values),
          (n) => new Int32Array(n),
        ),
        ...nulls,
      };
    case 'long':
      return { kind: 'long', values: joinWide(same(vectors, first.kind).map((v) => v.values)), ...nulls };
    case 'int128':
      return { kind: 'int128', values: joinWide(same(vectors, first.kind).map((v) => v.values)), ...nulls };
    case 'fixed12': {
      const parts = same(vectors, first.kind);
      return {
        kind: 'fixed12',
        longs: joinWide(parts.map((v) => v.longs)),
        ints: join(
          parts.map((v) => v.ints),
          (n) => new Int32Array(n),
        ),
        ...nulls,
      };
    }
    case 'bytes': {
      const parts = same(vectors, first.kind);
      const data = join(
        parts.map((v) => v.data.subarray(v.offsets[0], v.offsets[v.offsets.length - 1])),
        (n) => new Uint8Array(n),
      );
      return { kind: 'bytes', offsets: joinOffsets(parts.map((v) => v.offsets)), data, ...nulls };
    }
    case 'array': {
      const parts = same(vectors, first.kind);
      return {
        kind: 'array',
        offsets: joinOffsets(parts.map((v) => v.offsets)),
        element: concatenate(parts.map((v) => v.element)),
        ...nulls,
      };
    }
    case 'map': {
      const parts = same(vectors, first.kind);
      return {
        kind: 'map',
        offsets: joinOffsets(parts.map((v) => v.offsets)),
        key: concatenate(parts.map((v) => v.key)),
        value: concatenate(parts.map((v) => v.value)),
        ...nulls,
      };
    }
    case 'row': {
      const parts = same(vectors, first.kind);
      return {
        kind: 'row',
        positions: parts.reduce((sum, v) => sum + v.positions, 0),
        fields: first.fields.map((_, index) => concatenate(parts.map((v) => v.fields[index] as Vector))),
        ...nulls,
      };
    }
    case 'dictionary':
    case 'rle':
      throw new Error('Vectors are flat here');
    default:
      throw new Error(`Unknown vector ${(first satisfies never as Vector).kind}`);
  }
}

function same<K extends Vector['kind']>(vectors: readonly Vector[], kind: K): Extract<Vector, { kind: K }>[] {
  return vectors.map((vector) => {
    if (vector.kind !== kind) throw new Error(`A ${vector.kind} vector among vectors of kind ${kind}`);
    return vector as Extract<Vector, { kind: K }>;
  });
}

interface NumberArray {
  readonly length: number;
  set(values: ArrayLike<number>, offset: number): void;
}

function join<A extends NumberArray & ArrayLike<number>>(
  parts: readonly A[],
  create: (length: number) => A,
): A {
  const joined = create(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function joinWide(parts: readonly BigInt64Array[]): BigInt64Array {
  const joined = new BigInt64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function joinOffsets(parts: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(parts.reduce((sum, part) => sum + part.length - 1, 1));
  let at = 0;
  let base = 0;
  for (const part of parts) {
    const start = part[0] as number;
    for (let index = 0; index < part.length; index++)
      joined[at + index] = base + (part[index] as number) - start;
    at += part.length - 1;
    base = joined[at] as number;
  }
  return joined;
}

/** Entries that belong to no position would shift the ones that follow: blocks from the wire may have some. */
function whole(vector: Vector): Vector {
  if (vector.kind !== 'array' && vector.kind !== 'map') return vector;
  const { offsets } = vector;
  const entries = vectorPositions(vector.kind === 'array' ? vector.element : vector.key);
  if (offsets[0] === 0 && offsets[offsets.length - 1] === entries) return vector;
  return selectPositions(vector, rangeOf(0, vectorPositions(vector)));
}

function nullsOf(vectors: readonly Vector[]): { nulls?: Uint8Array } {
  const nullsOfEach = vectors.map((vector) => ('nulls' in vector ? vector.nulls : undefined));
  if (nullsOfEach.every((nulls) => countNulls(nulls) === 0)) return {};
  const nulls = new Uint8Array(vectors.reduce((sum, vector) => sum + vectorPositions(vector), 0));
  let at = 0;
  for (const [index, vector] of vectors.entries()) {
    const part = nullsOfEach[index];
    if (part !== undefined) nulls.set(part, at);
    at += vectorPositions(vector);
  }
  return { nulls };
}
