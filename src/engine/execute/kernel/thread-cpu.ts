import { closeSync, openSync, readSync } from 'node:fs';

/** Nanoseconds that a thread has run so far: the first number of a file that Linux writes for each thread. */
const mainThreadFile = `/proc/self/task/${process.pid}/schedstat`;

/**
 * CPU time of all threads but the main one: DuckDB's, those of the pool that calls into it sit on, the kernel's and the
 * generators'. Node 20 tells CPU time of the whole process only; on Linux the main thread's is taken off, elsewhere it is included.
 */
export class ThreadCpu {
  readonly #file: number | undefined;
  readonly #text = Buffer.alloc(64);

  constructor() {
    try {
      this.#file = openSync(mainThreadFile, 'r');
    } catch {
      this.#file = undefined;
    }
  }

  /** Nanoseconds so far. */
  nanos(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000 - this.#mainNanos();
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #mainNanos(): number {
    if (this.#file === undefined) return 0;
    const length = readSync(this.#file, this.#text, 0, this.#text.length, 0);
    return Number.parseInt(this.#text.toString('latin1', 0, length), 10);
  }
}
