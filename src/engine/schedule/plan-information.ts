import { createFragments } from '../fragment/create-fragments.ts';
import type { SubPlan } from '../fragment/create-fragments.ts';
import type { PlanInformation, QueryStatistics } from '../analyze/rewrite/rewrite-context.ts';
import type { Analysis } from '../analyze/analysis.ts';
import type { WriteAnalysis } from '../analyze/analyze-write.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { BegunWrite } from '../plan/begin-write.ts';
import { explainIo } from '../plan/explain/explain-io.ts';
import { explainDistributed, explainLogical } from '../plan/explain/explain-plan.ts';
import { planExplainAnalyze } from '../plan/plan-explain-analyze.ts';
import { distributePlan } from '../plan/plan.ts';
import type { LogicalPlan } from '../plan/plan.ts';
import { planOptionsFor } from '../plan/plan-options.ts';
import { estimateRows } from '../plan/stats/estimate.ts';
import { symbolOf } from '../plan/stats/relation-estimate.ts';

/** The stages that statements about plans need. */
export interface PlanStages {
  analyze(statement: Statement): { readonly analysis: Analysis };
  /** The same, of a statement whose parameters are bound. */
  analyzePrepared(statement: Statement): { readonly analysis: Analysis; readonly query?: QueryNode };
  plan(analysis: Analysis): LogicalPlan;
  /** Begins a write for its handles. */
  beginWrite(plan: LogicalPlan, write: WriteAnalysis): BegunWrite;
  /** As it is now. */
  readonly cluster: () => { readonly workers: number };
}

/** What EXPLAIN and SHOW STATS ask of planning. */
export function planInformation(stages: PlanStages): PlanInformation {
  return {
    explain(statement, type, format) {
      const { analysis } = stages.analyze(statement);
      const query = stages.plan(analysis);
      const planned =
        statement.kind === 'explainAnalyze' ? planExplainAnalyze(query, statement.verbose) : query;
      const begun = analysis.write && stages.beginWrite(planned, analysis.write);
      // Only the handles are shown: nothing is written.
      begun?.discard();
      const logical = begun?.plan ?? planned;
      const workers = Math.max(1, stages.cluster().workers);
      const plan = distributePlan(logical, planOptionsFor({ workers }));
      const explained = { plan, context: logical.context, workers };
      switch (type) {
        case 'LOGICAL':
          return explainLogical(explained, format);
        case 'DISTRIBUTED':
          return explainDistributed(explained, fragmentsOf(createFragments(plan)), format);
        case 'IO':
          return explainIo(explained, format);
        default:
          return unreachable(type);
      }
    },
    describe: (statement) => stages.analyzePrepared(statement),
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

/** The fragments in the order of their ids. */
function fragmentsOf(plan: SubPlan): SubPlan['fragment'][] {
  const all = (part: SubPlan): SubPlan['fragment'][] => [part.fragment, ...part.children.flatMap(all)];
  return all(plan).sort((a, b) => Number(a.id) - Number(b.id));
}

function unreachable(type: never): never {
  throw new Error(`unknown type ${String(type)}`);
}
