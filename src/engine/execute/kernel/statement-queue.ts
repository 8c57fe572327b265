import { TrinoError } from '../../errors/trino-error.ts';

/**
 * Lets a number of calls into DuckDB run at once; the others wait in order.
 *
 * Each call sits on a thread of libuv's pool, which files and DNS share. Turns are taken a call, not a statement: a
 * statement that waits for the reader of its output, or a task that stages its input, holds none, so tasks that feed each other
 * can't block each other, however many there are.
 */
export class StatementQueue {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** @param limit calls at once, at least 1 */
  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#waiting.length;
  }

  /**
   * Runs `work` when it's its turn.
   * @param signal once it is aborted, work that hasn't begun leaves the line
   * @throws TrinoError USER_CANCELED then
   */
  async inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#running >= this.#limit) await this.#turn(signal);
    else this.#running++;
    try {
      return await work();
    } finally {
      // The turn goes to the next one in line without being given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
  #turn(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(new TrinoError('USER_CANCELED', 'Task was canceled'));
      };
      const begin = (): void => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(begin);
      if (signal?.aborted === true) leave();
      else signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
