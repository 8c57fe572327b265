import type {
  ExchangeNode,
  OrderingScheme,
  PartitioningHandle,
  PlanNode,
} from '../../../../generated/worker/types.ts';
import type { Distribution, Place } from '../distribution.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf, systemPartitioning } from '../plan-nodes.ts';
import type { PlanOptions } from '../plan-options.ts';
import { multiSourceExchange } from './multi-source-exchange.ts';

/** A plan with its exchanges, and where its rows are. */
export interface Distributed {
  readonly node: PlanNode;
  readonly distribution: Distribution;
}

/** Several plans whose rows follow each other: a union's sources, with their symbols in the order of `layout`. */
export interface DistributedUnion {
  readonly sources: readonly Distributed[];
  readonly inputs: readonly (readonly string[])[];
  readonly layout: readonly string[];
}

/** Stock's `query.max-writer-task-count`. */
const maxWriterTasks = 100;

interface ExchangeSettings {
  readonly type: ExchangeNode['type'];
  readonly handle: PartitioningHandle;
  readonly keys?: readonly string[];
  readonly orderingScheme?: OrderingScheme;
  readonly replicateNullsAndAny?: boolean;
}

/**
 * Brings rows to where they are needed. With one worker (`singleNode`) its one task has all rows: gathering them makes no exchange,
 * only what the coordinator alone can read still has to travel, and nobody asks for them to be divided or copied.
 */
export class ExchangeBuilder {
  readonly context: PlanContext;
  readonly singleNode: boolean;
  /** For the id of each exchange between tasks, where the rows of each of its sources are: what runs the fragments below it. */
  readonly distributions = new Map<string, readonly Distribution[]>();

  constructor(context: PlanContext, options: PlanOptions) {
    this.context = context;
    this.singleNode = options.singleNode;
  }

  /** All rows in one task; merged by `orderingScheme` if they are sorted in each. */
  gather(source: Distributed, orderingScheme?: OrderingScheme): Distributed {
    const inPlace = this.#inOneTask(source);
    if (inPlace !== undefined) {
      return inPlace;
    }
    return this.#gatherRemotely(source, orderingScheme);
  }

  /** All sources with all their rows in one task. */
  gatherTogether(sources: readonly Distributed[]): {
    readonly nodes: readonly PlanNode[];
    readonly distribution: Distribution;
  } {
    const gathered = sources.map((source) => this.gather(source));
    const places = gathered.map(({ distribution }) => placeOf(distribution));
    const mixed = places.includes('coordinator') && places.includes('worker');
    return {
      nodes: gathered.map((source, i) =>
        mixed && places[i] === 'coordinator' ? this.#gatherRemotely(source).node : source.node,
      ),
      distribution: {
        kind: 'single',
        place: places.includes('worker')
          ? 'worker'
          : places.includes('coordinator')
            ? 'coordinator'
            : 'anywhere',
      },
    };
  }

  /** Rows that agree in `keys` in one task. */
  partition(
    source: Distributed,
    keys: readonly string[],
    options: { readonly replicateNullsAndAny?: boolean } = {},
  ): Distributed {
    return this.partitionUnion(unionOfOne(source), keys, options);
  }

  /** A union's rows, those that agree in `keys` in one task. */
  partitionUnion(
    union: DistributedUnion,
    keys: readonly string[],
    options: { readonly replicateNullsAndAny?: boolean } = {},
  ): Distributed {
    return {
      node: this.#remote(union, {
        type: 'REPARTITION',
        handle: systemPartitioning('FIXED', 'HASH'),
        keys,
        ...options,
      }),
      distribution: { kind: 'fixed', by: 'HASH', keys: keys.map((key) => [key]) },
    };
  }

  /** Rows evenly over all tasks. */
  spread(source: Distributed): Distributed {
    return this.spreadUnion(unionOfOne(source));
  }

  spreadUnion(union: DistributedUnion): Distributed {
    return {
      node: this.#remote(union, {
        type: 'REPARTITION',
        handle: systemPartitioning('FIXED', 'ROUND_ROBIN'),
      }),
      distribution: { kind: 'fixed', by: 'ROUND_ROBIN' },
    };
  }

  /** Rows evenly over the tasks of writers, of which there are so many at the most. */
  spreadToWriters(source: Distributed): Distributed {
    const spread = this.spread(source);
    if (spread.node['@type'] !== 'exchange') return spread;
    const { partitioningScheme } = spread.node;
    const limited = { ...partitioningScheme, partitionCount: maxWriterTasks };
    return { ...spread, node: { ...spread.node, partitioningScheme: limited } };
  }

  /** All rows in a task on the coordinator. */
  gatherOnCoordinator(source: Distributed): Distributed {
    return {
      node: this.#gatherRemotely(source).node,
      distribution: { kind: 'single', place: 'coordinator' },
    };
  }

  /** All rows in one task of a worker; an exchange brings those that only the coordinator has. */
  gatherOnWorker(source: Distributed): Distributed {
    const gathered = this.gather(source);
    const node =
      placeOf(gathered.distribution) === 'coordinator' ? this.#gatherRemotely(gathered).node : gathered.node;
    return { node, distribution: { kind: 'single', place: 'worker' } };
  }

  gatherUnion(union: DistributedUnion): Distributed {
    return {
      node: this.#remote(union, { type: 'GATHER', handle: systemPartitioning('SINGLE', 'SINGLE') }),
      distribution: { kind: 'single', place: 'anywhere' },
    };
  }

  /** All rows in every task of the reader. */
  replicate(source: Distributed): PlanNode {
    return this.#remote(unionOfOne(source), {
      type: 'REPLICATE',
      handle: systemPartitioning('FIXED', 'BROADCAST'),
    });
  }

  #inOneTask(source: Distributed): Distributed | undefined {
    const { distribution } = source;
    if (distribution.kind === 'single') {
      return source;
    }
    return this.singleNode
      ? { node: source.node, distribution: { kind: 'single', place: 'worker' } }
      : undefined;
  }

  #gatherRemotely(source: Distributed, orderingScheme?: OrderingScheme): Distributed {
    return {
      node: this.#remote(unionOfOne(source), {
        type: 'GATHER',
        handle: systemPartitioning('SINGLE', 'SINGLE'),
        ...(orderingScheme !== undefined && { orderingScheme }),
      }),
      distribution: { kind: 'single', place: 'anywhere' },
    };
  }

  #remote({ sources, inputs, layout }: DistributedUnion, settings: ExchangeSettings): ExchangeNode {
    const node = multiSourceExchange(this.context, {
      ...settings,
      scope: 'REMOTE',
      sources: sources.map((source) => source.node),
      inputs,
      layout,
    });
    this.distributions.set(
      node.id,
      sources.map(({ distribution }) => distribution),
    );
    return node;
  }
}

function unionOfOne(source: Distributed): DistributedUnion {
  const layout = outputsOf(source.node);
  return { sources: [source], inputs: [layout], layout };
}

function placeOf(distribution: Distribution): Place {
  return distribution.kind === 'single' ? distribution.place : 'worker';
}
