import { TrinoError } from '../../errors/trino-error.ts';
import type { PatternStep } from './pattern-program.ts';

/** Rows that belong together, the first at `start`: a label each. */
export interface PatternMatch {
  readonly start: number;
  readonly labels: readonly string[];
  /** Pairs of begin and end (counted from the match's first row) of what `{- … -}` keeps out of the output. */
  readonly exclusions: readonly (readonly [begin: number, end: number])[];
}

export interface MatchSearch {
  readonly program: readonly PatternStep[];
  /** Rows of the partition. */
  readonly rows: number;
  /**
   * Whether a row may have a label.
   * @param labels of the rows before it, from `start` on, with its own as the last
   */
  readonly holds: (label: string, row: number, start: number, labels: readonly string[]) => boolean;
  /** Whether `holds` looks at the row alone, whatever came before: then a way that failed once fails again. */
  readonly stateless: boolean;
  /** Called when rows behind the first `length` lose their labels. */
  readonly truncated: (length: number) => void;
  /** Called now and then; what it throws ends the search. */
  readonly look: () => void;
}

/** A way that wasn't taken. */
interface Alternative {
  readonly step: number;
  readonly length: number;
  readonly marks: number;
  readonly idle: ReadonlySet<number>;
}

/** Steps that a search may take before it's given up: an exponential pattern would never end. */
const maxSteps = 200_000_000;

/**
 * Looks for the preferred match that starts at a row: the first that the program's ways lead to.
 * @returns undefined when there is none; a match without labels is an empty one
 * @throws TrinoError of `holds`; EXCEEDED_CPU_LIMIT when the pattern has too many ways
 */
export function findMatch(search: MatchSearch, start: number): PatternMatch | undefined {
  const { program, rows, holds, stateless, look, truncated } = search;
  truncated(0);
  const labels: string[] = [];
  const marks: number[] = [];
  const alternatives: Alternative[] = [];
  /** Steps without taking a row that this way has made at the row: a loop around nothing ends. */
  let idle = new Set<number>();
  const failed = stateless ? new Set<number>() : undefined;
  let step = 0;
  for (let taken = 1; ; taken++) {
    if (taken % 1_000 === 0) {
      look();
      if (taken > maxSteps)
        throw new TrinoError('EXCEEDED_CPU_LIMIT', 'Row pattern has too many ways to match');
    }
    const current = program[step] as PatternStep;
    let goesOn = true;
    switch (current.kind) {
      case 'label': {
        const row = start + labels.length;
        const state = row * program.length + step;
        if (row >= rows || failed?.has(state) === true) {
          goesOn = false;
          break;
        }
        // Each way comes here once: whether it fails here or later, the next need not try.
        failed?.add(state);
        labels.push(current.label);
        goesOn = holds(current.label, row, start, labels);
        idle = new Set();
        step++;
        break;
      }
      case 'split':
        if (idle.has(step)) {
          goesOn = false;
          break;
        }
        idle.add(step);
        alternatives.push({
          step: current.second,
          length: labels.length,
          marks: marks.length,
          idle: new Set(idle),
        });
        step = current.first;
        break;
      case 'jump':
        step = current.to;
        break;
      case 'exclude':
        marks.push(labels.length);
        step++;
        break;
      case 'start':
        goesOn = start + labels.length === 0;
        step++;
        break;
      case 'end':
        goesOn = start + labels.length === rows;
        step++;
        break;
      case 'done':
        return { start, labels, exclusions: pairs(marks) };
      default:
        throw new Error(`Unknown step ${JSON.stringify(current satisfies never)}`);
    }
    if (goesOn) continue;
    const next = alternatives.pop();
    if (next === undefined) return undefined;
    step = next.step;
    labels.length = next.length;
    truncated(next.length);
    marks.length = next.marks;
    idle = new Set(next.idle);
  }
}

function pairs(marks: readonly number[]): (readonly [number, number])[] {
  return marks.flatMap((begin, index) => (index % 2 === 0 ? [[begin, marks[index + 1] as number]] : []));
}
