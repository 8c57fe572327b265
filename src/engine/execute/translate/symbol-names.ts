/** Names of symbols in a statement: ours, since symbols are text from outside and DuckDB's names ignore case. */
export class SymbolNames {
  readonly #names = new Map<string, string>();
  #next = 1;

  /** The column name of a symbol, the same each time. */
  of(symbol: string): string {
    let name = this.#names.get(symbol);
    if (name === undefined) {
      name = this.fresh();
      this.#names.set(symbol, name);
    }
    return name;
  }

  /** A name that no symbol has. */
  fresh(): string {
    return `c${this.#next++}`;
  }
}
