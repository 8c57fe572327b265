import type { Caller } from './expected-tokens.ts';
import type { State } from './grammar-graph.ts';

/**
 * A rule in progress for one case: everything that it can return to. Readings that enter a rule at the same place share a frame, so that
 * what happens inside is followed once.
 */
interface Frame {
  readonly id: number;
  readonly returns: Return[];
  /** The rule can end where it began: what enters it later returns at once. */
  ended: boolean;
  /** Equal for frames that return to the same places. */
  name: number | undefined;
}

/** Where a rule goes on; without `frame` it is the decision's own rule, which may have been called from anywhere. */
interface Return {
  readonly follow: State;
  readonly frame: Frame | undefined;
}

/** One reading of the text ahead: a case of the decision, where it stands, and the rule it stands in. */
interface Reading {
  readonly state: State;
  readonly choice: number;
  readonly frame: Frame | undefined;
  /** It has left the rule that decides. */
  readonly left: boolean;
}

/** All readings after some tokens, and what follows from them. */
interface Lookahead {
  readonly readings: readonly Reading[];
  readonly next: Map<number, Lookahead | null>;
  /** The only case that is left. */
  readonly only: number | undefined;
  readonly ambiguous: boolean;
}

/**
 * How an ANTLR parser decides between cases of a rule: it reads ahead, all cases at once, until one is left. First without a look at
 * who called the rule; when that is ambiguous, again with the callers. Cases that end the rule win where nothing fits.
 */
export class Prediction {
  readonly #types: Uint16Array;
  readonly #starts = new Map<State, Lookahead>();
  readonly #names = new Map<string, number>();
  #frames = 0;
  #furthest = 0;
  #budget: number;

  /** @param budget readings that may be made in all: a bound on time and memory */
  constructor(types: Uint16Array, budget: number) {
    this.#types = types;
    this.#budget = budget;
  }

  /** The last token that was looked at. */
  get furthest(): number {
    return this.#furthest;
  }

  get exhausted(): boolean {
    return this.#budget < 0;
  }

  /** The case to take at `token` (from 0); undefined when none fits. */
  predict(decision: State, token: number, caller: Caller | undefined): number | undefined {
    let at = this.#start(decision);
    for (let index = token; !this.exhausted; index++) {
      this.#furthest = Math.max(this.#furthest, index);
      const type = this.#types[index] ?? 0;
      let next: Lookahead | null | undefined = at.next.get(type);
      if (next === undefined) {
        const readings = this.#advance(at.readings, type, false);
        next = readings.length === 0 ? null : this.#lookahead(readings);
        at.next.set(type, next);
      }
      if (next === null) return finished(at.readings);
      if (next.only !== undefined) return next.only;
      if (next.ambiguous) return this.#predictWithCallers(decision, token, caller);
      if (type === 0) return finished(next.readings);
      at = next;
    }
    return undefined;
  }

