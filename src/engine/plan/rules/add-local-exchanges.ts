import type {
  AggregationNode,
  ExchangeNode,
  JoinNode,
  OrderingScheme,
  PlanNode,
  SemiJoinNode,
  UnionNode,
} from '../../../../generated/worker/types.ts';
import { inputsOfUnion } from '../exchanges/distribute-union.ts';
import { multiSourceExchange } from '../exchanges/multi-source-exchange.ts';
import type { PlanContext } from '../plan-context.ts';
import { exchange, mapSources, systemPartitioning, outputsOf } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * How the threads of a task hold a node's rows: one has them all, each has some, or those of some keys. Rows that agree in one of
 * `unique` (ids that a thread gave) are with the same.
 */
type Streams =
  | { readonly kind: 'one' }
  | { readonly kind: 'many'; readonly keys?: readonly string[]; readonly unique?: readonly string[] };

interface Streamed {
  readonly node: PlanNode;
  readonly streams: Streams;
}

const one: Streams = { kind: 'one' };
const many: Streams = { kind: 'many' };

/**
 * Exchanges between the threads of a task. A worker reads splits and other tasks' pages with several threads; what needs all rows,
 * or all of a key, needs them brought together. Stock workers rely on these nodes; ours runs without threads of its own and passes
 * them by. Unions become such exchanges here, with all their sources.
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
    case 'tableFunctionProcessor': {
      if (node.source === undefined) return { node, streams: many };
      const { node: source, streams } = visit(node.source, context);
      const outputs = new Set(outputsOf(node));
      return { node: { ...node, source }, streams: keyed(streams, (key) => outputs.has(key)) };
    }
    case 'output':
    case 'filter':
    case 'project':
    case 'sample':
    case 'unnest':
    case 'groupid': {
      const { node: source, streams } = visit(node.source, context);
      return { node: { ...node, source }, streams: passed(node, streams) };
    }
    case 'assignUniqueId': {
      const { node: source, streams } = visit(node.source, context);
      const { idColumn } = node;
      return {
        node: { ...node, source },
        streams: streams.kind === 'one' ? one : { ...streams, unique: [...(streams.unique ?? []), idColumn] },
      };
    }
    case 'join':
      return joined(node, context);
    case 'semijoin':
      return semiJoined(node, context);
    case 'union':
      return united(node, context);
    case 'aggregation':
      return aggregated(node, context);
    case 'markDistinct':
      return grouped(node, node.distinctSymbols, context);
    case 'rowNumber':
      return grouped(node, node.partitionBy, context);
    case 'window':
    case 'patternRecognition':
      return grouped(node, node.specification.partitionBy, context);
    case 'topnRanking':
      return node.partial ? inPlace(node, context) : grouped(node, node.specification.partitionBy, context);
    case 'topn':
      return node.step === 'PARTIAL' ? inPlace(node, context) : grouped(node, [], context);
    case 'limit':
    case 'distinctlimit':
      return node.partial ? inPlace(node, context) : grouped(node, [], context);
    case 'sort':
      return node.partial ? merged(node, node.orderingScheme, context) : grouped(node, [], context);
    default:
      return grouped(node, [], context);
  }
}

/** One thread fills the table that the others look up in (recordings task-two-workers-join-*). */
function joined(node: JoinNode, context: PlanContext): Streamed {
  const left = visit(node.left, context);
  const right = meet(visit(node.right, context), [], context);
  const keepsRight = node.type === 'RIGHT' || node.type === 'FULL';
  const outputs = new Set([...node.leftOutputSymbols, ...node.rightOutputSymbols]);
  return {
    node: { ...node, left: left.node, right: right.node },
    // Rows that found no partner come in a thread of their own.
    streams: keepsRight ? many : keyed(left.streams, (key) => outputs.has(key)),
  };
}

function semiJoined(node: SemiJoinNode, context: PlanContext): Streamed {
  const source = visit(node.source, context);
  const filtering = meet(visit(node.filteringSource, context), [], context);
  return {
    node: { ...node, source: source.node, filteringSource: filtering.node },
    streams: source.streams,
  };
}

