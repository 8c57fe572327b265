import type {
  Aggregation,
  AggregationNode,
  OrderingScheme,
  PlanNode,
} from '../../../../generated/worker/types.ts';
import { intermediateType } from '../../functions/resolve-function.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Distribution } from '../distribution.ts';
import type { PlanContext } from '../plan-context.ts';
import { aggregation, exchange, mapSources, systemPartitioning } from '../plan-nodes.ts';
import type { PlanOptions } from '../plan-options.ts';

interface Distributed {
  readonly node: PlanNode;
  readonly distribution: Distribution;
}

/**
 * Spreads a plan over tasks: exchanges where rows have to meet, and below them what can be done before (PARTIAL aggregations, top
 * Ns, limits). The shapes are those of stock plans (recordings task-agg-*, task-topn-*, task-order-by-*).
 */
export function addExchanges(
  root: PlanNode,
  context: PlanContext,
  options: PlanOptions,
): { readonly root: PlanNode; readonly singleConsumers: ReadonlySet<string> } {
  const distributor = new Distributor(context, options);
  return { root: distributor.distribute(root).node, singleConsumers: distributor.singleConsumers };
}

const single: Distribution = { kind: 'single' };

class Distributor {
  readonly #context: PlanContext;
  readonly #options: PlanOptions;
  /** Ids of exchanges by hash that one task reads, whatever the number of workers then is. */
  readonly singleConsumers = new Set<string>();

  constructor(context: PlanContext, options: PlanOptions) {
    this.#context = context;
    this.#options = options;
  }

