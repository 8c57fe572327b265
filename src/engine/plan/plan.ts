import type { OutputNode, PlanNode } from '../../../generated/worker/types.ts';
import type { Analysis } from '../analyze/analysis.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { Type } from '../types/type.ts';
import { optimize } from './optimize.ts';
import { PlanContext } from './plan-context.ts';
import type { ScannedTable } from './plan-context.ts';
import { sourcesOf } from './plan-nodes.ts';
import type { PlanOptions } from './plan-options.ts';
import { QueryPlanner } from './plan-query.ts';
import { addExchanges } from './rules/add-exchanges.ts';
import { addLocalExchanges } from './rules/add-local-exchanges.ts';

/** A statement's plan before it is spread over tasks. */
export interface LogicalPlan {
  readonly root: OutputNode;
  readonly context: PlanContext;
}

/** A plan with its exchanges: what `createFragments` cuts. */
export interface DistributedPlan {
  readonly root: OutputNode;
  readonly symbols: ReadonlyMap<string, Type>;
  /** Ids of exchanges whose rows one task reads though they are partitioned for several. */
  readonly singleConsumers: ReadonlySet<string>;
}

/** A table that a plan reads, with the columns it needs. */
export interface PlanInput {
  readonly nodeId: string;
  readonly scan: ScannedTable;
  readonly columns: readonly { readonly name: string; readonly type: Type }[];
}

/**
 * Plans a statement and optimizes the plan.
 * @throws TrinoError STACK_OVERFLOW when expressions are nested too deeply
 */
export function planQuery(analysis: Analysis, metadata: Metadata): LogicalPlan {
  try {
    return planStatement(analysis, metadata);
  } catch (error) {
    throw error instanceof RangeError && error.message.includes('call stack')
      ? new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)')
      : error;
  }
}

function planStatement(analysis: Analysis, metadata: Metadata): LogicalPlan {
  const context = new PlanContext();
  const planned = new QueryPlanner(context, metadata).plan(analysis.query);
  const root: OutputNode = {
    '@type': 'output',
    id: context.nextId(),
    source: planned.node,
    columns: analysis.columns.map(({ name }) => name),
    outputs: planned.symbols,
  };
  return { root: asOutput(optimize(root, context)), context };
}

/** Spreads a plan over the tasks of a cluster. The logical plan stays as it is and may be distributed again. */
export function distributePlan({ root, context }: LogicalPlan, options: PlanOptions): DistributedPlan {
  const distributed = addExchanges(root, context, options);
  return {
    root: asOutput(addLocalExchanges.apply(distributed.root, context)),
    symbols: context.symbols,
    singleConsumers: distributed.singleConsumers,
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
