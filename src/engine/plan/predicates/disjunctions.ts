import { isDeterministic } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts } from '../../expressions/simplify.ts';
import { or, yes } from '../plan-conditions.ts';
import type { PlanContext } from '../plan-context.ts';
import { isOver } from './equalities.ts';

/** Conditions with more alternatives than this are generated; comparing them would take longer than it saves. */
const maxAlternatives = 50;

/**
 * Takes out of alternatives what all of them ask for: `(a AND x) OR (a AND y)` as `a`, `x OR y`. Equalities between tables hide so
 * in queries.
 * @returns terms that all have to hold
 */
export function factorDisjunction(condition: Expression, context: PlanContext): readonly Expression[] {
  const alternatives = alternativesOf(condition);
  if (alternatives === undefined) {
    return [condition];
  }
  const [first = [], ...rest] = alternatives;
  const texts = rest.map((terms) => new Set(terms.map((term) => context.textOf(term))));
  const common = first.filter(
    (term) => isDeterministic(term) && texts.every((set) => set.has(context.textOf(term))),
  );
  if (common.length === 0) {
    return [condition];
  }
  const commonTexts = new Set(common.map((term) => context.textOf(term)));
  const others = alternatives.map((terms) => terms.filter((term) => !commonTexts.has(context.textOf(term))));
  // An alternative that asks for nothing else is fulfilled.
  const remaining = others.some((terms) => terms.length === 0) ? yes : or(...others.map(conjunction));
  return remaining === yes ? common : [...common, remaining];
}

/**
 * What alternatives say about some symbols: where each has a term about them alone, one of these terms holds. Undefined when one has
 * none.
 */
export function impliedDisjunction(
  condition: Expression,
  symbols: ReadonlySet<string>,
): Expression | undefined {
  const alternatives = alternativesOf(condition);
  if (alternatives === undefined) {
    return undefined;
  }
  const parts: Expression[] = [];
  for (const terms of alternatives) {
    const about = terms.filter((term) => isDeterministic(term) && isOver(term, symbols));
    if (about.length === 0) {
      return undefined;
    }
    parts.push(conjunction(about));
  }
  return or(...parts);
}

/** The alternatives of an OR, each as the terms that have to hold. */
function alternativesOf(condition: Expression): readonly (readonly Expression[])[] | undefined {
  return condition.kind === 'logical' &&
    condition.operator === 'OR' &&
    condition.terms.length <= maxAlternatives
    ? condition.terms.map(conjuncts)
    : undefined;
}