function united(node: UnionNode, context: PlanContext): Streamed {
  return {
    node: multiSourceExchange(context, {
      scope: 'LOCAL',
      type: 'REPARTITION',
      sources: node.sources.map((source) => visit(source, context).node),
      inputs: inputsOfUnion(node),
      layout: node.outputs,
      handle: systemPartitioning('FIXED', 'ROUND_ROBIN'),
    }),
    streams: many,
  };
}

function aggregated(node: AggregationNode, context: PlanContext): Streamed {
  const source = visit(node.source, context);
  const { groupingKeys, globalGroupingSets } = node.groupingSets;
  if (node.step === 'PARTIAL') {
    return {
      node: { ...node, source: source.node },
      streams: keyed(source.streams, (key) => groupingKeys.includes(key)),
    };
  }
  // A grouping set of nothing gives its row in each thread that has no rows; only a final step brings them together.
  const keys = node.step === 'SINGLE' && globalGroupingSets.length > 0 ? [] : groupingKeys;
  const met = meet(source, keys, context);
  return {
    node: { ...node, source: met.node },
    streams: keyed(met.streams, (key) => groupingKeys.includes(key)),
  };
}

/** A node that needs all rows of a group in one thread; without keys, all rows. */
function grouped(node: PlanNode, keys: readonly string[], context: PlanContext): Streamed {
  let streams = one;
  const changed = mapSources(node, (source) => {
    const met = meet(visit(source, context), keys, context);
    streams = met.streams;
    return met.node;
  });
  return { node: changed, streams };
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
function meet(source: Streamed, keys: readonly string[], context: PlanContext): Streamed {
  if (isMet(source.streams, keys)) {
    return source;
  }
  const { type, handle } = meeting(keys);
  return {
    node: isUnion(source.node)
      ? multiSourceExchange(context, {
          scope: 'LOCAL',
          type,
          sources: source.node.sources,
          inputs: source.node.inputs,
          layout: source.node.partitioningScheme.outputLayout,
          handle,
          keys,
        })
      : exchange(context, 'LOCAL', type, source.node, handle, { keys }),
    streams: keys.length === 0 ? one : { kind: 'many', keys },
  };
}

function meeting(keys: readonly string[]): {
  readonly type: ExchangeNode['type'];
  readonly handle: ReturnType<typeof systemPartitioning>;
} {
  return keys.length === 0
    ? { type: 'GATHER', handle: systemPartitioning('SINGLE', 'SINGLE') }
    : { type: 'REPARTITION', handle: systemPartitioning('FIXED', 'HASH') };
}

/** An exchange that stands for a union may as well bring the rows to where they are needed. */
function isUnion(node: PlanNode): node is ExchangeNode {
  return node['@type'] === 'exchange' && node.scope === 'LOCAL' && node.sources.length > 1;
}

function isMet(streams: Streams, keys: readonly string[]): boolean {
  return (
    streams.kind === 'one' ||
    streams.unique?.some((id) => keys.includes(id)) === true ||
    streams.keys?.every((key) => keys.includes(key)) === true
  );
}

/** The streams above a node that may not give all symbols on. */
function passed(node: PlanNode, streams: Streams): Streams {
  switch (node['@type']) {
    case 'project':
      // The symbol itself: under another expression it isn't the key any more.
      return keyed(streams, (key) => node.assignments.assignments[key] === `"${key}"`);
    case 'groupid':
      return keyed(streams, (key) => node.aggregationArguments.includes(key));
    case 'unnest':
      return keyed(streams, (key) => node.replicateSymbols.includes(key));
    default:
      return streams;
  }
}

function keyed(streams: Streams, kept: (key: string) => boolean): Streams {
  if (streams.kind === 'one') {
    return streams;
  }
  const unique = streams.unique?.filter(kept);
  return {
    kind: 'many',
    ...(streams.keys?.every(kept) === true && { keys: streams.keys }),
    ...(unique !== undefined && unique.length > 0 && { unique }),
  };
}