  #start(decision: State): Lookahead {
    let start = this.#starts.get(decision);
    if (start === undefined) {
      start = this.#lookahead(this.#close(cases(decision, undefined), false));
      this.#starts.set(decision, start);
    }
    return start;
  }

  #lookahead(readings: readonly Reading[]): Lookahead {
    const only = uniqueChoice(readings);
    return { readings, next: new Map(), only, ambiguous: only === undefined && this.#isAmbiguous(readings) };
  }

  #predictWithCallers(decision: State, token: number, caller: Caller | undefined): number | undefined {
    let readings = this.#close(cases(decision, this.#frameOf(caller)), true);
    for (let index = token; !this.exhausted; index++) {
      this.#furthest = Math.max(this.#furthest, index);
      const type = this.#types[index] ?? 0;
      const next = this.#advance(readings, type, true);
      if (next.length === 0) return finished(readings);
      const only = uniqueChoice(next) ?? this.#singleViableChoice(next);
      if (only !== undefined) return only;
      if (type === 0) return Math.min(...next.map((reading) => reading.choice));
      readings = next;
    }
    return undefined;
  }

  #advance(readings: readonly Reading[], type: number, withCallers: boolean): readonly Reading[] {
    const over: Reading[] = [];
    for (const reading of readings) {
      for (const edge of reading.state.edges) {
        if (edge.kind === 'token' && edge.token === type) over.push({ ...reading, state: edge.target });
      }
    }
    return this.#close(over, withCallers);
  }

  /** Everything that can be reached without a token; only readings that wait for one, or have ended everything, remain. */
  #close(from: readonly Reading[], withCallers: boolean): readonly Reading[] {
    const seen = new Set<number>();
    const entered = new Map<number, Frame>();
    const waiting: Reading[] = [];
    const active = [...from];
    for (let reading = active.pop(); reading !== undefined; reading = active.pop()) {
      const { state, choice, frame, left } = reading;
      // Unique: there are fewer than 10,000 states and 100 cases, and the budget bounds the frames.
      const place = state.id * 200 + choice * 2 + (left ? 1 : 0);
      const key = ((frame?.id ?? -1) + 1) * 2_000_000 + place;
      if (seen.has(key)) continue;
      seen.add(key);
      if (--this.#budget < 0) return [];
      if (state.kind === 'stop') {
        if (frame !== undefined) {
          frame.ended = true;
          for (const { follow, frame: outer } of frame.returns)
            active.push({ state: follow, choice, frame: outer, left });
        } else if (withCallers || state.rule.followers.length === 0) {
          waiting.push({ ...reading, left: true });
        } else {
          for (const follow of state.rule.followers)
            active.push({ state: follow, choice, frame, left: true });
        }
        continue;
      }
      let waits = false;
      for (const edge of state.edges) {
        switch (edge.kind) {
          case 'token':
            waits = true;
            break;
          case 'empty':
            active.push({ state: edge.target, choice, frame, left });
            break;
          case 'rule': {
            const enterKey = edge.target.id * 200 + choice * 2 + (left ? 1 : 0);
            const known = entered.get(enterKey);
            if (known === undefined) {
              const inner = this.#frame({ follow: edge.follow, frame });
              entered.set(enterKey, inner);
              active.push({ state: edge.target, choice, frame: inner, left });
            } else if (!known.returns.some((each) => each.follow === edge.follow && each.frame === frame)) {
              known.returns.push({ follow: edge.follow, frame });
              if (known.ended) active.push({ state: edge.follow, choice, frame, left });
            }
            break;
          }
          default:
            edge satisfies never;
        }
      }
      if (waits) waiting.push(reading);
    }
    return waiting;
  }

  #frame(to: Return): Frame {
    return { id: this.#frames++, returns: [to], ended: false, name: undefined };
  }

  #frameOf(caller: Caller | undefined): Frame | undefined {
    const chain: State[] = [];
    for (let at = caller; at !== undefined; at = at.outer) chain.push(at.follow);
    let frame: Frame | undefined;
    for (const follow of chain.reverse()) frame = this.#frame({ follow, frame });
    return frame;
  }

  /** What a frame returns to, as text: the same for frames that can't be told apart. */
  #places(frame: Frame | undefined): readonly string[] {
    if (frame === undefined) return ['-'];
    return frame.returns.map(
      (each) => `${each.follow.id}:${each.frame === undefined ? '-' : this.#nameOf(each.frame)}`,
    );
  }

  #nameOf(frame: Frame): number {
    if (frame.name === undefined) {
      const text = [...new Set(this.#places(frame))].sort().join(' ');
      frame.name = this.#names.get(text) ?? this.#names.size;
      this.#names.set(text, frame.name);
    }
    return frame.name;
  }

  /** Cases that stand at the same places: by state, by everything they return to. */
  #conflicts(readings: readonly Reading[]): readonly ReadonlySet<number>[] {
    const places = new Map<string, Set<string>>();
    for (const { state, choice, frame } of readings) {
      const key = `${state.id} ${choice}`;
      const known = places.get(key) ?? new Set<string>();
      places.set(key, known);
      for (const place of this.#places(frame)) known.add(place);
    }
    const choices = new Map<string, Set<number>>();
    for (const [key, returns] of places) {
      const [state = '', choice = ''] = key.split(' ');
      const place = `${state}=${[...returns].sort().join(' ')}`;
      choices.set(place, (choices.get(place) ?? new Set()).add(Number(choice)));
    }
    return [...choices.values()];
  }

  /** Several cases at one place, and no state that only one case has reached: reading on can't tell. */
  #isAmbiguous(readings: readonly Reading[]): boolean {
    const byState = new Map<State, Set<number>>();
    for (const { state, choice } of readings)
      byState.set(state, (byState.get(state) ?? new Set()).add(choice));
    for (const choices of byState.values()) if (choices.size < 2) return false;
    return this.#conflicts(readings).some((choices) => choices.size > 1);
  }

  /** The one case that is first at every place. */
  #singleViableChoice(readings: readonly Reading[]): number | undefined {
    const viable = new Set(this.#conflicts(readings).map((choices) => Math.min(...choices)));
    return viable.size === 1 ? [...viable][0] : undefined;
  }
}

function cases(decision: State, frame: Frame | undefined): readonly Reading[] {
  return decision.edges.map((edge, choice) => ({ state: edge.target, choice, frame, left: false }));
}

function uniqueChoice(readings: readonly Reading[]): number | undefined {
  const first = readings[0]?.choice;
  return readings.every((reading) => reading.choice === first) ? first : undefined;
}

/** The first of the cases that had already ended the deciding rule. */
function finished(readings: readonly Reading[]): number | undefined {
  const choices = readings.filter((reading) => reading.left).map((reading) => reading.choice);
  return choices.length === 0 ? undefined : Math.min(...choices);
}
