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
  /** So many tokens had been read: of these names are known to be badly written. At most `token`, less where reading ahead failed. */
  readonly read: number;
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
  return { token, read: found?.read ?? token, message: `mismatched input '${text}'${expecting}` };
}

function walk(types: Uint16Array, rule: string): Failure | undefined {
  try {
    return new Walk(types).run(rule);
  } catch (error) {
    // Too deeply nested to follow all readings.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What was expected, and how many tokens had been read when it was missed. */
interface Failure extends Expectation {
  readonly read: number;
}

class Walk {
  readonly #types: Uint16Array;
  readonly #prediction: Prediction;

  constructor(types: Uint16Array) {
    this.#types = types;
    this.#prediction = new Prediction(types, maxReadings);
  }

  /** Walks until something doesn't fit; undefined when everything does or the way is too long. */
  run(ruleName: string): Failure | undefined {
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
        else return this.#fail(state, token, caller, state.looksOn ? token + 1 : token);
      }
      if (state.kind === 'decision') {
        const choice = this.#decide(state, token, caller);
        if (this.#prediction.exhausted) return undefined;
        const edge = choice === undefined ? undefined : state.edges[choice];
        if (edge === undefined) {
          return this.#fail(state, token, caller, token);
        }
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
          const fitting = state.edges.find((each) => each.kind === 'token' && each.token === type);
          if (fitting === undefined) {
            const from = pending ?? { state, caller };
            return this.#fail(from.state, token, from.caller, token);
          }
          state = fitting.target;
          token++;
          break;
        }
        default:
          edge satisfies never;
      }
    }
  }

  /** @param seen the last token that was looked at here */
  #fail(state: State, token: number, caller: Caller | undefined, seen: number): Failure {
    const known = Math.max(seen, this.#prediction.furthest);
    return { ...new ExpectedTokens(this.#types, known).find(state, token, caller), read: token };
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
