import type { PlanNode, TableScanNode } from '../../../../generated/worker/types.ts';
import { symbolsOf } from '../../expressions/expression-tree.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, mapSources, outputsOf, project, restrict, rowsOf, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** Reads and passes on only columns that something above uses, down to the table scans. */
export const pruneColumns: Rule = {
  name: 'prune columns',
  apply: (root, context) => prune(root, new Set(outputsOf(root)), context),
};

/** @param needed of the node's outputs; the result may give more, except below exchanges-to-be, where a projection cuts it */
function prune(node: PlanNode, needed: ReadonlySet<string>, context: PlanContext): PlanNode {
  switch (node['@type']) {
    case 'output':
      return { ...node, source: pruned(node.source, new Set(node.outputs), context) };
    case 'tablescan':
      return pruneScan(node, needed);
    case 'values': {
      const rows = rowsOf(node, context);
      const kept = node.outputSymbols.flatMap((symbol, i) => (needed.has(symbol) ? [i] : []));
      return rows === undefined || kept.length === node.outputSymbols.length
        ? node
        : values(
            context,
            kept.map((i) => node.outputSymbols[i] as string),
            rows.map((row) => kept.map((i) => row[i] as (typeof row)[number])),
            node.id,
          );
    }
    case 'project': {
      const kept = new Map([...assignmentsOf(node, context)].filter(([symbol]) => needed.has(symbol)));
      const used = new Set<string>();
      for (const expression of kept.values()) {
        symbolsOf(expression, used);
      }
      return project(context, prune(node.source, used, context), kept, node.id);
    }
    case 'filter': {
      const used = symbolsOf(context.read(node.predicate), new Set(needed));
      return { ...node, source: prune(node.source, used, context) };
    }
    case 'aggregation': {
      const aggregations = Object.fromEntries(
        Object.entries(node.aggregations).filter(([symbol]) => needed.has(symbol)),
      );
      const { groupingKeys } = node.groupingSets;
      if (groupingKeys.length === 0 && Object.keys(aggregations).length === 0) {
        // One group, whatever there is in it.
        return values(context, [], [[]]);
      }
      const used = new Set(groupingKeys);
      for (const { arguments: args } of Object.values(aggregations)) {
        for (const argument of args) {
          symbolsOf(context.read(argument), used);
        }
      }
      return { ...node, aggregations, source: pruned(node.source, used, context) };
    }
    case 'sort':
    case 'topn': {
      const used = new Set([...needed, ...node.orderingScheme.orderBy]);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'limit':
      return { ...node, source: pruned(node.source, needed, context) };
    case 'distinctlimit':
      return { ...node, source: pruned(node.source, new Set(node.distinctSymbols), context) };
    case 'rowNumber': {
      const used = new Set([...needed, ...node.partitionBy]);
      used.delete(node.rowNumberSymbol);
      return { ...node, source: pruned(node.source, used, context) };
    }
    case 'topnRanking': {
      const { partitionBy, orderingScheme } = node.specification;
      const used = new Set([...needed, ...partitionBy, ...(orderingScheme?.orderBy ?? [])]);
      used.delete(node.rankingSymbol);
      return { ...node, source: pruned(node.source, used, context) };
    }
    default:
      return mapSources(node, (source) => prune(source, new Set(outputsOf(source)), context));
  }
}

/** Prunes, and cuts off what a filter or sort below had to read for itself. */
function pruned(node: PlanNode, needed: ReadonlySet<string>, context: PlanContext): PlanNode {
  const result = prune(node, needed, context);
  const outputs = outputsOf(result);
  return outputs.every((symbol) => needed.has(symbol))
    ? result
    : restrict(
        context,
        result,
        outputs.filter((symbol) => needed.has(symbol)),
      );
}

function pruneScan(node: TableScanNode, needed: ReadonlySet<string>): PlanNode {
  return {
    ...node,
    outputSymbols: node.outputSymbols.filter((symbol) => needed.has(symbol)),
    assignments: Object.fromEntries(
      Object.entries(node.assignments).filter(([symbol]) => needed.has(symbol)),
    ),
  };
}
