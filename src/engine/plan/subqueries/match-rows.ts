import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { ComputedColumns } from '../computed-columns.ts';
import { joinCondition, joinOn } from '../join-on.ts';
import type { KeyPair } from '../join-on.ts';
import { coalesce, compare, no, yes } from '../plan-conditions.ts';
import type { PlanContext } from '../plan-context.ts';
import { aggregation, outputsOf, restrict } from '../plan-nodes.ts';
import { withMarker } from '../rules/decorrelate/decorrelate-filters.ts';
import type { Decorrelated } from '../rules/decorrelate/decorrelate-filters.ts';
import { assignUniqueId } from '../rules/decorrelate/unique-rows.ts';

/** Rows, and whether each has a match; where only truth mattered, the rows that have. */
export interface MatchedRows {
  readonly node: PlanNode;
  readonly matched: Expression;
}

/**
 * Rows with the answer whether a subquery without correlation has a row that meets the predicates.
 * @param onlyTruth rows without a match may be left out, and the answer be NULL for them
 * @returns undefined when predicates aren't equalities, and all rows have to come out
 */
export function matchRows(
  source: PlanNode,
  subquery: Decorrelated,
  onlyTruth: boolean,
  context: PlanContext,
): MatchedRows | undefined {
  const { keys, rest } = joinCondition(
    subquery.predicates,
    new Set(outputsOf(source)),
    new Set(outputsOf(subquery.node)),
  );
  const [key] = keys;
  if (rest.length === 0 && key !== undefined) {
    return keys.length === 1
      ? matchOneKey(source, subquery.node, key, onlyTruth, context)
      : matchKeys(source, subquery.node, keys, onlyTruth, context);
  }
  return onlyTruth ? matchAny(source, subquery, context) : undefined;
}

/** IN, but NULL on either side is no match. */
function matchOneKey(
  source: PlanNode,
  subquery: PlanNode,
  { left, right }: KeyPair,
  onlyTruth: boolean,
  context: PlanContext,
): MatchedRows {
  const sourceColumns = new ComputedColumns(context, source);
  const columns = new ComputedColumns(context, subquery);
  const sourceJoinSymbol = sourceColumns.symbolOf(left);
  const filteringSourceJoinSymbol = columns.symbolOf(right);
  const semiJoinOutput = context.newSymbol('expr', { kind: 'boolean' });
  const node: PlanNode = {
    '@type': 'semijoin',
    id: context.nextId(),
    source: sourceColumns.node(),
    filteringSource: restrict(context, columns.node(), [filteringSourceJoinSymbol]),
    sourceJoinSymbol,
    filteringSourceJoinSymbol,
    semiJoinOutput,
  };
  const answer = context.reference(semiJoinOutput);
  return { node, matched: onlyTruth ? answer : coalesce(answer, no) };
}

/** A join with the different keys, of which a row meets one at the most. */
function matchKeys(
  source: PlanNode,
  subquery: PlanNode,
  keys: readonly KeyPair[],
  onlyTruth: boolean,
  context: PlanContext,
): MatchedRows {
  const columns = new ComputedColumns(context, subquery);
  const symbols = keys.map(({ right }) => columns.symbolOf(right));
  const distinct = aggregation(context, columns.node(), [...new Set(symbols)], {}, 'SINGLE');
  const conditions = keys.map(({ left }, i) => compare('=', left, context.reference(symbols[i] ?? '')));
  if (onlyTruth) {
    return { node: joinOn(context, 'INNER', source, distinct, conditions), matched: yes };
  }
  const { node, marker } = withMarker(distinct, context);
  return {
    node: joinOn(context, 'LEFT', source, node, conditions),
    matched: coalesce(context.reference(marker), no),
  };
}

/** A join with all that is met, and each row once. */
function matchAny(source: PlanNode, { node, predicates }: Decorrelated, context: PlanContext): MatchedRows {
  const numbered = assignUniqueId(source, context);
  const joined = joinOn(context, 'INNER', numbered.node, node, predicates);
  return { node: aggregation(context, joined, outputsOf(numbered.node), {}, 'SINGLE'), matched: yes };
}
