import { TrinoError } from '../../errors/trino-error.ts';
import type { Value } from '../scalar/value.ts';
import type { PatternMatch } from './find-match.ts';
import { afterMatch, OutputRows, searchAt } from './match-partition.ts';
import type { Recognition } from './match-partition.ts';

/** Row pattern recognition of a window (`rowsPerMatch` is WINDOW). */
export interface WindowRecognition extends Recognition {
  /** Where a row's frame, which starts with it, ends: the field with the number of rows behind it, or a fixed place. */
  readonly frameEnd: { readonly field: number } | 'CURRENT_ROW' | 'UNBOUNDED_FOLLOWING';
  /** Whether a match has to start with the row. */
  readonly initial: boolean;
}

/**
 * Looks for the pattern from each row of a partition on that no match before has skipped, within the row's frame.
 * @param values the partition's rows in their order
 * @param look called now and then; what it throws ends it
 * @returns the rows as `matchPartition` gives them, and behind that: the row's number in the partition, and how many rows behind it
 *   the matched ones start and end; the end is before the start where there are none
 * @throws TrinoError of a condition; of AFTER MATCH SKIP; INVALID_WINDOW_FRAME; EXCEEDED_LOCAL_MEMORY_LIMIT, EXCEEDED_CPU_LIMIT
 */
export function matchWindows(
  recognition: WindowRecognition,
  values: readonly (readonly Value[])[],
  look: () => void,
): Value[][] {
  const output = new OutputRows(recognition, values, look);
  const frames: Value[][] = [];
  let matchNumber = 0;
  /** The first row that no match has skipped. */
  let next = 0;
  for (let row = 0; row < values.length; row++) {
    if (row % 1000 === 0) look();
    const end = row < next ? row : endOfFrame(recognition.frameEnd, values, row);
    const match = row < next ? undefined : search(recognition, values, row, end, matchNumber + 1, look);
    if (match === undefined) {
      output.unmatched(row);
      frames.push(framed(row));
      continue;
    }
    matchNumber++;
    output.window(row, match, end, matchNumber);
    frames.push(framed(row, match));
    if (match.labels.length > 0)
      next =
        recognition.skip.position === 'NEXT' ? row + 1 : afterMatch(recognition.skip, match, values.length);
  }
  return output.rows.map((each, row) => [...each, ...(frames[row] as Value[])]);
}

/** The match that starts with the row or, with SEEK, with the first row of the frame that one starts with. */
function search(
  recognition: WindowRecognition,
  values: readonly (readonly Value[])[],
  row: number,
  end: number,
  matchNumber: number,
  look: () => void,
): PatternMatch | undefined {
  const seen = { first: row, rows: end };
  const last = recognition.initial ? row : end - 1;
  for (let start = row; start <= last; start++) {
    if (start % 100 === 99) look();
    const match = searchAt(recognition, values, start, seen, matchNumber, look);
    if (match !== undefined) return match;
  }
  return undefined;
}

function endOfFrame(
  frameEnd: WindowRecognition['frameEnd'],
  values: readonly (readonly Value[])[],
  row: number,
): number {
  if (frameEnd === 'CURRENT_ROW') return row + 1;
  if (frameEnd === 'UNBOUNDED_FOLLOWING') return values.length;
  const offset = values[row]?.[frameEnd.field];
  if (typeof offset !== 'bigint' || offset < 0n)
    throw new TrinoError('INVALID_WINDOW_FRAME', 'Window frame offset value must not be negative or null');
  return offset >= BigInt(values.length - row) ? values.length : row + Number(offset) + 1;
}

function framed(row: number, match?: PatternMatch): Value[] {
  const count = match?.labels.length ?? 0;
  const start = match === undefined || count === 0 ? 1 : match.start - row;
  return [BigInt(row), BigInt(start), BigInt(count === 0 ? 0 : start + count - 1)];
}
