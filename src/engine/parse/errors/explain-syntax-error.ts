import type { Tokens } from '../tokens.ts';
import { ExpectedTokens } from './expected-tokens.ts';
import type { Caller, Expectation } from './expected-tokens.ts';
import { grammarGraph } from './grammar-graph.ts';
import type { State } from './grammar-graph.ts';
import { casesFor, isSimple, nextTokens } from './next-tokens.ts';
import { Prediction } from './prediction.ts';

/** Where a text stops being SQL and what to say about it. */
export interface SyntaxProblem {
  readonly token: number;
  readonly message: string;
}

/** Longer texts get an error without the list of what was expected: to find it costs more than to parse. */
const maxTokens = 20_000;
/** Bounds the time of the analysis to some tenths of a second; errors of the usual kind take a hundredth of it. */
const maxReadings = 300_000;

/**
 * The error that Trino reports for a text that doesn't parse. Trino's parser is made by ANTLR: which token it stumbles over, and what it says it
 * expected, follows from how ANTLR decides and recovers. This walks the grammar the same way.
 * @param furthest the first token that no rule of our own parser could use, reported when the text is too long to walk
 */
export function explainSyntaxError(tokens: Tokens, rule: string, furthest: number): SyntaxProblem {
  const found = tokens.count > maxTokens ? undefined : walk(tokens.types, rule);
  const token = found?.token ?? Math.min(furthest, tokens.count - 1);
  const text =
    tokens.types[token] === 0 ? '<EOF>' : tokens.text.slice(tokens.starts[token], tokens.ends[token]);
  const expecting =
    found === undefined || found.expected.length === 0 ? '' : `. Expecting: ${found.expected.join(', ')}`;
  return { token, message: `mismatched input '${text}'${expecting}` };
}

function walk(types: Uint16Array, rule: string): Expectation | undefined {
  try {
    return new Walk(types).run(rule);
  } catch (error) {
    // Too deeply nested to follow all readings.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Walk {
  readonly #types: Uint16Array;
  readonly #prediction: Prediction;

  constructor(types: Uint16Array) {
    this.#types = types;
    this.#prediction = new Prediction(types, maxReadings);
  }

  /** Walks until something doesn't fit; undefined when everything does or the way is too long. */
  run(ruleName: string): Expectation | undefined {
    const rule = grammarGraph().rules.get(ruleName);
    if (rule === undefined) throw new Error(`no rule ${ruleName}`);
    let state: State = rule.start;
    let token = 0;
    let caller: Caller | undefined;
    // The first place since the last fitting decision where a rule could as well have ended.
    let pending: { readonly state: State; readonly caller: Caller | undefined } | undefined;
    for (;;) {
      const type = this.#types[token] ?? 0;
      if (state.kind === 'stop') {
        if (caller === undefined) return undefined;
        state = caller.follow;
        caller = caller.outer;
        continue;
      }
      if (state.kind === 'decision' || state.kind === 'loopStart' || state.kind === 'loopBack') {
        const next = nextTokens(state);
        if (next.tokens.has(type)) pending = undefined;
        else if (next.ends) pending ??= { state, caller };
        else return new ExpectedTokens(this.#types).find(state, token, caller);
      }
      if (state.kind === 'decision') {
        const choice = this.#decide(state, token, caller);
        if (this.#prediction.exhausted) return undefined;
        const edge = choice === undefined ? undefined : state.edges[choice];
        if (edge === undefined) return new ExpectedTokens(this.#types).find(state, token, caller);
        state = edge.target;
        continue;
      }
      const edge = state.edges[0];
      if (edge === undefined) throw new Error(`state ${state.id} leads nowhere`);
      switch (edge.kind) {
        case 'empty':
          state = edge.target;
          break;
        case 'rule':
          caller = { follow: edge.follow, outer: caller };
          state = edge.target;
          break;
        case 'token': {
          if (edge.token !== type) {
            const from = pending ?? { state, caller };
            return new ExpectedTokens(this.#types).find(from.state, token, from.caller);
          }
          state = edge.target;
          token++;
          break;
        }
        default:
          edge satisfies never;
      }
    }
  }

  /** The case to take: by the next token where that tells, else by reading ahead. */
  #decide(decision: State, token: number, caller: Caller | undefined): number | undefined {
    const cases = casesFor(decision, this.#types[token] ?? 0);
    if (cases.length === 1) return cases[0];
    if (!isSimple(decision)) return this.#prediction.predict(decision, token, caller);
    // Loops and options are left when nothing fits; other decisions fail.
    return decision.exits ? decision.edges.length - 1 : undefined;
  }
}
