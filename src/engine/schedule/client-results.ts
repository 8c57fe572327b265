import { unsharedBudget } from '../exchange/buffer-budget.ts';
import type { BufferBudget } from '../exchange/buffer-budget.ts';
import type { Page } from '../pages/vector.ts';
import type { Type } from '../types/type.ts';
import type { Clock } from './clock.ts';
import { Turns } from './turns.ts';

/** Rows as the text of a JSON list. */
export interface JsonRows {
  readonly json: Uint8Array;
  readonly rows: number;
}

/** Rows of the root stage on their way to the client, already in the client's JSON. */
interface WaitingRows {
  readonly json: Uint8Array;
  /**
   * Bytes: the page's, or those of its JSON where these are more. A page that repeats one value is small on the wire, and its rows
   * are not.
   */
  readonly size: number;
}

/** Bytes of pages that wait for the client at the most; more are left in the tasks' buffers. */
const maxBufferedBytes = 32 * 1024 * 1024;

export interface ClientResultsOptions {
  readonly types: readonly Type[];
  readonly decode: (bytes: Uint8Array, types: readonly Type[]) => Page;
  /** JSON text of the rows as lists of lists, cut into parts of a size that an answer may have. */
  readonly encode: (page: Page, types: readonly Type[]) => Iterable<JsonRows>;
  readonly clock: Clock;
  /** What the rows of all queries may hold together. */
  readonly budget?: BufferBudget;
  /** Called when there are rows to take. */
  readonly onRows?: () => void;
}

/**
 * Reads the root stage's pages ahead of the client, bounded, and hands them out as JSON by size.
 */
export class ClientResults {
  readonly #options: ClientResultsOptions;
  readonly #budget: BufferBudget;
  readonly #turns: Turns;
  readonly #queue: WaitingRows[] = [];
  #bufferedBytes = 0;
  #exhausted = false;
  #rows = 0;
  #bytes = 0;
  #closed = false;
  #abandoned = false;
  #wakeReader: (() => void) | undefined;

  constructor(options: ClientResultsOptions) {
    this.#options = options;
    this.#budget = options.budget ?? unsharedBudget();
    this.#turns = new Turns(options.clock);
  }

  /** Whether all pages were read from the root stage and handed out. */
  get drained(): boolean {
    return this.#exhausted && this.#queue.length === 0;
  }

  /** Whether all pages were read from the root stage. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  get hasData(): boolean {
    return this.#queue.length > 0;
  }

  get rows(): number {
    return this.#rows;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that wait for the client. */
  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /**
   * Reads until the pages end or `clear` is called.
   * @throws what the exchange throws, or SERIALIZATION_ERROR for values without client form
   */
  async read(pages: AsyncIterable<Uint8Array>): Promise<void> {
    const { types, decode } = this.#options;
    for await (const bytes of pages) {
      if (this.#closed) return;
      const page = decode(bytes, types);
      if (page.positions === 0) continue;
      this.#rows += page.positions;
      this.#bytes += bytes.length;
      await this.#encode(page, bytes.length / page.positions);
    }
    if (!this.#closed) this.#exhausted = true;
  }

  /** Whole parts until `targetBytes` is reached, at least one. @returns texts of JSON lists; none without rows */
  take(targetBytes: number): readonly Uint8Array[] {
    const taken: Uint8Array[] = [];
    let size = 0;
    while (this.#queue.length > 0 && size < targetBytes) {
      const next = this.#queue.shift() as WaitingRows;
      size += next.size;
      taken.push(next.json);
    }
    this.#release(size);
    return taken;
  }

  /** Whether rows were dropped that nobody has seen: what is left is no result. */
  get abandoned(): boolean {
    return this.#abandoned;
  }

  /** Drops what waits, if anything does, and remembers that it is missing. */
  abandon(): void {
    if (this.#queue.length === 0) return;
    this.#abandoned = true;
    this.clear();
  }

  /** Drops what waits and takes nothing more; a reader that waits for room ends. */
  clear(): void {
    this.#closed = true;
    this.#queue.length = 0;
    this.#release(this.#bufferedBytes);
  }

  /** @param rowBytes bytes of a row in its page */
  async #encode(page: Page, rowBytes: number): Promise<void> {
    const { types, encode, onRows } = this.#options;
    for (const { json, rows } of encode(page, types)) {
      const size = Math.max(json.length, rows * rowBytes);
      this.#queue.push({ json, size });
      this.#bufferedBytes += size;
      this.#budget.add(size);
      onRows?.();
      await this.#room();
      const turn = this.#turns.giveWay();
      if (turn !== undefined) await turn;
      if (this.#closed) return;
    }
  }

  async #room(): Promise<void> {
    while (!this.#closed && !this.#budget.allows(this.#bufferedBytes, maxBufferedBytes)) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
        this.#budget.onRoom(resolve);
      });
      this.#turns.begin();
    }
  }

  #release(bytes: number): void {
    this.#bufferedBytes -= bytes;
    this.#budget.release(bytes);
    this.#wakeReader?.();
  }
}
