/** An answer that may be asked for again, and who holds it. */
interface Holder<A> {
  last: A | undefined;
}

/**
 * Bounds what the last answers of all queries hold together: each may be asked for again until the client goes on, and a client
 * that has its last one never does.
 */
export class KeptAnswers<A> {
  readonly #maxBytes: number;
  readonly #replacement: A;
  /** Bytes of each holder's answer, the oldest answer first. */
  readonly #sizes = new Map<Holder<A>, number>();
  #bytes = 0;

  /** @param maxBytes of all answers that are kept @param replacement what stands for an answer that was let go */
  constructor(maxBytes: number, replacement: A) {
    this.#maxBytes = maxBytes;
    this.#replacement = replacement;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes an answer in place of the holder's earlier one; the oldest of others go when there are too many bytes. */
  keep(holder: Holder<A>, answer: A, bytes: number): void {
    this.#drop(holder);
    holder.last = answer;
    if (bytes === 0) return;
    this.#sizes.set(holder, bytes);
    this.#bytes += bytes;
    for (const oldest of this.#sizes.keys()) {
      if (this.#bytes <= this.#maxBytes || oldest === holder) break;
      this.#drop(oldest);
      oldest.last = this.#replacement;
    }
  }

  #drop(holder: Holder<A>): void {
    this.#bytes -= this.#sizes.get(holder) ?? 0;
    this.#sizes.delete(holder);
  }
}
