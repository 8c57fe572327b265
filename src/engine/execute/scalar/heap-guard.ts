import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TrinoError } from '../../errors/trino-error.ts';

/** How much of the thread's heap may be in use, of 1. */
const fullness = 0.85;

/** How long garbage isn't looked for again, in milliseconds. */
const collectPause = 1_000;

let collect: (() => void) | undefined;
let collectedAt = -Infinity;

/**
 * Ends a statement whose values, as our functions hold them, take up the thread's heap. Without it the thread would run out of memory within a call
 * from DuckDB, which ends the process.
 * @throws TrinoError EXCEEDED_LOCAL_MEMORY_LIMIT
 */
export function guardHeap(): void {
  if (!isFull()) return;
  const now = performance.now();
  if (now - collectedAt > collectPause) {
    collect ??= exposedCollector();
    collect();
    collectedAt = performance.now();
    if (!isFull()) return;
  }
  throw new TrinoError(
    'EXCEEDED_LOCAL_MEMORY_LIMIT',
    `Query exceeded per-node memory limit: functions and row patterns hold more than ${Math.round(getHeapStatistics().heap_size_limit / 1024 ** 2)}MB of values`,
    { failureType: 'io.trino.ExceededMemoryLimitException' },
  );
}

function isFull(): boolean {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used > limit * fullness;
}

/** The engine's own collector, which is there only for those who ask. */
function exposedCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const found = runInNewContext('gc') as unknown;
  setFlagsFromString('--no-expose-gc');
  return typeof found === 'function' ? (found as () => void) : (): void => undefined;
}
