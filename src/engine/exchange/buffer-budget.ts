/**
 * Bounds what many buffers hold together: those of all tasks and queries of a node. While more is held, a buffer takes nothing
 * beyond the least that keeps its stream going, so that no stream waits for another's reader.
 */
export class BufferBudget {
  readonly #limitBytes: number;
  #bytes = 0;
  #waiting: (() => void)[] = [];

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  add(bytes: number): void {
    this.#bytes += bytes;
  }

  release(bytes: number): void {
    this.#bytes -= bytes;
    if (this.#waiting.length === 0 || this.#exceeded()) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** Whether a buffer that holds `heldBytes` of up to `maxBytes` may take more. */
  allows(heldBytes: number, maxBytes: number): boolean {
    return heldBytes <= maxBytes && (heldBytes <= leastBytes || !this.#exceeded());
  }

  /** Calls `wake` once when others have let go of enough. */
  onRoom(wake: () => void): void {
    this.#waiting.push(wake);
  }

  #exceeded(): boolean {
    return this.#bytes > this.#limitBytes;
  }
}

/** What every buffer may hold whatever the others do: about a page. */
const leastBytes = 1024 * 1024;

/** For buffers that share with no others. */
export function unsharedBudget(): BufferBudget {
  return new BufferBudget(Number.POSITIVE_INFINITY);
}
