import { unsharedBudget } from './buffer-budget.ts';
import type { BufferBudget } from './buffer-budget.ts';

/** Counts the bytes that an output buffer holds, and makes the writer wait while there are too many. */
export class OutputBufferMemory {
  readonly #maxBytes: number;
  readonly #budget: BufferBudget;
  readonly #onOverutilized: () => void;
  #bytes = 0;
  #peakBytes = 0;
  #closed = false;
  #overutilized = false;
  #room: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;

  /**
   * @param maxBytes the writer waits once more than this is held (the page that crosses the line is kept)
   * @param onOverutilized called when `overutilized` changed
   * @param budget what the buffers of all tasks may hold together
   */
  constructor(maxBytes: number, onOverutilized: () => void, budget: BufferBudget = unsharedBudget()) {
    this.#maxBytes = maxBytes;
    this.#budget = budget;
    this.#onOverutilized = onOverutilized;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get peakBytes(): number {
    return this.#peakBytes;
  }

  /** More than half of the room is taken: readers are slower than the writer. */
  get overutilized(): boolean {
    return this.#overutilized;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#budget.add(bytes);
    if (this.#bytes > this.#peakBytes) this.#peakBytes = this.#bytes;
    this.#changed();
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
    this.#budget.release(bytes);
    this.#changed();
    this.#wakeIfRoom();
  }

  /** Undefined while there is room, otherwise a promise that resolves once there is, or once the buffer is closed. */
  whenRoom(): Promise<void> | undefined {
    if (this.#closed || this.#hasRoom()) return undefined;
    if (this.#room === undefined) {
      let resolve!: () => void;
      const promise = new Promise<void>((done) => {
        resolve = done;
      });
      this.#room = { promise, resolve };
      this.#waitForOthers();
    }
    return this.#room.promise;
  }

  /** Nobody waits any more: the buffer has ended. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  #hasRoom(): boolean {
    return this.#budget.allows(this.#bytes, this.#maxBytes);
  }

  /** Room may come without a release of this buffer's. */
  #waitForOthers(): void {
    this.#budget.onRoom(() => {
      this.#wakeIfRoom();
      if (this.#room !== undefined) this.#waitForOthers();
    });
  }

  #wakeIfRoom(): void {
    if (this.#room !== undefined && this.#hasRoom()) this.#wake();
  }

  #wake(): void {
    this.#room?.resolve();
    this.#room = undefined;
  }

  #changed(): void {
    const overutilized = this.#bytes * 2 > this.#maxBytes;
    if (overutilized === this.#overutilized) return;
    this.#overutilized = overutilized;
    this.#onOverutilized();
  }
}