  distribute(node: PlanNode): Distributed {
    switch (node['@type']) {
      case 'tablescan':
        return { node, distribution: { kind: 'source' } };
      case 'values':
        return { node, distribution: single };
      case 'project': {
        const { node: source, distribution } = this.distribute(node.source);
        const kept = keepKeys(distribution, new Set(Object.keys(node.assignments.assignments)));
        return { node: { ...node, source }, distribution: kept };
      }
      case 'filter': {
        const { node: source, distribution } = this.distribute(node.source);
        return { node: { ...node, source }, distribution };
      }
      case 'output': {
        const source = this.distribute(node.source);
        const gathered = this.#options.singleOutput ? this.#gather(source) : source;
        return { node: { ...node, source: gathered.node }, distribution: gathered.distribution };
      }
      case 'aggregation':
        return this.#aggregate(node);
      case 'sort':
        return this.#sort(node);
      case 'topn':
        return this.#partially(
          node.source,
          (source) => ({ ...node, id: this.#context.nextId(), source, step: 'PARTIAL' }),
          (source, isFinal) => ({ ...node, source, step: isFinal ? 'FINAL' : 'SINGLE' }),
        );
      case 'limit':
        return this.#partially(
          node.source,
          (source) => ({ ...node, id: this.#context.nextId(), source, partial: true }),
          (source) => ({ ...node, source }),
        );
      case 'distinctlimit':
        return this.#partially(
          node.source,
          (source) => ({ ...node, id: this.#context.nextId(), source, partial: true }),
          (source) => ({ ...node, source }),
        );
      case 'topnRanking':
        return this.#partially(
          node.source,
          (source) => ({ ...node, id: this.#context.nextId(), source, partial: true }),
          (source) => ({ ...node, source }),
        );
      default: {
        // Rows have to meet where nothing better is known.
        const changed = mapSources(node, (source) => this.#gather(this.distribute(source)).node);
        return { node: changed, distribution: single };
      }
    }
  }

  #gather(source: Distributed, orderingScheme?: OrderingScheme): Distributed {
    if (source.distribution.kind === 'single') {
      return source;
    }
    return {
      node: exchange(
        this.#context,
        'REMOTE',
        'GATHER',
        source.node,
        systemPartitioning('SINGLE', 'SINGLE'),
        orderingScheme === undefined ? {} : { orderingScheme },
      ),
      distribution: single,
    };
  }

  /** Something that keeps few rows: once where they are, and again where they meet. */
  #partially(
    below: PlanNode,
    partial: (source: PlanNode) => PlanNode,
    whole: (source: PlanNode, isFinal: boolean) => PlanNode,
  ): Distributed {
    const source = this.distribute(below);
    if (source.distribution.kind === 'single') {
      return { node: whole(source.node, false), distribution: single };
    }
    const gathered = this.#gather({ ...source, node: partial(source.node) });
    return { node: whole(gathered.node, true), distribution: single };
  }

  /**
   * With several workers each sorts a part and the parts are merged; with one, a sort in the task that gives the rows out needs no
   * stages between, and rows that are in one task already are sorted there.
   */
  #sort(node: PlanNode & { readonly '@type': 'sort' }): Distributed {
    const source = this.distribute(node.source);
    const { orderingScheme } = node;
    if (this.#options.singleNode || source.distribution.kind === 'single') {
      return { node: { ...node, source: this.#gather(source).node }, distribution: single };
    }
    const spread = exchange(
      this.#context,
      'REMOTE',
      'REPARTITION',
      source.node,
      systemPartitioning('FIXED', 'ROUND_ROBIN'),
    );
    const sorted: PlanNode = { ...node, source: spread, partial: true };
    return this.#gather({ node: sorted, distribution: { kind: 'fixed' } }, orderingScheme);
  }

  #aggregate(node: AggregationNode): Distributed {
    const source = this.distribute(node.source);
    const { groupingKeys } = node.groupingSets;
    if (source.distribution.kind === 'single') {
      return { node: { ...node, source: source.node }, distribution: single };
    }
    const { keys } = source.distribution.kind === 'fixed' ? source.distribution : {};
    if (keys !== undefined && keys.length > 0 && keys.every((key) => groupingKeys.includes(key))) {
      return { node: { ...node, source: source.node }, distribution: source.distribution };
    }
    const { partial, final } = this.#split(node, source.node);
    if (groupingKeys.length === 0) {
      const gathered = this.#gather({ node: partial, distribution: source.distribution });
      return { node: { ...final, source: gathered.node }, distribution: single };
    }
    const spread = exchange(
      this.#context,
      'REMOTE',
      'REPARTITION',
      partial,
      systemPartitioning('FIXED', 'HASH'),
      { keys: groupingKeys },
    );
    if (this.#options.singleNode) {
      this.singleConsumers.add(spread.id);
    }
    return {
      node: { ...final, source: spread },
      distribution: this.#options.singleNode ? single : { kind: 'fixed', keys: groupingKeys },
    };
  }

  /** The steps of an aggregation on both sides of an exchange: states by symbols of their own go from one to the other. */
  #split(
    node: AggregationNode,
    source: PlanNode,
  ): { readonly partial: AggregationNode; readonly final: AggregationNode } {
    const context = this.#context;
    const partials: Record<string, Aggregation> = {};
    const finals: Record<string, Aggregation> = {};
    for (const [symbol, call] of Object.entries(node.aggregations)) {
      const { resolvedFunction } = call;
      const state = context.newSymbol(
        resolvedFunction.signature.name.functionName,
        intermediateType(resolvedFunction, resolvedFunction.signature.argumentTypes.map(parseType)),
      );
      partials[state] = call;
      finals[symbol] = {
        resolvedFunction,
        arguments: [context.write(context.reference(state))],
        distinct: false,
      };
    }
    const { groupingKeys } = node.groupingSets;
    return {
      partial: aggregation(context, source, groupingKeys, partials, 'PARTIAL'),
      final: { ...node, aggregations: finals, step: 'FINAL' },
    };
  }
}

/** Rows stay where they are; by which columns is only known while all of those are there. */
function keepKeys(distribution: Distribution, symbols: ReadonlySet<string>): Distribution {
  return distribution.kind === 'fixed' && distribution.keys?.every((key) => symbols.has(key)) === false
    ? { kind: 'fixed' }
    : distribution;
}
