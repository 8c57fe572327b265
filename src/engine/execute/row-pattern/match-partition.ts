import type { RowsPerMatch, SkipToPosition } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { Value } from '../scalar/value.ts';
import type { Compute } from './compute-expression.ts';
import { findMatch } from './find-match.ts';
import type { PatternMatch } from './find-match.ts';
import type { Locate, Place } from './locate.ts';
import type { PatternStep } from './pattern-program.ts';
import type { RunningAggregate } from './running-aggregate.ts';

/** What conditions look at. */
export interface MatchEnvironment extends Place {
  /** Rows of the partition, their values by field. */
  readonly values: readonly (readonly Value[])[];
  /** From 1 within the partition. */
  readonly matchNumber: number;
}

/** Where a value of a measure comes from. */
export type MeasuredValue =
  | { readonly kind: 'field'; readonly locate: Locate; readonly field: number }
  | { readonly kind: 'classifier'; readonly locate: Locate }
  | { readonly kind: 'matchNumber' }
  | { readonly kind: 'aggregate'; readonly aggregate: RunningAggregate; readonly running: boolean };

/** Rows of a match that an aggregate takes. */
export interface AggregatedSet {
  readonly labels: ReadonlySet<string> | undefined;
  readonly running: boolean;
}

export interface Recognition {
  readonly program: readonly PatternStep[];
  /** By label; one without holds for any row. */
  readonly conditions: ReadonlyMap<string, Compute<MatchEnvironment>>;
  /** Aggregates that conditions look at. */
  readonly conditionAggregates: readonly RunningAggregate[];
  /** No condition depends on which rows were matched before. */
  readonly stateless: boolean;
  readonly rowsPerMatch: RowsPerMatch;
  readonly skip: { readonly position: SkipToPosition; readonly labels?: ReadonlySet<string> };
  /** Fields of a row that come out as they are. */
  readonly outputs: readonly number[];
  readonly measured: readonly MeasuredValue[];
  /** What aggregates need: for each row of a match the set's flags, the fields, the label and the match's number. */
  readonly aggregated?: { readonly sets: readonly AggregatedSet[]; readonly fields: readonly number[] };
}

/** Elements that arrays of a partition's output may have together. */
const maxCollected = 10_000_000;

/** Rows that aggregates of a partition's output may take together, as lists; a match of n rows, all of them shown, takes n² rows. */
const maxAggregatedRows = 2_000_000;

/**
 * Recognizes the pattern in a partition.
 * @param values its rows in their order
 * @param look called now and then; what it throws ends it
 * @returns rows: whether matched, `outputs`, `measured`, and with `aggregated` the list of rows that these take
 * @throws TrinoError of a condition; of AFTER MATCH SKIP; EXCEEDED_LOCAL_MEMORY_LIMIT, EXCEEDED_CPU_LIMIT
 */
export function matchPartition(
  recognition: Recognition,
  values: readonly (readonly Value[])[],
  look: () => void,
): Value[][] {
  const output = new OutputRows(recognition, values, look);
  const { rowsPerMatch } = recognition;
  let matchNumber = 0;
  let lastMatched = -1;
  const whole = { first: 0, rows: values.length };
  for (let row = 0; row < values.length; row++) {
    if (row % 1000 === 0) look();
    const match = searchAt(recognition, values, row, whole, matchNumber + 1, look);
    if (match === undefined) {
      if (rowsPerMatch === 'ALL_WITH_UNMATCHED' && row > lastMatched) output.unmatched(row);
      continue;
    }
    matchNumber++;
    if (match.labels.length === 0) {
      if (rowsPerMatch !== 'ALL_OMIT_EMPTY') output.empty(row, matchNumber);
      continue;
    }
    output.match(match, matchNumber);
    lastMatched = Math.max(lastMatched, row + match.labels.length - 1);
    row = afterMatch(recognition.skip, match, values.length) - 1;
  }
  return output.rows;
}

