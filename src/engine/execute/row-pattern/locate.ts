import type { LogicalIndexPointer } from '../../../../generated/worker/types.ts';
import { labelName } from './pattern-program.ts';

/** Rows that were labelled so far, and which of them is the one looked from. */
export interface Place {
  /** Number of the first labelled row in the partition. */
  readonly start: number;
  readonly labels: readonly string[];
  /** Counted from `start`. */
  readonly current: number;
  /** Number of the first row of the partition that may be looked at: others are as if they weren't there. */
  readonly first: number;
  /** Number behind the last of them. */
  readonly rows: number;
}

/** The row that a pointer points at, by its number in the partition; undefined when there is none. */
export type Locate = (place: Place) => number | undefined;

/** What a pointer of a plan points at (`LogicalIndexPointer`). */
export function locator(pointer: LogicalIndexPointer): Locate {
  const { last, running, logicalOffset, physicalOffset } = pointer;
  const wanted = labelSet(pointer.labels);
  return ({ start, labels, current, first, rows }) => {
    // The first is looked for in the whole match, whatever the row, as in stock.
    const end = running && last ? current : labels.length - 1;
    let at = last ? end : 0;
    let left = logicalOffset;
    const step = last ? -1 : 1;
    for (; at >= 0 && at <= end; at += step) {
      if (wanted !== undefined && !wanted.has(labels[at] as string)) continue;
      if (left === 0) break;
      left--;
    }
    if (at < 0 || at > end) return undefined;
    const row = start + at + physicalOffset;
    return row >= first && row < rows ? row : undefined;
  };
}

/** The labels that count; undefined: any. */
export function labelSet(labels: LogicalIndexPointer['labels']): ReadonlySet<string> | undefined {
  return labels.length === 0 ? undefined : new Set(labels.map(labelName));
}
