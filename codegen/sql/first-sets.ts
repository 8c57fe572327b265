import type { Expr, Grammar } from './grammar-model.ts';

/** With which tokens an expression can begin, and whether it can match nothing. */
export interface First {
  readonly tokens: ReadonlySet<number>;
  readonly nullable: boolean;
}

/** Computes FIRST of any expression of the grammar; lookaheads count as nothing. */
export function firstSets(grammar: Grammar): (expr: Expr) => First {
  const numbers = new Map(grammar.tokens.map((name, index) => [name, index]));
  const rules = new Map<string, { tokens: Set<number>; nullable: boolean }>();
  for (const rule of grammar.rules) rules.set(rule.name, { tokens: new Set(), nullable: false });

  const first = (expr: Expr): First => {
    switch (expr.kind) {
      case 'token': {
        const number = numbers.get(expr.name);
        if (number === undefined) throw new Error(`no token ${expr.name}`);
        return { tokens: new Set([number]), nullable: false };
      }
      case 'rule': {
        const rule = rules.get(expr.name);
        if (rule === undefined) throw new Error(`no rule ${expr.name}`);
        return rule;
      }
      case 'seq': {
        const tokens = new Set<number>();
        for (const part of expr.parts) {
          const next = first(part);
          for (const token of next.tokens) tokens.add(token);
          if (!next.nullable) return { tokens, nullable: false };
        }
        return { tokens, nullable: true };
      }
      case 'alt': {
        const cases = expr.cases.map(first);
        return {
          tokens: new Set(cases.flatMap((each) => [...each.tokens])),
          nullable: cases.some((each) => each.nullable),
        };
      }
      case 'opt':
      case 'star':
        return { tokens: first(expr.of).tokens, nullable: true };
      case 'plus':
        return first(expr.of);
      case 'list':
        return { tokens: first(expr.of).tokens, nullable: expr.empty };
      case 'not':
      case 'ahead':
        return { tokens: new Set(), nullable: true };
      default:
        return expr satisfies never;
    }
  };

  for (let changed = true; changed; ) {
    changed = false;
    for (const rule of grammar.rules) {
      const known = rules.get(rule.name);
      if (known === undefined) continue;
      const next = first({ kind: 'alt', cases: rule.cases.map((each) => each.body) });
      const before = known.tokens.size;
      for (const token of next.tokens) known.tokens.add(token);
      if (known.tokens.size !== before || known.nullable !== next.nullable) changed = true;
      known.nullable = next.nullable;
    }
  }
  return first;
}
