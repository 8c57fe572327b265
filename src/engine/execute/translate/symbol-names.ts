import { utcSession } from './query-session.ts';
import type { QuerySession } from './query-session.ts';

/**
 * What expressions of a statement stand on: names of symbols (ours, since symbols are text from outside and DuckDB's names ignore
 * case), and the session.
 */
export class SymbolNames {
  readonly #names = new Map<string, string>();
  #next = 1;
  readonly session: QuerySession;

  constructor(session: QuerySession = utcSession) {
    this.session = session;
  }

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