/**
 * Looks for a match that starts at a row.
 * @param seen the rows that may be looked at
 */
export function searchAt(
  { program, conditions, conditionAggregates, stateless }: Recognition,
  values: readonly (readonly Value[])[],
  row: number,
  seen: Pick<MatchEnvironment, 'first' | 'rows'>,
  matchNumber: number,
  look: () => void,
): PatternMatch | undefined {
  const { first, rows } = seen;
  return findMatch(
    {
      program,
      rows,
      stateless,
      look,
      truncated: (length) => {
        for (const aggregate of conditionAggregates) aggregate.truncate(length);
      },
      holds: (label, _row, start, labels) => {
        const condition = conditions.get(label);
        return (
          condition === undefined ||
          condition({ start, labels, current: labels.length - 1, first, rows, values, matchNumber }) === true
        );
      },
    },
    row,
  );
}

/**
 * The row at which the search goes on.
 * @throws TrinoError GENERIC_USER_ERROR when AFTER MATCH names no row behind the match's first
 */
export function afterMatch(skip: Recognition['skip'], { start, labels }: PatternMatch, rows: number): number {
  switch (skip.position) {
    case 'PAST_LAST':
      return start + labels.length;
    case 'NEXT':
      return start + 1;
    case 'FIRST':
    case 'LAST': {
      const wanted = (label: string): boolean => skip.labels?.has(label) === true;
      const at = skip.position === 'FIRST' ? labels.findIndex(wanted) : labels.findLastIndex(wanted);
      if (at < 0) {
        throw new TrinoError(
          'GENERIC_USER_ERROR',
          'AFTER MATCH SKIP failed: pattern variable is not present in match',
        );
      }
      if (at === 0)
        throw new TrinoError(
          'GENERIC_USER_ERROR',
          'AFTER MATCH SKIP failed: cannot skip to first row of match',
        );
      return Math.min(start + at, rows);
    }
    default:
      throw new Error(`Unknown position ${skip.position satisfies never as string}`);
  }
}

/** Rows as they come out, with what their measures are made of. */
export class OutputRows {
  readonly rows: Value[][] = [];
  readonly #recognition: Recognition;
  readonly #values: readonly (readonly Value[])[];
  #aggregatedRows = 0;
  #collected = 0;

  readonly #look: () => void;

  constructor(recognition: Recognition, values: readonly (readonly Value[])[], look: () => void) {
    this.#recognition = recognition;
    this.#values = values;
    this.#look = look;
  }

