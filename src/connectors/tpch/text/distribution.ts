/** Draws by weight: one random number a draw. */
export class Distribution<T> {
  /** An entry as often as its weight says. */
  readonly table: readonly T[];

  constructor(entries: readonly (readonly [value: T, weight: number])[]) {
    this.table = entries.flatMap(([value, weight]) => Array.from({ length: weight }, () => value));
  }
}

/** Words to be copied, by weight. */
export class WordDistribution {
  /** Word by random number. */
  readonly picks: Uint8Array;
  /** Where each word starts in `bytes`, and at last the end. */
  readonly starts: Uint16Array;
  readonly bytes: Uint8Array;

  constructor(entries: readonly (readonly [word: string, weight: number])[]) {
    this.picks = Uint8Array.from(
      entries.flatMap(([, weight], index) => Array.from({ length: weight }, () => index)),
    );
    this.bytes = Buffer.from(entries.map(([word]) => word).join(''), 'latin1');
    this.starts = new Uint16Array(entries.length + 1);
    for (const [index, [word]] of entries.entries())
      this.starts[index + 1] = (this.starts[index] as number) + word.length;
  }
}
