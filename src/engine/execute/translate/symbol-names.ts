import type { Routine } from '../../routines/routine.ts';
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
  /** The SQL functions that the fragment came with, by id. */
  readonly routines: ReadonlyMap<string, Routine>;

  constructor(session: QuerySession = utcSession, routines: ReadonlyMap<string, Routine> = new Map()) {
    this.session = session;
    this.routines = routines;
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

  /** Gives a symbol a name that was made before. */
  rename(symbol: string, name: string): void {
    this.#names.set(symbol, name);
  }

  /** A name that no symbol has. */
  fresh(): string {
    return `c${this.#next++}`;
  }
}
