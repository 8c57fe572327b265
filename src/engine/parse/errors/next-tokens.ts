import { tokenNames } from '../../../../generated/sql/token-types.ts';
import { grammarGraph } from './grammar-graph.ts';
import type { GraphRule, State } from './grammar-graph.ts';
import { TokenSet } from './token-set.ts';

/** What can come next: tokens, and whether the rule can end here. */
export interface NextTokens {
  readonly tokens: TokenSet;
  readonly ends: boolean;
}

/** The tokens that can follow in a state's rule (through rules it calls), without a look at who called it. */
export function nextTokens(state: State): NextTokens {
  return entry(sets().next, state);
}

/** The cases of a decision that a token can begin, looking on to wherever the rule is used; in their order. */
export function casesFor(decision: State, token: number): readonly number[] {
  const { follow } = sets();
  const cases: number[] = [];
  decision.edges.forEach((edge, index) => {
    const { tokens, ends } = nextTokens(edge.target);
    if (tokens.has(token) || (ends && follow.get(decision.rule)?.has(token) === true)) cases.push(index);
  });
  return cases;
}

/** Whether the next token alone tells the cases of a decision apart. */
export function isSimple(decision: State): boolean {
  let simple = simplicity.get(decision);
  if (simple === undefined) {
    simple = true;
    for (let token = 0; simple && token < tokenNames.length; token++)
      simple = casesFor(decision, token).length < 2;
    simplicity.set(decision, simple);
  }
  return simple;
}

const simplicity = new Map<State, boolean>();

interface Sets {
  /** By state. */
  readonly next: readonly NextTokens[];
  /** What can stand after a rule, anywhere. */
  readonly follow: ReadonlyMap<GraphRule, TokenSet>;
}

let computed: Sets | undefined;

function sets(): Sets {
  computed ??= compute();
  return computed;
}

function entry<T>(entries: readonly T[], state: State): T {
  const found = entries[state.id];
  if (found === undefined) throw new Error(`no state ${state.id}`);
  return found;
}

/** The usual fixed points: what states begin with, then what follows rules. */
function compute(): Sets {
  const { states, rules } = grammarGraph();
  const next = states.map((state) => ({ tokens: new TokenSet(), ends: state.kind === 'stop' }));
  for (let changed = true; changed; ) {
    changed = false;
    // Backwards: states come after those that lead to them.
    for (let id = states.length - 1; id >= 0; id--) {
      const state = states[id];
      if (state === undefined) continue;
      const own = entry(next, state);
      const ended = own.ends;
      for (const edge of state.edges) {
        if (edge.kind === 'token') {
          changed = own.tokens.add(edge.token) || changed;
          continue;
        }
        const target = entry(next, edge.target);
        changed = own.tokens.addAll(target.tokens) || changed;
        if (edge.kind === 'empty') own.ends ||= target.ends;
        else if (target.ends) {
          const after = entry(next, edge.follow);
          changed = own.tokens.addAll(after.tokens) || changed;
          own.ends ||= after.ends;
        }
      }
      if (own.ends !== ended) changed = true;
    }
  }

  const follow = new Map<GraphRule, TokenSet>();
  const followOf = (rule: GraphRule): TokenSet => {
    const set = follow.get(rule) ?? new TokenSet();
    follow.set(rule, set);
    return set;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const rule of rules.values()) {
      const own = followOf(rule);
      for (const state of rule.followers) {
        const { tokens, ends } = entry(next, state);
        changed = own.addAll(tokens) || changed;
        if (ends) changed = own.addAll(followOf(state.rule)) || changed;
      }
    }
  }
  return { next, follow };
}
