import type { OrderingScheme, PlanNode } from '../../../../generated/worker/types.ts';
import type { PlanContext } from '../plan-context.ts';
import { exchange, mapSources, systemPartitioning } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** How the threads of a task hold a node's rows: one has them all, each has some, or those of some keys. */
type Streams = { readonly kind: 'one' } | { readonly kind: 'many'; readonly keys?: readonly string[] };

interface Streamed {
  readonly node: PlanNode;
  readonly streams: Streams;
}

const one: Streams = { kind: 'one' };
const many: Streams = { kind: 'many' };

/**
 * Exchanges between the threads of a task. A worker reads splits and other tasks' pages with several threads; what needs all rows,
 * or all of a key, needs them brought together. Stock workers rely on these nodes; ours runs without threads of its own and passes
 * them by.
 */
export const addLocalExchanges: Rule = {
  name: 'add local exchanges',
  apply: (root, context) => visit(root, context).node,
};

function visit(node: PlanNode, context: PlanContext): Streamed {
  switch (node['@type']) {
    case 'values':
      return { node, streams: one };
    case 'tablescan':
    case 'remoteSource':
      return { node, streams: many };
    case 'exchange': {
      const changed = mapSources(node, (source) => visit(source, context).node);
      // Pages of other tasks arrive in order only where they are merged, in one thread.
      return { node: changed, streams: node.orderingScheme === undefined ? many : one };
    }
    case 'output':
    case 'filter':
    case 'project': {
      const source = visit(node.source, context);
      return { node: { ...node, source: source.node }, streams: passed(node, source.streams) };
    }
    case 'aggregation': {
      const source = visit(node.source, context);
      if (node.step === 'PARTIAL' || isGroupedBy(source.streams, node.groupingSets.groupingKeys)) {
        return { node: { ...node, source: source.node }, streams: source.streams };
      }
      const met = meet(source, node.groupingSets.groupingKeys, context);
      return { node: { ...node, source: met.node }, streams: met.streams };
    }
    case 'topn':
      return node.step === 'PARTIAL' ? inPlace(node, context) : gathered(node, context);
    case 'limit':
    case 'distinctlimit':
    case 'topnRanking':
      return node.partial ? inPlace(node, context) : gathered(node, context);
    case 'sort':
      return node.partial ? merged(node, node.orderingScheme, context) : gathered(node, context);
    default:
      return gathered(node, context);
  }
}

function inPlace(node: PlanNode, context: PlanContext): Streamed {
  let streams = one;
  const changed = mapSources(node, (below) => {
    const source = visit(below, context);
    streams = source.streams;
    return source.node;
  });
  return { node: changed, streams };
}

/** A node that needs all rows in one thread. */
function gathered(node: PlanNode, context: PlanContext): Streamed {
  return {
    node: mapSources(node, (source) => meet(visit(source, context), [], context).node),
    streams: one,
  };
}

/** Each thread sorts its rows, one merges them. */
function merged(node: PlanNode, orderingScheme: OrderingScheme, context: PlanContext): Streamed {
  const sorted = inPlace(node, context);
  return sorted.streams.kind === 'one'
    ? sorted
    : {
        node: exchange(context, 'LOCAL', 'GATHER', sorted.node, systemPartitioning('FIXED', 'UNKNOWN'), {
          orderingScheme,
        }),
        streams: one,
      };
}

/** Rows of one key in one thread; without keys, all rows. */
function meet({ node, streams }: Streamed, keys: readonly string[], context: PlanContext): Streamed {
  if (streams.kind === 'one') {
    return { node, streams };
  }
  return keys.length === 0
    ? {
        node: exchange(context, 'LOCAL', 'GATHER', node, systemPartitioning('SINGLE', 'SINGLE')),
        streams: one,
      }
    : {
        node: exchange(context, 'LOCAL', 'REPARTITION', node, systemPartitioning('FIXED', 'HASH'), { keys }),
        streams: { kind: 'many', keys },
      };
}

function isGroupedBy(streams: Streams, keys: readonly string[]): boolean {
  return streams.kind === 'one' || (streams.keys?.every((key) => keys.includes(key)) ?? false);
}

function passed(node: PlanNode, streams: Streams): Streams {
  if (node['@type'] !== 'project' || streams.kind === 'one' || streams.keys === undefined) {
    return streams;
  }
  const symbols = Object.keys(node.assignments.assignments);
  return streams.keys.every((key) => symbols.includes(key)) ? streams : many;
}
