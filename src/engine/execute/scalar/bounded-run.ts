import { Script } from 'node:vm';
import { TrinoError } from '../../errors/trino-error.ts';

/** What a batch of rows may take before work that can grow without measure is stopped, in milliseconds. */
const patience = 2_000;

let isStrict = false;

/** Whether what runs now has been stopped before, and has to be done in a way whose time is bounded by the size of its input. */
export function mustBeLinear(): boolean {
  return isStrict;
}

/**
 * Runs work whose time nobody can tell ahead. When it takes too long it is stopped, also in the middle of a regular expression,
 * and done once more while `mustBeLinear`.
 * @throws TrinoError EXCEEDED_TIME_LIMIT when that takes too long too
 */
export function runBounded<T>(work: () => T): T {
  const first = attempt(work);
  if (first !== undefined) return first.result;
  isStrict = true;
  try {
    const second = attempt(work);
    if (second !== undefined) return second.result;
  } finally {
    isStrict = false;
  }
  throw new TrinoError('EXCEEDED_TIME_LIMIT', 'A regular expression takes too long');
}

// The engine stops a script after a time, and with it what the script calls.
const script = new Script('globalThis[Symbol.for("leveret.boundedWork")]()');
const place = Symbol.for('leveret.boundedWork');

/** @returns undefined when it was stopped */
function attempt<T>(work: () => T): { readonly result: T } | undefined {
  const holder = globalThis as { [place]?: unknown };
  let result: { readonly result: T } | undefined;
  const outer = holder[place];
  holder[place] = () => {
    result = { result: work() };
  };
  try {
    script.runInThisContext({ timeout: patience });
    return result;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    holder[place] = outer;
  }
}
