import type { PlanInformation, QueryStatistics } from '../analyze/rewrite/rewrite-context.ts';
import type { Analysis } from '../analyze/analysis.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { LogicalPlan } from '../plan/plan.ts';
import { estimateRows } from '../plan/stats/estimate.ts';
import { symbolOf } from '../plan/stats/relation-estimate.ts';
import { TrinoError } from '../errors/trino-error.ts';

/** The stages that statements about plans need. */
export interface PlanStages {
  analyze(statement: Statement): { readonly analysis: Analysis };
  plan(analysis: Analysis): LogicalPlan;
}

/** What EXPLAIN and SHOW STATS ask of planning. */
export function planInformation(stages: PlanStages): PlanInformation {
  return {
    explain() {
      throw new TrinoError('NOT_SUPPORTED', 'EXPLAIN not yet supported');
    },
    validate(statement) {
      stages.analyze(statement);
    },
    statistics(query) {
      const { analysis } = stages.analyze(query);
      return statisticsOf(stages.plan(analysis), analysis);
    },
  };
}

function statisticsOf({ root, context }: LogicalPlan, { columns }: Analysis): QueryStatistics {
  const estimate = estimateRows(root, context);
  return {
    ...known('rowCount', estimate.rowCount),
    columns: columns.map(({ name, type }, i) => {
      const { low, high, nullsFraction, averageSize, distinctValues } = symbolOf(
        estimate,
        root.outputs[i] ?? '',
      );
      return {
        name,
        type,
        ...known('dataSize', estimate.rowCount * (1 - nullsFraction) * averageSize),
        ...known('distinctValues', distinctValues),
        ...known('nullsFraction', nullsFraction),
        ...known('low', low),
        ...known('high', high),
      };
    }),
  };
}

/** The number as a property, if it is one. */
function known<Name extends string>(name: Name, value: number): { readonly [Key in Name]?: number } {
  return (Number.isFinite(value) ? { [name]: value } : {}) as { readonly [Key in Name]?: number };
}
