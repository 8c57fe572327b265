import { grammarGraph, tokenLabel } from './grammar-graph.ts';
import type { State } from './grammar-graph.ts';

/** A rule in progress: where it returns to, and in which rule. */
export interface Caller {
  readonly follow: State;
  readonly outer: Caller | undefined;
}

/** How far the text can be read from a state, and what would let it be read further. */
export interface Expectation {
  readonly token: number;
  readonly expected: readonly string[];
}

/**
 * What Trino's parser says it expects: from a state and a token all readings are followed at once, and what they ask for at the furthest
 * token any of them reaches is collected. A rule with a description counts as one thing, at the token it begins with.
 */
export class ExpectedTokens {
  readonly #types: Uint16Array;
  readonly #known: number;
  readonly #ends = new Map<string, readonly number[]>();
  #furthest = -1;
  #expected = new Set<string>();

  /** @param known the last token that the parser has seen: what comes after it isn't read, so that even if it fits it is "expected" */
  constructor(types: Uint16Array, known: number) {
    this.#types = types;
    this.#known = known;
  }

  find(state: State, token: number, caller: Caller | undefined): Expectation {
    const start = state.rule.start;
    let ends = this.#follow(isReachable(state, start) ? start : state, token, false);
    for (let at = caller; at !== undefined && ends.length > 0; at = at.outer) {
      const next = new Set<number>();
      for (const end of ends) for (const each of this.#follow(at.follow, end, false)) next.add(each);
      ends = [...next];
    }
    return { token: Math.max(this.#furthest, token), expected: [...this.#expected].sort() };
  }

  /**
   * Follows all readings of the rest of a rule; the tokens at which it can have ended. A place is followed once, also when it is met again
   * with names no longer hidden (`suppressed`): that is Trino's way, and shows in its messages.
   */
  #follow(start: State, startToken: number, startSuppressed: boolean): readonly number[] {
    const key = `${start.id} ${startToken}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const ends = new Set<number>();
    const active: Place[] = [{ state: start, token: startToken, suppressed: startSuppressed }];
    for (let place = active.pop(); place !== undefined; place = active.pop()) {
      const { state, token } = place;
      let { suppressed } = place;
      if (state.kind === 'stop') {
        ends.add(token);
        continue;
      }
      if (state.kind === 'start') {
        if (state.rule.label !== undefined) {
          if (!suppressed) this.#record(token, state.rule.label);
          suppressed = true;
        } else if (state.rule.name === 'NonReserved') {
          suppressed = true;
        }
      }
      for (const edge of state.edges) {
        switch (edge.kind) {
          case 'empty':
            active.push({ state: edge.target, token, suppressed });
            break;
          case 'rule':
            for (const end of this.#follow(edge.target, token, suppressed)) {
              active.push({ state: edge.follow, token: end, suppressed: suppressed && end === token });
            }
            break;
          case 'token':
            if (this.#types[token] === edge.token && token < this.#known)
              active.push({ state: edge.target, token: token + 1, suppressed: false });
            else if (!suppressed) this.#record(token, tokenLabel(edge.token));
            break;
          default:
            edge satisfies never;
        }
      }
    }
    const result = [...ends];
    this.#ends.set(key, result);
    return result;
  }

  #record(token: number, label: string): void {
    if (token < this.#furthest) return;
    if (token > this.#furthest) {
      this.#expected.clear();
      this.#furthest = token;
    }
    this.#expected.add(label);
  }
}

interface Place {
  readonly state: State;
  readonly token: number;
  readonly suppressed: boolean;
}

/** Whether a state can be reached from a rule's start without a token: then it is the start that is meant. */
function isReachable(target: State, start: State): boolean {
  const seen = new Set<State>([start]);
  const active = [start];
  for (let state = active.pop(); state !== undefined; state = active.pop()) {
    if (state === target) return true;
    for (const edge of state.edges) {
      if (edge.kind === 'token' || seen.has(edge.target)) continue;
      seen.add(edge.target);
      active.push(edge.target);
    }
  }
  return false;
}

/** The states of the grammar: for callers that start an analysis. */
export const startState = (rule: string): State => {
  const found = grammarGraph().rules.get(rule);
  if (found === undefined) throw new Error(`no rule ${rule}`);
  return found.start;
};
