import type { PlanNode, PlanNodeStatsEstimate, StatsAndCosts } from '../../../generated/worker/types.ts';
import { sourcesOf } from '../plan/plan-nodes.ts';
import type { RelationEstimate } from '../plan/stats/relation-estimate.ts';

/**
 * What is expected of the nodes of a fragment, by their ids (`statsAndCosts`, PROTOCOL 5.7).
 * @param root before the exchanges below were replaced by what reads them: these are estimated, too, what feeds them isn't this
 * fragment's
 */
export function fragmentStatistics(
  root: PlanNode,
  estimate: (node: PlanNode) => RelationEstimate,
): StatsAndCosts {
  const stats: Record<string, PlanNodeStatsEstimate> = {};
  const visit = (node: PlanNode): void => {
    stats[node.id] = statisticsOf(estimate(node));
    if (node['@type'] !== 'exchange' || node.scope !== 'REMOTE') {
      sourcesOf(node).forEach(visit);
    }
  };
  visit(root);
  return { stats, costs: {} };
}

function statisticsOf({ rowCount, symbols }: RelationEstimate): PlanNodeStatsEstimate {
  return {
    outputRowCount: double(rowCount),
    symbolStatistics: Object.fromEntries(
      [...symbols].map(([symbol, { low, high, nullsFraction, averageSize, distinctValues }]) => [
        symbol,
        {
          lowValue: double(low),
          highValue: double(high),
          nullsFraction: double(nullsFraction),
          averageRowSize: double(averageSize),
          distinctValuesCount: double(distinctValues),
        },
      ]),
    ),
  };
}

/** A double in JSON: what it has no number for is text. */
function double(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isNaN(value)) {
    return 'NaN';
  }
  if (Number.isFinite(value)) {
    return value;
  }
  return value > 0 ? 'Infinity' : '-Infinity';
}
