import type { TrinoError } from '../../errors/trino-error.ts';
import type { OutputPage } from '../kernel.ts';

/** Pages of a run between the thread and their one reader; what the reader takes is given back as credit. */
export class OutputQueue implements AsyncIterable<OutputPage> {
  readonly #pages: OutputPage[] = [];
  readonly #giveCredit: (bytes: number) => void;
  #end: { readonly error: TrinoError | undefined } | undefined;
  #wake: (() => void) | undefined;

  /** @param giveCredit called with the bytes that the reader has taken */
  constructor(giveCredit: (bytes: number) => void) {
    this.#giveCredit = giveCredit;
  }

  push(page: OutputPage): void {
    if (this.#end !== undefined) return;
    this.#pages.push(page);
    this.#wake?.();
  }

  /** No more pages. */
  finish(): void {
    this.#end ??= { error: undefined };
    this.#wake?.();
  }

  /** Pages that weren't read are dropped, reading fails. */
  fail(error: TrinoError): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    this.#pages.length = 0;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<OutputPage, void> {
    for (;;) {
      const page = this.#pages.shift();
      if (page !== undefined) {
        yield page;
        // The reader came back for more: it has room again.
        if (this.#end === undefined) this.#giveCredit(page.bytes.byteLength);
      } else if (this.#end !== undefined) {
        if (this.#end.error !== undefined) throw this.#end.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#wake = undefined;
      }
    }
  }
}
