/**
 * A state that only goes forward, with listeners and waiters.
 *
 *   state ──set(next)──▶ state ──▶ … ──▶ terminal (nothing leaves it)
 */
export class StateMachine<S> {
  #state: S;
  readonly #isTerminal: (state: S) => boolean;
  readonly #mayFollow: (from: S, to: S) => boolean;
  #listeners: ((state: S) => void)[] = [];

  /**
   * @param initial the first state
   * @param isTerminal whether nothing follows a state
   * @param mayFollow whether a change is allowed; others are ignored
   */
  constructor(initial: S, isTerminal: (state: S) => boolean, mayFollow: (from: S, to: S) => boolean) {
    this.#state = initial;
    this.#isTerminal = isTerminal;
    this.#mayFollow = mayFollow;
  }

  get state(): S {
    return this.#state;
  }

  get done(): boolean {
    return this.#isTerminal(this.#state);
  }

  /** Moves on if the change is allowed. @returns whether it was */
  set(next: S): boolean {
    if (next === this.#state || this.done || !this.#mayFollow(this.#state, next)) return false;
    this.#state = next;
    const listeners = [...this.#listeners];
    if (this.#isTerminal(next)) this.#listeners = [];
    for (const listener of listeners) listener(next);
    return true;
  }

  /** Calls `listener` at each change. @returns a function that ends this */
  onChange(listener: (state: S) => void): () => void {
    this.#listeners.push(listener);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** Resolves once the state is terminal. */
  whenDone(): Promise<S> {
    if (this.done) return Promise.resolve(this.#state);
    return new Promise((resolve) => {
      const stop = this.onChange((state) => {
        if (!this.#isTerminal(state)) return;
        stop();
        resolve(state);
      });
    });
  }
}
