import { wordsOf } from './byte-order.ts';
import type { Page, Vector } from './vector.ts';

/**
 * The given positions of a vector, in the given order, as a vector of its own (nothing is shared with the source but
 * dictionaries).
 */
export function selectPositions(vector: Vector, positions: Int32Array): Vector {
  const count = positions.length;
  switch (vector.kind) {
    case 'byte':
      return {
        kind: 'byte',
        values: pick(vector.values, positions, new Int8Array(count)),
        ...nullsAt(vector, positions),
      };
    case 'short':
      return {
        kind: 'short',
        values: pick(vector.values, positions, new Int16Array(count)),
        ...nullsAt(vector, positions),
      };
    case 'int':
      return {
        kind: 'int',
        values: pick(vector.values, positions, new Int32Array(count)),
        ...nullsAt(vector, positions),
      };
    case 'long':
      return { kind: 'long', values: pickWide(vector.values, positions, 1), ...nullsAt(vector, positions) };
    case 'int128':
      return { kind: 'int128', values: pickWide(vector.values, positions, 2), ...nullsAt(vector, positions) };
    case 'fixed12':
      return {
        kind: 'fixed12',
        longs: pickWide(vector.longs, positions, 1),
        ints: pick(vector.ints, positions, new Int32Array(count)),
        ...nullsAt(vector, positions),
      };
    case 'bytes': {
      const offsets = pickOffsets(vector.offsets, positions);
      const data = new Uint8Array(offsets[count] as number);
      for (let index = 0; index < count; index++) {
        const position = positions[index] as number;
        copyBytes(
          vector.data,
          vector.offsets[position] as number,
          vector.offsets[position + 1] as number,
          data,
          offsets[index] as number,
        );
      }
      return { kind: 'bytes', offsets, data, ...nullsAt(vector, positions) };
    }
    case 'array': {
      const offsets = pickOffsets(vector.offsets, positions);
      const element = selectPositions(vector.element, entriesOf(vector.offsets, positions, offsets));
      return { kind: 'array', offsets, element, ...nullsAt(vector, positions) };
    }
    case 'map': {
      const offsets = pickOffsets(vector.offsets, positions);
      const entries = entriesOf(vector.offsets, positions, offsets);
      return {
        kind: 'map',
        offsets,
        key: selectPositions(vector.key, entries),
        value: selectPositions(vector.value, entries),
        ...nullsAt(vector, positions),
      };
    }
    case 'row':
      return {
        kind: 'row',
        positions: count,
        fields: vector.fields.map((field) => selectPositions(field, positions)),
        ...nullsAt(vector, positions),
      };
    case 'dictionary':
      return {
        kind: 'dictionary',
        ids: pick(vector.ids, positions, new Int32Array(count)),
        dictionary: vector.dictionary,
      };
    case 'rle':
      return { kind: 'rle', positions: count, value: vector.value };
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}

/** The given rows of a page. */
export function selectRows(page: Page, positions: Int32Array): Page {
  return {
    positions: positions.length,
    columns: page.columns.map((column) => selectPositions(column, positions)),
  };
}

/** Rows `start` (inclusive) to `end` (exclusive) of a page. */
export function sliceRows(page: Page, start: number, end: number): Page {
  if (start === 0 && end === page.positions) return page;
  return selectRows(page, rangeOf(start, end));
}

/** A vector without `dictionary` and `rle` at its top. */
export function flatten(vector: Vector): Vector {
  if (vector.kind === 'dictionary') return selectPositions(flatten(vector.dictionary), vector.ids);
  if (vector.kind === 'rle') return selectPositions(flatten(vector.value), new Int32Array(vector.positions));
  return vector;
}

/** The numbers from `start` (inclusive) to `end` (exclusive). */
export function rangeOf(start: number, end: number): Int32Array {
  const range = new Int32Array(end - start);
  for (let index = 0; index < range.length; index++) range[index] = start + index;
  return range;
}

function pick<A extends Int8Array | Uint8Array | Int16Array | Int32Array>(
  values: A,
  positions: Int32Array,
  target: A,
): A {
  for (let index = 0; index < positions.length; index++)
    target[index] = values[positions[index] as number] as number;
  return target;
}

function pickWide(values: BigInt64Array, positions: Int32Array, perPosition: 1 | 2): BigInt64Array {
  const target = new BigInt64Array(positions.length * perPosition);
  // Through 32-bit words: an element of a BigInt64Array is an object when it's read.
  const from = wordsOf(values);
  const to = wordsOf(target);
  const words = perPosition * 2;
  for (let index = 0, next = 0; index < positions.length; index++) {
    const start = (positions[index] as number) * words;
    for (let word = 0; word < words; word++) to[next++] = from[start + word] as number;
  }
  return target;
}

function nullsAt(vector: { readonly nulls?: Uint8Array }, positions: Int32Array): { nulls?: Uint8Array } {
  if (vector.nulls === undefined) return {};
  const nulls = pick(vector.nulls, positions, new Uint8Array(positions.length));
  return nulls.indexOf(1) < 0 ? {} : { nulls };
}

function pickOffsets(offsets: Int32Array, positions: Int32Array): Int32Array {
  const picked = new Int32Array(positions.length + 1);
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index] as number;
    picked[index + 1] =
      (picked[index] as number) + (offsets[position + 1] as number) - (offsets[position] as number);
  }
  return picked;
}

function entriesOf(offsets: Int32Array, positions: Int32Array, picked: Int32Array): Int32Array {
  const entries = new Int32Array(picked[positions.length] as number);
  for (let index = 0, next = 0; index < positions.length; index++) {
    const position = positions[index] as number;
    const end = offsets[position + 1] as number;
    for (let entry = offsets[position] as number; entry < end; entry++) entries[next++] = entry;
  }
  return entries;
}

/** Short values are copied faster by a loop than by a call of `set`. */
function copyBytes(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > 32) {
    to.set(from.subarray(start, end), at);
    return;
  }
  for (let index = start, next = at; index < end; index++) to[next++] = from[index] as number;
}
