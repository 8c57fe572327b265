import { grammarModel } from '../../../../generated/sql/grammar-model.ts';
import { tokenNames } from '../../../../generated/sql/token-types.ts';
import { inlinedRules } from './inlined-rules.ts';

/** A step between states: over a token, through a rule (and on to `follow`), or over nothing. */
export type Edge =
  | { readonly kind: 'token'; readonly token: number; readonly target: State }
  | { readonly kind: 'rule'; readonly rule: GraphRule; readonly target: State; readonly follow: State }
  | { readonly kind: 'empty'; readonly target: State };

/**
 * A state of the grammar as a network. A `decision` has an edge a case, in their order; the other states have one edge, or one for each of
 * several tokens that do equally well. The parser
 * looks at what it expects at every decision, before a loop that must be entered (`loopStart`) and before each further round
 * (`loopBack`).
 */
export interface State {
  readonly id: number;
  readonly rule: GraphRule;
  readonly kind: 'plain' | 'start' | 'stop' | 'decision' | 'loopStart' | 'loopBack';
  /** A decision whose last case is to leave an option or a loop. */
  readonly exits: boolean;
  /** Where nothing fits here, Trino's parser first looks at one token more: the text is known to one token further. */
  readonly looksOn: boolean;
  readonly edges: Edge[];
}

export interface GraphRule {
  readonly name: string;
  /** How errors name the rule when it doesn't match: `<type>`. */
  readonly label: string | undefined;
  readonly start: State;
  readonly stop: State;
  /** States after the rule, wherever it is used. */
  readonly followers: State[];
}

export interface GrammarGraph {
  readonly rules: ReadonlyMap<string, GraphRule>;
  readonly states: readonly State[];
}

type Model = number | readonly [string, ...(Model | undefined)[]];

let graph: GrammarGraph | undefined;

/** The network of generated/sql's grammar; built at the first syntax error. */
export function grammarGraph(): GrammarGraph {
  graph ??= build();
  return graph;
}

/** A token as messages name it. */
export function tokenLabel(token: number): string {
  const name = tokenNames[token] ?? '';
  if (token === 0) return '<EOF>';
  if (!/^[a-z]/.test(name)) return `'${name}'`;
  return name === 'integer' ? '<integer>' : (classLabels[name] ?? name);
}

const classLabels: Readonly<Record<string, string>> = {
  binary: 'BINARY_LITERAL',
  decimal: 'DECIMAL_VALUE',
  double: 'DOUBLE_VALUE',
};

function build(): GrammarGraph {
  const model = JSON.parse(grammarModel) as readonly (readonly [string, string, Model])[];
  const states: State[] = [];
  const rules: GraphRule[] = [];
  const state = (
    kind: State['kind'],
    rule: GraphRule,
    exits = false,
    looksOn = kind === 'decision' || kind === 'loopStart',
  ): State => {
    const made: State = { id: states.length, rule, kind, exits, looksOn, edges: [] };
    states.push(made);
    return made;
  };
  const link = (from: State, to: State): void => {
    from.edges.push({ kind: 'empty', target: to });
  };

  for (const [name, description] of model) {
    const rule = {
      name,
      label: description === '' ? undefined : `<${description}>`,
      followers: [],
    } as unknown as {
      -readonly [K in keyof GraphRule]: GraphRule[K];
    };
    rule.start = state('start', rule);
    rule.stop = state('stop', rule);
    rules.push(rule);
  }

  /** Adds the states of an expression between two states. */
  const add = (expr: Model, rule: GraphRule, from: State, to: State): void => {
    if (typeof expr === 'number') {
      const at = state('plain', rule);
      link(from, at);
      at.edges.push({ kind: 'token', token: expr, target: to });
      return;
    }
    const [operator, ...parts] = expr as readonly [string, ...Model[]];
    const [first, second] = parts;
    switch (operator) {
      case 'r': {
        const called = rules[first as number];
        if (called === undefined) throw new Error(`rule ${String(first)}`);
        if (inlinedRules.has(called.name)) {
          add(model[first as number]?.[2] as Model, rule, from, to);
          return;
        }
        const at = state('plain', rule);
        link(from, at);
        called.followers.push(to);
        at.edges.push({ kind: 'rule', rule: called, target: called.start, follow: to });
        return;
      }
      case 's': {
        let last = from;
        parts.forEach((part, index) => {
          const next = index === parts.length - 1 ? to : state('plain', rule);
          add(part, rule, last, next);
          last = next;
        });
        if (parts.length === 0) link(from, to);
        return;
      }
      case 'a': {
        if (parts.length === 1) {
          add(first as Model, rule, from, to);
          return;
        }
        if (parts.every((part) => typeof part === 'number')) {
          const at = state('plain', rule);
          link(from, at);
          for (const token of parts) at.edges.push({ kind: 'token', token: token, target: to });
          return;
        }
        const block = state('decision', rule);
        link(from, block);
        for (const part of parts) {
          const begin = state('plain', rule);
          link(block, begin);
          add(part, rule, begin, to);
        }
        return;
      }
      case 'o': {
        const block = state('decision', rule, true);
        const begin = state('plain', rule);
        link(from, block);
        link(block, begin);
        link(block, to);
        add(first as Model, rule, begin, to);
        return;
      }
      case '*': {
        const entry = state('decision', rule, true);
        const begin = state('plain', rule);
        const back = state('loopBack', rule);
        link(from, entry);
        link(entry, begin);
        link(entry, to);
        add(first as Model, rule, begin, back);
        link(back, entry);
        return;
      }
      case '+': {
        const begin = state('loopStart', rule);
        const again = state('decision', rule, true, false);
        link(from, begin);
        add(first as Model, rule, begin, again);
        link(again, begin);
        link(again, to);
        return;
      }
      case 'n':
        add(['s', first, ['*', ['s', second, first]]] as Model, rule, from, to);
        return;
      case 'l':
        add(['o', ['n', first, second]] as Model, rule, from, to);
        return;
      default:
        throw new Error(`operator ${operator}`);
    }
  };
  model.forEach(([name, , expr], index) => {
    const rule = rules[index];
    if (rule !== undefined && !inlinedRules.has(name)) add(expr, rule, rule.start, rule.stop);
  });
  return { rules: new Map(rules.map((rule) => [rule.name, rule])), states };
}
