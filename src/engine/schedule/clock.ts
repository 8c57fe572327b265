/** A timer that can be cancelled. */
export interface Timer {
  cancel(): void;
}

/** Time as a stage sees it: injected, so that a cluster can run in one process on a virtual clock. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Nanoseconds on a clock that never goes back. */
  monotonicNanos(): number;
  /** Calls `action` once after `millis`; the timer keeps no process alive. */
  setTimeout(action: () => void, millis: number): Timer;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicNanos: () => performance.now() * 1e6,
  setTimeout(action, millis) {
    const handle = setTimeout(action, millis);
    handle.unref();
    return {
      cancel: () => {
        clearTimeout(handle);
      },
    };
  },
};

/**
 * Waits, at most until `signal` is aborted.
 * @param millis how long
 */
export function sleep(clock: Clock, millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve();
      return;
    }
    const done = (): void => {
      timer.cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimeout(done, millis);
    signal?.addEventListener('abort', done);
  });
}