  /** A row that belongs to no match: its measures are NULL. */
  unmatched(row: number): void {
    const { measured, aggregated } = this.#recognition;
    this.rows.push([
      false,
      ...this.#outputs(row),
      ...measured.map(() => null),
      ...(aggregated === undefined ? [] : [[this.#nothing()]]),
    ]);
  }

  /** A match of no rows, shown by the row that it stands at. */
  empty(row: number, matchNumber: number): void {
    this.#restart();
    this.#push(row, {
      start: row,
      labels: [],
      current: -1,
      first: 0,
      rows: this.#values.length,
      values: this.#values,
      matchNumber,
    });
  }

  /** A row of a window: its measures look back from the end of the match, which may start behind it. @param rows behind the frame's last */
  window(row: number, { start, labels }: PatternMatch, rows: number, matchNumber: number): void {
    this.#restart();
    const current = labels.length - 1;
    this.#push(row, { start, labels, current, first: row, rows, values: this.#values, matchNumber });
  }

  match({ start, labels, exclusions }: PatternMatch, matchNumber: number): void {
    this.#restart();
    const place = { start, labels, first: 0, rows: this.#values.length, values: this.#values, matchNumber };
    if (this.#recognition.rowsPerMatch === 'ONE') {
      this.#push(start, { ...place, current: labels.length - 1 });
      return;
    }
    // Exclusions follow each other as the rows do.
    let exclusion = 0;
    for (let current = 0; current < labels.length; current++) {
      if (current % 1000 === 999) this.#look();
      while (exclusion < exclusions.length && current >= (exclusions[exclusion]?.[1] as number)) exclusion++;
      const begin = exclusions[exclusion]?.[0];
      if (begin !== undefined && current >= begin) continue;
      this.#push(start + current, { ...place, current });
    }
  }

  /** What aggregates were over the match before. */
  #restart(): void {
    for (const measured of this.#recognition.measured)
      if (measured.kind === 'aggregate') measured.aggregate.truncate(0);
  }

  #push(row: number, environment: MatchEnvironment): void {
    const measured = this.#recognition.measured.map((each) => {
      const value = valueOf(each, environment);
      if (each.kind === 'aggregate' && Array.isArray(value)) this.#collect(value.length);
      return value;
    });
    this.rows.push([true, ...this.#outputs(row), ...measured, ...this.#aggregated(environment)]);
  }

  /** @throws TrinoError EXCEEDED_LOCAL_MEMORY_LIMIT when array_agg of each row of a long match would take up all memory */
  #collect(elements: number): void {
    this.#collected += elements;
    if (this.#collected > maxCollected) {
      throw new TrinoError(
        'EXCEEDED_LOCAL_MEMORY_LIMIT',
        `Arrays of rows of matches take more than ${maxCollected} elements in a partition`,
      );
    }
  }

  #outputs(row: number): Value[] {
    const values = this.#values[row] as readonly Value[];
    return this.#recognition.outputs.map((field) => values[field] as Value);
  }

  /** The rows of the match that an aggregate takes, behind one that none takes: so that each output row has a group. */
  #aggregated({ start, labels, current, values, matchNumber }: MatchEnvironment): Value[] {
    const { aggregated } = this.#recognition;
    if (aggregated === undefined) return [];
    const taken: Value[][] = [this.#nothing()];
    for (const [index, label] of labels.entries()) {
      const flags = aggregated.sets.map(
        (set) => (!set.running || index <= current) && (set.labels === undefined || set.labels.has(label)),
      );
      if (!flags.includes(true)) continue;
      const row = values[start + index] as readonly Value[];
      taken.push([
        ...flags,
        ...aggregated.fields.map((field) => row[field] as Value),
        label,
        BigInt(matchNumber),
      ]);
    }
    this.#aggregatedRows += taken.length;
    if (this.#aggregatedRows > maxAggregatedRows) {
      throw new TrinoError(
        'EXCEEDED_LOCAL_MEMORY_LIMIT',
        `Aggregates over rows of matches take more than ${maxAggregatedRows} rows in a partition`,
      );
    }
    return [taken];
  }

  #nothing(): Value[] {
    const { aggregated } = this.#recognition;
    if (aggregated === undefined) return [];
    return [...aggregated.sets.map(() => false), ...aggregated.fields.map(() => null), null, null];
  }
}

function valueOf(measured: MeasuredValue, environment: MatchEnvironment): Value {
  switch (measured.kind) {
    case 'matchNumber':
      return BigInt(environment.matchNumber);
    case 'classifier':
      return classifierAt(measured.locate, environment);
    case 'aggregate':
      return measured.aggregate.over(
        environment,
        measured.running ? environment.current + 1 : environment.labels.length,
      );
    case 'field': {
      const row = measured.locate(environment);
      return row === undefined ? null : (environment.values[row]?.[measured.field] as Value);
    }
    default:
      throw new Error(`Unknown value ${JSON.stringify(measured satisfies never)}`);
  }
}

/** The label of the row that is pointed at; NULL outside of the match. */
export function classifierAt(locate: Locate, environment: MatchEnvironment): Value {
  const row = locate(environment);
  return row === undefined ? null : (environment.labels[row - environment.start] ?? null);
}
