import type { OutputNode, PlanNode } from '../../../generated/worker/types.ts';
import type { Analysis } from '../analyze/analysis.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { Routine } from '../routines/routine.ts';
import type { Type } from '../types/type.ts';
import type { Distribution } from './distribution.ts';
import { optimize } from './optimize.ts';
import { PlanContext } from './plan-context.ts';
import type { ScannedTable } from './plan-context.ts';
import { sourcesOf } from './plan-nodes.ts';
import type { PlanOptions } from './plan-options.ts';
import type { PlanSettings } from './plan-settings.ts';
import { QueryPlanner } from './plan-query.ts';
import { planWrite } from './plan-write.ts';
import type { RuleRunner } from './rule-statistics.ts';
import { distinctAggregates } from './rules/distinct-aggregates.ts';
import { decorrelateLate } from './rules/decorrelate/decorrelate-late.ts';
import { addExchanges } from './rules/add-exchanges.ts';
import { addLocalExchanges } from './rules/add-local-exchanges.ts';
import { chooseDistributions } from './rules/choose-distributions.ts';
import { estimateRows } from './stats/estimate.ts';
import type { RelationEstimate } from './stats/relation-estimate.ts';

/** A statement's plan before it is spread over tasks. */
export interface LogicalPlan {
  readonly root: OutputNode;
  readonly context: PlanContext;
  /** Functions that the statement brought along. */
  readonly routines?: readonly Routine[];
}

/** A plan with its exchanges: what `createFragments` cuts. */
export interface DistributedPlan {
  readonly root: OutputNode;
  readonly symbols: ReadonlyMap<string, Type>;
  /** Functions that the statement brought along: each goes with the fragments that call it. */
  readonly routines: readonly Routine[];
  /** Where the root's rows are: what runs the fragment that gives the result out. */
  readonly distribution: Distribution;
  /** For the id of each exchange between tasks, where the rows of its sources are: what runs the fragments below it. */
  readonly sources: ReadonlyMap<string, readonly Distribution[]>;
  /** What is expected of a node's rows, also of exchanges'. */
  readonly estimate: (node: PlanNode) => RelationEstimate;
}

/** A table that a plan reads, with the columns it needs. */
export interface PlanInput {
  readonly nodeId: string;
  readonly scan: ScannedTable;
  readonly columns: readonly { readonly name: string; readonly type: Type }[];
}

/**
 * Plans a statement and optimizes the plan.
 * @param settings of the session (`planSettingsOf`); defaults when absent
 * @param runner takes note of the optimizer's rules
 * @throws TrinoError STACK_OVERFLOW when expressions are nested too deeply
 */
export function planQuery(
  analysis: Analysis,
  metadata: Metadata,
  settings?: PlanSettings,
  runner?: RuleRunner,
): LogicalPlan {
  try {
    return planStatement(analysis, metadata, settings, runner);
  } catch (error) {
    throw error instanceof RangeError && error.message.includes('call stack')
      ? new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)')
      : error;
  }
}

function planStatement(
  analysis: Analysis,
  metadata: Metadata,
  settings: PlanSettings | undefined,
  runner: RuleRunner | undefined,
): LogicalPlan {
  const { root, context } = firstPlan(analysis, metadata, settings);
  return { root: asOutput(optimize(root, context, runner)), context, routines: analysis.routines ?? [] };
}

/** A statement's plan as the statement says it, before the optimizer's rules. */
export function firstPlan(analysis: Analysis, metadata: Metadata, settings?: PlanSettings): LogicalPlan {
  const context = new PlanContext({ metadata, settings });
  const planner = new QueryPlanner(context, metadata, analysis.subqueries);
  const planned = decorrelateLate(planner.plan(analysis.query), context);
  if (analysis.write !== undefined) {
    const node = distinctAggregates.apply(planned.node, context);
    return { root: planWrite(analysis.write, { ...planned, node }, context), context };
  }
  const root: OutputNode = {
    '@type': 'output',
    id: context.nextId(),
    source: distinctAggregates.apply(planned.node, context),
    columns: analysis.columns.map(({ name }) => name),
    outputs: planned.symbols,
  };
  return { root, context };
}

/** Spreads a plan over the tasks of a cluster. The logical plan stays as it is and may be distributed again. */
export function distributePlan(
  { root, context, routines }: LogicalPlan,
  options: PlanOptions,
): DistributedPlan {
  const chosen = chooseDistributions(root, context, options.workers);
  const distributed = addExchanges(chosen, context, options);
  return {
    root: asOutput(addLocalExchanges.apply(distributed.root, context)),
    symbols: context.symbols,
    routines: routines ?? [],
    distribution: distributed.distribution,
    sources: distributed.sources,
    estimate: (node) => estimateRows(node, context),
  };
}

/** The tables a plan reads, in the order of their scans. */
export function inputsOf({ root, context }: LogicalPlan): readonly PlanInput[] {
  const inputs: PlanInput[] = [];
  const visit = (node: PlanNode): void => {
    const scan = context.scans.get(node.id);
    if (node['@type'] === 'tablescan' && scan !== undefined) {
      const columns = node.outputSymbols.flatMap((symbol) => scan.columns.get(symbol) ?? []);
      inputs.push({ nodeId: node.id, scan, columns });
    }
    sourcesOf(node).forEach(visit);
  };
  visit(root);
  return inputs;
}

function asOutput(node: PlanNode): OutputNode {
  if (node['@type'] !== 'output') {
    throw new TypeError(`The plan's root is a ${node['@type']}`);
  }
  return node;
}
