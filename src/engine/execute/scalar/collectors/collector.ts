import type { Type } from '../../../types/type.ts';
import type { Value } from '../value.ts';

/** Arguments of a call for one row. */
export type Row = readonly Value[];

/** An aggregate over rows that are all there at once. Neither rows nor states are without any. */
export interface Collector {
  /** Trino's type of what is between the partial and the final step. */
  readonly stateType: Type;
  /** Arguments that must not be NULL for a row to count. */
  readonly required: readonly number[];
  /** Merging changes even a single state, as writing a digest joins some of it. Stock does it for all rows. */
  readonly isRewritten?: true;
  readonly ofRows: (rows: readonly Row[]) => Value;
  readonly merge: (states: readonly Value[]) => Value;
  readonly result: (state: Value) => Value;
}
