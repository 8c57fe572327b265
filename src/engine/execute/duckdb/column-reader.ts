import type { Vector } from '../../pages/vector.ts';
import type { DuckVector } from './bindings.ts';

/** Gathers a column of a result, chunk by chunk, into one vector of Trino's form; no object is made for a value. */
export interface ColumnReader {
  /** Adds the first `rows` values of DuckDB's vector. Everything is copied: the chunk may go afterwards. */
  append(vector: DuckVector, rows: number): void;
  /** Bytes gathered. */
  readonly bytes: number;
  /** What was gathered; the reader is empty afterwards. */
  take(): Vector;
}

/** Bytes a reader starts with: most results are small. */
export const initialCapacity = 1024;
