import type { PlanNode } from '../../../../../generated/worker/types.ts';
import { givesOneRowAtMost } from '../../plan-cardinality.ts';
import { mapSources } from '../../plan-nodes.ts';
import type { CorrelatedJoin, DecorrelationRule } from './correlated-join.ts';
import { joinDecorrelated } from './join-decorrelated.ts';
import { onlyOneRow } from './only-one-row.ts';
import { assignUniqueId } from './unique-rows.ts';

/**
 * A scalar subquery that may give several rows: each row is joined with what it meets, and a row that appears a second time is an
 * error.
 */
export const joinScalar: DecorrelationRule = (correlated, context) => {
  const subquery = withoutEnforcement(correlated.subquery);
  if (subquery === undefined || correlated.condition !== undefined) {
    return undefined;
  }
  const anyRows: CorrelatedJoin = { ...correlated, type: 'LEFT', subquery };
  if (givesOneRowAtMost(subquery)) {
    return joinDecorrelated(anyRows, context);
  }
  const numbered = assignUniqueId(correlated.input, context);
  const joined = joinDecorrelated({ ...anyRows, input: numbered.node }, context);
  return joined && onlyOneRow(joined, numbered.idColumn, context);
};

/** The subquery without the check that it is one row, which stands at its top or below projections. */
function withoutEnforcement(node: PlanNode): PlanNode | undefined {
  if (node['@type'] === 'scalar') {
    return node.source;
  }
  if (node['@type'] !== 'project') {
    return undefined;
  }
  const source = withoutEnforcement(node.source);
  return source && mapSources(node, () => source);
}
