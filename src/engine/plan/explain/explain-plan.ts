import type { OutputNode, PlanFragment, PlanNode } from '../../../../generated/worker/types.ts';
import type { DistributedPlan } from '../plan.ts';
import type { PlanContext } from '../plan-context.ts';
import { sourcesOf } from '../plan-nodes.ts';
import { estimateRows } from '../stats/estimate.ts';
import { outputSize } from '../stats/output-size.ts';
import { formatGraph, formatGraphs } from './format-graph.ts';
import { formatJson } from './format-json.ts';
import type { JsonValue } from './format-json.ts';
import { formatTree } from './format-text.ts';
import { partitioningText } from './handle-text.ts';
import { nodeCost } from './node-cost.ts';
import type { PlanRepresentation, RepresentedEstimate } from './plan-representation.ts';
import { representPlan } from './represent-plan.ts';
import type { RepresentationContext } from './represent-plan.ts';

/** A plan with what is needed to tell of it. */
export interface ExplainedPlan {
  readonly plan: DistributedPlan;
  readonly context: PlanContext;
  readonly workers: number;
}

export type PlanFormat = 'TEXT' | 'JSON' | 'GRAPHVIZ';

const version = 'Trino version: 435\n';

/** EXPLAIN (TYPE LOGICAL): the whole plan, exchanges between tasks among its nodes. */
export function explainLogical(explained: ExplainedPlan, format: PlanFormat): string {
  const { root } = explained.plan;
  if (format === 'GRAPHVIZ') return formatGraph(root);
  const representation = representPlan(root, representationContext(explained));
  return format === 'JSON'
    ? formatJson(jsonOf(representation))
    : `${version}${formatTree(representation, 0)}`;
}

/**
 * EXPLAIN (TYPE DISTRIBUTED): the fragments, each with how its rows go on.
 * @param fragments of the plan, in the order of their ids
 */
export function explainDistributed(
  explained: ExplainedPlan,
  fragments: readonly PlanFragment[],
  format: PlanFormat,
): string {
  if (format === 'GRAPHVIZ') return formatGraphs(fragments);
  const context = representationContext(explained);
  if (format === 'JSON') {
    return formatJson(
      Object.fromEntries(fragments.map(({ id, root }) => [id, jsonOf(representPlan(root, context))])),
    );
  }
  return `${version}${fragments.map((fragment) => fragmentText(fragment, context)).join('')}`;
}

/** What was measured, as lines of the text. */
export interface Measurements {
  /** Below the version. */
  readonly heading: string;
  readonly fragment: (fragment: PlanFragment) => readonly string[];
  /** Of nodes that are shown as one, the lowest first. */
  readonly node: (nodes: readonly PlanNode[]) => readonly string[];
}

/** EXPLAIN ANALYZE: fragments with what running them took. */
export function explainMeasured(
  explained: ExplainedPlan,
  fragments: readonly PlanFragment[],
  { heading, fragment: linesOf, node: measure }: Measurements,
): string {
  const context = { ...representationContext(explained), measure };
  const texts = fragments.map((fragment) => fragmentText(fragment, context, linesOf(fragment)));
  return `${version}${heading}\n${texts.join('')}`;
}

function fragmentText(
  fragment: PlanFragment,
  context: RepresentationContext,
  measured: readonly string[] = [],
): string {
  const { id, root, partitioning, partitionCount, outputPartitioningScheme: output } = fragment;
  const keys = output.partitioning.arguments.map(({ expression }) => symbolText(expression ?? 'NULL'));
  const replicates = output.replicateNullsAndAny ? ' (replicate nulls and any)' : '';
  return [
    `Fragment ${id} [${partitioningText(partitioning)}]`,
    ...measured.map((line) => `    ${line}`),
    `    Output layout: [${output.outputLayout.join(', ')}]`,
    `    Output partitioning: ${partitioningText(output.partitioning.handle)}${replicates} [${keys.join(', ')}]`,
    ...(partitionCount === undefined ? [] : [`    Partition count: ${partitionCount}`]),
    `${formatTree(representPlan(root, context), 1)}\n`,
  ].join('\n');
}

/** An expression; a symbol alone without quotes. */
function symbolText(expression: string): string {
  const name = /^"((?:[^"]|"")*)"$/.exec(expression)?.[1];
  return name?.replaceAll('""', '"') ?? expression;
}

/** Estimates are looked up by id: a fragment doesn't know what its remote sources give. */
function representationContext({ plan, context, workers }: ExplainedPlan): RepresentationContext {
  const whole = nodesById(plan.root);
  const size = (node: PlanNode, symbols: readonly string[]): number =>
    outputSize(estimateRows(node, context), symbols, plan.symbols);
  return {
    symbols: plan.symbols,
    estimate(node, outputs): RepresentedEstimate | undefined {
      const known = whole.get(node.id);
      if (known === undefined || isNotEstimated(node)) return undefined;
      const { cpu, memory, network } = nodeCost(known, { size, workers });
      return {
        rowCount: estimateRows(known, context).rowCount,
        outputSize: size(known, outputs),
        cpuCost: cpu,
        memoryCost: memory,
        networkCost: network,
      };
    },
  };
}

/** Stock says nothing of what writers tell, of row patterns, nor of what it doesn't see in a fragment. */
function isNotEstimated({ '@type': type }: PlanNode): boolean {
  return (
    type === 'remoteSource' ||
    type === 'tablewriter' ||
    type === 'tablecommit' ||
    type === 'explainAnalyze' ||
    type === 'patternRecognition'
  );
}

function nodesById(root: OutputNode): ReadonlyMap<string, PlanNode> {
  const nodes = new Map<string, PlanNode>();
  const visit = (node: PlanNode): void => {
    nodes.set(node.id, node);
    sourcesOf(node).forEach(visit);
  };
  visit(root);
  return nodes;
}

function jsonOf(plan: PlanRepresentation): JsonValue {
  return {
    id: plan.id,
    name: plan.name,
    descriptor: Object.fromEntries(plan.descriptor),
    outputs: plan.outputs.map(({ symbol, type }) => ({ symbol, type })),
    details: plan.details,
    estimates: plan.estimates.map((estimate) => ({
      outputRowCount: estimate.rowCount,
      outputSizeInBytes: estimate.outputSize,
      cpuCost: estimate.cpuCost,
      memoryCost: estimate.memoryCost,
      networkCost: estimate.networkCost,
    })),
    children: plan.children.map(jsonOf),
  };
}
