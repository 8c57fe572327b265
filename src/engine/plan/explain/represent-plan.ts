import type { FilterNode, PlanNode, ProjectNode, TableScanNode } from '../../../../generated/worker/types.ts';
import type { Type } from '../../types/type.ts';
import { displayType } from '../../types/display-type.ts';
import { outputsOf, sourcesOf } from '../plan-nodes.ts';
import { columnText, tableText } from './handle-text.ts';
import { describeNode } from './describe-node.ts';
import type { PlanRepresentation, RepresentedEstimate } from './plan-representation.ts';
import { readableExpression } from './readable-expression.ts';

/** What a representation is made with. */
export interface RepresentationContext {
  readonly symbols: ReadonlyMap<string, Type>;
  /**
   * The estimate of a node, its size that of some symbols; undefined for what isn't estimated (a remote source).
   * @param outputs of the representation that the estimate stands in
   */
  readonly estimate: (node: PlanNode, outputs: readonly string[]) => RepresentedEstimate | undefined;
  /** Lines about what nodes took that are shown as one, the lowest first. */
  readonly measure?: (nodes: readonly PlanNode[]) => readonly string[];
}

/** A plan as EXPLAIN shows it: projections and filters right above a scan, and a filter below a projection, are one with it. */
export function representPlan(root: PlanNode, context: RepresentationContext): PlanRepresentation {
  switch (root['@type']) {
    case 'project': {
      const { source } = root;
      if (source['@type'] === 'filter') return representPipeline(root, source, context);
      return source['@type'] === 'tablescan'
        ? representPipeline(root, undefined, context)
        : represent(root, {}, projected(root), [root], sourcesOf(root), context);
    }
    case 'filter':
      return representPipeline(undefined, root, context);
    case 'tablescan':
      return represent(root, { table: tableText(root.table) }, scanned(root), [root], [], context);
    default: {
      const { name, descriptor, details } = describeNode(root, context.symbols);
      return { ...represent(root, descriptor, details, [root], sourcesOf(root), context), name };
    }
  }
}

/** A projection, a filter, or both; with the scan below them, if one is there. */
function representPipeline(
  projection: ProjectNode | undefined,
  filter: FilterNode | undefined,
  context: RepresentationContext,
): PlanRepresentation {
  const lowest = (filter ?? projection) as FilterNode | ProjectNode;
  const top = projection ?? (filter as FilterNode);
  const scan = lowest.source['@type'] === 'tablescan' ? lowest.source : undefined;
  const nodes = [scan, filter, projection].filter((node) => node !== undefined);
  const descriptor = {
    ...(scan !== undefined && { table: tableText(scan.table) }),
    ...(filter !== undefined && { filterPredicate: readableExpression(filter.predicate) }),
  };
  const details = [
    ...(projection === undefined ? [] : projected(projection)),
    ...(scan === undefined ? [] : scanned(scan)),
  ];
  const name = `${scan ? 'Scan' : ''}${filter ? 'Filter' : ''}${projection ? 'Project' : ''}`;
  const children = scan === undefined ? [lowest.source] : [];
  return { ...represent(top, descriptor, details, nodes, children, context), name };
}

/** @param nodes what it stands for, the lowest first */
function represent(
  node: PlanNode,
  descriptor: Readonly<Record<string, string>>,
  details: readonly string[],
  nodes: readonly PlanNode[],
  children: readonly PlanNode[],
  context: RepresentationContext,
): PlanRepresentation {
  const outputs = outputsOf(node);
  return {
    id: node.id,
    name: node['@type'] === 'project' ? 'Project' : 'TableScan',
    descriptor: Object.entries(descriptor),
    outputs: outputs.map((symbol) => {
      const type = context.symbols.get(symbol);
      return { symbol, type: type === undefined ? 'unknown' : displayType(type) };
    }),
    details,
    ...(context.measure !== undefined && { measured: context.measure(nodes) }),
    estimates: nodes.flatMap((each) => context.estimate(each, outputs) ?? []),
    children: children.map((child) => representPlan(child, context)),
  };
}

function projected({ assignments }: ProjectNode): string[] {
  return Object.entries(assignments.assignments)
    .filter(([symbol, expression]) => expression !== `"${symbol.replaceAll('"', '""')}"`)
    .map(([symbol, expression]) => `${symbol} := ${readableExpression(expression)}`);
}

function scanned({ outputSymbols, assignments }: TableScanNode): string[] {
  return outputSymbols.flatMap((symbol) => {
    const handle = assignments[symbol];
    return handle === undefined ? [] : [`${symbol} := ${columnText(handle)}`];
  });
}
