import { TrinoError } from '../../../errors/trino-error.ts';

/**
 * Work that several runs may wait for. It goes on as long as one of them still does; when the last one has given up, its
 * signal is aborted.
 */
export class SharedWork<T> {
  readonly #abort = new AbortController();
  readonly #result: Promise<T>;
  #waiting = 0;
  #ended = false;

  /** @param work starts when the caller's turn is over */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = Promise.resolve().then(() => work(this.#abort.signal));
    const end = (): void => {
      this.#ended = true;
    };
    this.#result.then(end, end);
  }

  /** Nobody waits for it any more, and what it has done so far is dropped. */
  get abandoned(): boolean {
    return this.#abort.signal.aborted;
  }

  /** @throws what the work fails with, or USER_CANCELED when `signal` is aborted first */
  async wait(signal: AbortSignal): Promise<T> {
    this.#waiting++;
    try {
      return await waitFor(this.#result, signal);
    } finally {
      if (--this.#waiting === 0 && !this.#ended) this.#abort.abort();
    }
  }
}

/** A result, unless the one who waits gives up first. @throws USER_CANCELED then */
export async function waitFor<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  let giveUp: (() => void) | undefined;
  try {
    return await Promise.race([
      result,
      new Promise<never>((_, reject) => {
        giveUp = () => {
          reject(new TrinoError('USER_CANCELED', 'Task was canceled'));
        };
        if (signal.aborted) giveUp();
        else signal.addEventListener('abort', giveUp, { once: true });
      }),
    ]);
  } finally {
    if (giveUp !== undefined) signal.removeEventListener('abort', giveUp);
  }
}
