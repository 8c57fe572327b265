import type { FilterNode, SemiJoinNode } from '../../../../generated/worker/types.ts';
import { symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';

/** A filter that lets pass only rows with a match (`IN`, `EXISTS`), with its other conditions, which don't read the marker. */
export interface FilteringSemiJoin {
  readonly semiJoin: SemiJoinNode;
  readonly rest: readonly Expression[];
}

/** Undefined when the filter isn't such a one. */
export function filteringSemiJoinOf(node: FilterNode, context: PlanContext): FilteringSemiJoin | undefined {
  const { source: semiJoin } = node;
  if (semiJoin['@type'] !== 'semijoin') {
    return undefined;
  }
  const terms = conjuncts(context.read(node.predicate));
  const rest = terms.filter((term) => !(term.kind === 'symbol' && term.name === semiJoin.semiJoinOutput));
  return rest.length < terms.length && rest.every((term) => !symbolsOf(term).has(semiJoin.semiJoinOutput))
    ? { semiJoin, rest }
    : undefined;
}
