import type { Type } from '../types/type.ts';

/**
 * One column of a page in memory: typed arrays that mirror Trino's block encodings (PAGES.md in the protocol's facts), one
 * entry a position. `nulls` has one byte a position (1 = null) and is absent when no position is null; the values at null
 * positions are zeros or empty.
 */
export type Vector =
  | { readonly kind: 'byte'; readonly values: Int8Array; readonly nulls?: Uint8Array }
  | { readonly kind: 'short'; readonly values: Int16Array; readonly nulls?: Uint8Array }
  | { readonly kind: 'int'; readonly values: Int32Array; readonly nulls?: Uint8Array }
  | { readonly kind: 'long'; readonly values: BigInt64Array; readonly nulls?: Uint8Array }
  /** Two words a position, high word first (`INT128_ARRAY`). */
  | { readonly kind: 'int128'; readonly values: BigInt64Array; readonly nulls?: Uint8Array }
  /** `FIXED12`: a 64-bit and a 32-bit part. */
  | {
      readonly kind: 'fixed12';
      readonly longs: BigInt64Array;
      readonly ints: Int32Array;
      readonly nulls?: Uint8Array;
    }
  /** Position i is `data[offsets[i] .. offsets[i + 1])`. */
  | {
      readonly kind: 'bytes';
      readonly offsets: Int32Array;
      readonly data: Uint8Array;
      readonly nulls?: Uint8Array;
    }
  /** Position i is elements `offsets[i] .. offsets[i + 1]`. */
  | {
      readonly kind: 'array';
      readonly offsets: Int32Array;
      readonly element: Vector;
      readonly nulls?: Uint8Array;
    }
  | {
      readonly kind: 'map';
      readonly offsets: Int32Array;
      readonly key: Vector;
      readonly value: Vector;
      readonly nulls?: Uint8Array;
    }
  /** Every field has all positions of the row. */
  | {
      readonly kind: 'row';
      readonly positions: number;
      readonly fields: readonly Vector[];
      readonly nulls?: Uint8Array;
    }
  | { readonly kind: 'dictionary'; readonly ids: Int32Array; readonly dictionary: Vector }
  /** One value repeated. */
  | { readonly kind: 'rle'; readonly positions: number; readonly value: Vector };

/** Rows in column form: what connectors produce, exchanges carry and results are encoded from. */
export interface Page {
  /** Number of rows; columns may be none. */
  readonly positions: number;
  readonly columns: readonly Vector[];
}

/** A column's name on the plan's side and its type, in page order. */
export interface PageColumn {
  readonly symbol: string;
  readonly type: Type;
}
