import type { Page } from '../pages/vector.ts';
import type { Type } from '../types/type.ts';

/** Rows of the root stage on their way to the client, already in the client's JSON. */
interface EncodedRows {
  readonly json: Uint8Array;
  readonly rows: number;
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
  /** JSON text of the rows as a list of lists. */
  readonly encode: (page: Page, types: readonly Type[]) => Uint8Array;
}

/**
 * Reads the root stage's pages ahead of the client, bounded, and hands them out as JSON by size.
 */
export class ClientResults {
  readonly #options: ClientResultsOptions;
  readonly #queue: EncodedRows[] = [];
  #bufferedBytes = 0;
  #exhausted = false;
  #rows = 0;
  #bytes = 0;
  #closed = false;
  #wakeReader: (() => void) | undefined;

  constructor(options: ClientResultsOptions) {
    this.#options = options;
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
    const { types, decode, encode } = this.#options;
    for await (const bytes of pages) {
      if (this.#closed) return;
      const page = decode(bytes, types);
      if (page.positions === 0) continue;
      const json = encode(page, types);
      const size = Math.max(json.length, bytes.length);
      this.#queue.push({ json, rows: page.positions, size });
      this.#bufferedBytes += size;
      this.#rows += page.positions;
      this.#bytes += bytes.length;
      while (this.#bufferedBytes > maxBufferedBytes) {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
    this.#exhausted = true;
  }

  /** Whole pages until `targetBytes` is reached, at least one. @returns the text of a JSON list, or undefined without rows */
  take(targetBytes: number): Uint8Array | undefined {
    const taken: EncodedRows[] = [];
    let size = 0;
    while (this.#queue.length > 0 && size < targetBytes) {
      const next = this.#queue.shift() as EncodedRows;
      size += next.size;
      taken.push(next);
    }
    if (taken.length === 0) return undefined;
    this.#bufferedBytes -= size;
    this.#wakeReader?.();
    return joinLists(taken.map((rows) => rows.json));
  }

  /** Drops what waits and takes nothing more; a reader that waits for room ends. */
  clear(): void {
    this.#closed = true;
    this.#queue.length = 0;
    this.#bufferedBytes = 0;
    this.#wakeReader?.();
  }
}

const comma = 0x2c;

/** `[a],[b]` of `[[a]]` and `[[b]]`, in brackets. */
function joinLists(lists: readonly Uint8Array[]): Uint8Array {
  const first = lists[0] as Uint8Array;
  if (lists.length === 1) return first;
  const total = lists.reduce((sum, list) => sum + list.length - 1, 1);
  const joined = new Uint8Array(total);
  let at = 0;
  lists.forEach((list, index) => {
    // Every list but the first loses its opening bracket to a comma, every list but the last its closing one.
    if (index > 0) joined[at++] = comma;
    const body = list.subarray(
      index === 0 ? 0 : 1,
      index === lists.length - 1 ? list.length : list.length - 1,
    );
    joined.set(body, at);
    at += body.length;
  });
  return joined.subarray(0, at);
}
