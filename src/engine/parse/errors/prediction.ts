import type { Caller } from './expected-tokens.ts';
import type { State } from './grammar-graph.ts';

/** Where a reading will return to: a chain of follow states. `any` stands for whoever uses the rule. */
interface Stack {
  readonly id: number;
  readonly follow: State;
  readonly outer: Stack | undefined;
  /** Chains that go on from this one, by state. */
  readonly inner: Map<State, Stack>;
}

/** One reading of the text ahead: a case of the decision, where it stands, and where it returns to. */
interface Reading {
  readonly state: State;
  readonly choice: number;
  readonly stack: Stack | undefined;
  /** It has left the rule that decides. */
  readonly left: boolean;
}

interface Lookahead {
  readonly readings: readonly Reading[];
  readonly next: Map<number, Lookahead | null>;
  /** The only case that is left. */
  readonly only: number | undefined;
  readonly ambiguous: boolean;
}

function lookahead(readings: readonly Reading[]): Lookahead {
  const only = uniqueChoice(readings);
  return { readings, next: new Map(), only, ambiguous: only === undefined && isAmbiguous(readings) };
}

/**
 * How an ANTLR parser decides between cases of a rule: it reads ahead, all cases at once, until one is left. First without a look at
 * who called the rule; when that is ambiguous, again with the callers. Cases that end the rule win where nothing fits.
 */
export class Prediction {
  readonly #types: Uint16Array;
  readonly #starts = new Map<State, Lookahead>();
  readonly #stacks = new Map<State, Stack>();
  #stackCount = 0;
  #budget: number;

  /** @param budget readings that may be made in all: a bound on time and memory */
  constructor(types: Uint16Array, budget: number) {
    this.#types = types;
    this.#budget = budget;
  }

  get exhausted(): boolean {
    return this.#budget < 0;
  }

  /** The case to take at `token` (from 0); undefined when none fits. */
  predict(decision: State, token: number, caller: Caller | undefined): number | undefined {
    let at = this.#start(decision);
    for (let index = token; !this.exhausted; index++) {
      const type = this.#types[index] ?? 0;
      let next: Lookahead | null | undefined = at.next.get(type);
      if (next === undefined) {
        const readings = this.#advance(at.readings, type, false);
        next = readings.length === 0 ? null : lookahead(readings);
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
      start = lookahead(this.#close(this.#cases(decision, undefined), false));
      this.#starts.set(decision, start);
    }
    return start;
  }

  #predictWithCallers(decision: State, token: number, caller: Caller | undefined): number | undefined {
    let readings = this.#close(this.#cases(decision, this.#stackOf(caller)), true);
    for (let index = token; !this.exhausted; index++) {
      const type = this.#types[index] ?? 0;
      const next = this.#advance(readings, type, true);
      if (next.length === 0) return finished(readings);
      const only = uniqueChoice(next) ?? singleViableChoice(next);
      if (only !== undefined) return only;
      if (type === 0) return Math.min(...next.map((reading) => reading.choice));
      readings = next;
    }
    return undefined;
  }

  #cases(decision: State, stack: Stack | undefined): Reading[] {
    return decision.edges.map((edge, choice) => ({ state: edge.target, choice, stack, left: false }));
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
    const waiting: Reading[] = [];
    const active = [...from];
    for (let reading = active.pop(); reading !== undefined; reading = active.pop()) {
      const { state, choice, stack } = reading;
      // Unique: there are fewer than 10,000 states and 100 cases, and the budget bounds the stacks.
      const key = ((stack?.id ?? -1) + 1) * 1_000_000 + state.id * 100 + choice;
      if (seen.has(key)) continue;
      seen.add(key);
      if (--this.#budget < 0) return [];
      if (state.kind === 'stop') {
        if (stack !== undefined)
          active.push({ state: stack.follow, choice, stack: stack.outer, left: reading.left });
        else if (withCallers || state.rule.followers.length === 0) waiting.push({ ...reading, left: true });
        else
          for (const follow of state.rule.followers)
            active.push({ state: follow, choice, stack, left: true });
        continue;
      }
      let waits = false;
      for (const edge of state.edges) {
        if (edge.kind === 'token') waits = true;
        else if (edge.kind === 'empty')
          active.push({ state: edge.target, choice, stack, left: reading.left });
        else
          active.push({
            state: edge.target,
            choice,
            stack: this.#push(edge.follow, stack),
            left: reading.left,
          });
      }
      if (waits) waiting.push(reading);
    }
    return waiting;
  }

  #push(follow: State, outer: Stack | undefined): Stack {
    const known = outer === undefined ? this.#stacks : outer.inner;
    let stack = known.get(follow);
    if (stack === undefined) {
      stack = { id: this.#stackCount++, follow, outer, inner: new Map() };
      known.set(follow, stack);
    }
    return stack;
  }

  #stackOf(caller: Caller | undefined): Stack | undefined {
    const chain: State[] = [];
    for (let at = caller; at !== undefined; at = at.outer) chain.push(at.follow);
    let stack: Stack | undefined;
    for (const follow of chain.reverse()) stack = this.#push(follow, stack);
    return stack;
  }
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

/** Cases that stand at the same places: by state, by everything they return to. */
function conflicts(readings: readonly Reading[]): readonly ReadonlySet<number>[] {
  const stacks = new Map<string, number[]>();
  for (const { state, choice, stack } of readings) {
    const key = `${state.id} ${choice}`;
    stacks.set(key, [...(stacks.get(key) ?? []), stack?.id ?? -1]);
  }
  const places = new Map<string, Set<number>>();
  for (const [key, ids] of stacks) {
    const [state = '', choice = ''] = key.split(' ');
    const place = `${state}:${ids.sort((a, b) => a - b).join(',')}`;
    places.set(place, (places.get(place) ?? new Set()).add(Number(choice)));
  }
  return [...places.values()];
}

/** Several cases at one place, and no state that only one case has reached: reading on can't tell. */
function isAmbiguous(readings: readonly Reading[]): boolean {
  if (!conflicts(readings).some((choices) => choices.size > 1)) return false;
  const byState = new Map<number, Set<number>>();
  for (const { state, choice } of readings)
    byState.set(state.id, (byState.get(state.id) ?? new Set()).add(choice));
  return [...byState.values()].every((choices) => choices.size > 1);
}

/** The one case that is first at every place. */
function singleViableChoice(readings: readonly Reading[]): number | undefined {
  const viable = new Set(conflicts(readings).map((choices) => Math.min(...choices)));
  return viable.size === 1 ? [...viable][0] : undefined;
}
