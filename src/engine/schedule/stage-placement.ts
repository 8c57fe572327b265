import type {
  PlanFragment,
  PlanNode,
  TableFunctionProcessorNode,
  TableScanNode,
} from '../../../generated/worker/types.ts';
import { stringifyJson } from '../../../generated/runtime.ts';
import type { Connector, ConnectorSplit, WireHandle } from '../catalog/connector.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { leafFunction } from '../functions/table/table-functions.ts';
import type { Clock } from './clock.ts';
import type { InternalNode, NodeManager } from './node-manager.ts';
import { distributionOf, visitPlan } from './partitionings.ts';
import { ScanSplits, addressOf } from './scan-splits.ts';

export interface StagePlacementOptions {
  readonly nodes: NodeManager;
  /** The connector behind a catalog handle. */
  readonly connector: (catalogHandle: string) => Connector;
  readonly clock: Clock;
  /** Yields [0, 1). */
  readonly random: () => number;
  /** How many splits of a scan are listed ahead. */
  readonly splitBatchSize: number;
}

/** Where a fragment runs, and the splits of its scans. */
export interface StagePlace {
  /** A task each, in this order. */
  readonly nodes: readonly InternalNode[];
  readonly scans: readonly ScanSplits[];
}

/** At least so many splits a node: a scan is spread over its processors, and its progress shows. */
const splitsPerNode = 4;

/** Chooses the nodes of a query's fragments by their partitionings (PROTOCOL 5.7), each once. */
export class StagePlacement {
  readonly #options: StagePlacementOptions;
  readonly #places = new Map<string, StagePlace>();

  constructor(options: StagePlacementOptions) {
    this.#options = options;
  }

  /** @throws TrinoError NO_NODES_AVAILABLE */
  of(fragment: PlanFragment): StagePlace {
    let place = this.#places.get(fragment.id);
    if (place === undefined) {
      place = this.#choose(fragment);
      this.#places.set(fragment.id, place);
    }
    return place;
  }

  #choose(fragment: PlanFragment): StagePlace {
    const { nodes } = this.#options;
    const distribution = distributionOf(fragment);
    if (distribution === 'coordinator') return this.#chooseOne(fragment, [nodes.self]);
    const schedulable = inOrder(nodes.schedulable());
    if (schedulable.length === 0)
      throw new TrinoError('NO_NODES_AVAILABLE', 'No nodes available to run query');
    switch (distribution) {
      case 'single':
        return this.#chooseOne(fragment, schedulable);
      case 'fixed':
        return { nodes: schedulable, scans: this.#openScans(fragment, schedulable) };
      case 'source': {
        const scans = this.#openScans(fragment, schedulable);
        const used = inOrder([...new Set(scans.flatMap((scan) => scan.nodes()))]);
        return { nodes: used.length > 0 ? used : schedulable.slice(0, 1), scans };
      }
      default:
        return unreachable(distribution);
    }
  }

  /** One node for all of a fragment; it may scan as well, and then reads all splits. */
  #chooseOne(fragment: PlanFragment, candidates: readonly InternalNode[]): StagePlace {
    const scans = scansOf(fragment);
    const able = scans.reduce((nodes, scan) => this.#holdersOf(scan, nodes), candidates);
    const among = able.length > 0 ? able : candidates;
    // A node keeps what it has made of a table: the same scans go to the same one.
    const share = scans.length === 0 ? this.#options.random() : shareOf(scans);
    const nodes = [among[Math.floor(share * among.length)] as InternalNode];
    return { nodes, scans: this.#openScans(fragment, nodes) };
  }

  #openScans(fragment: PlanFragment, nodes: readonly InternalNode[]): ScanSplits[] {
    const ratios = sampleRatios(fragment);
    return scansOf(fragment).map((scan) => this.#openScan(scan, nodes, ratios.get(scan.id)));
  }

  #openScan(scan: SplitReader, nodes: readonly InternalNode[], ratio: number | undefined): ScanSplits {
    const { catalogHandle } = handleOf(scan);
    const holders = this.#holdersOf(scan, nodes);
    if (holders.length === 0) {
      throw new TrinoError(
        'NO_NODES_AVAILABLE',
        `No nodes available to run query: none serves catalog ${catalogHandle}`,
      );
    }
    const splits = this.#splitsOf(scan, holders);
    return new ScanSplits({
      planNodeId: scan.id,
      catalogHandle,
      holders,
      source: ratio === undefined ? splits : sampled(splits, ratio, this.#options.random),
      batchSize: this.#options.splitBatchSize,
      clock: this.#options.clock,
    });
  }

  #splitsOf(scan: SplitReader, holders: readonly InternalNode[]): Iterable<ConnectorSplit> {
    if (scan['@type'] === 'tablescan') {
      const { catalogHandle, connectorHandle } = scan.table;
      const nodes = holders.map((node) => ({ nodeId: node.nodeId, address: addressOf(node) }));
      return this.#options.connector(catalogHandle).splits.splits(connectorHandle, nodes, splitsPerNode);
    }
    const handle = scan.handle.functionHandle as WireHandle;
    const made = leafFunction(handle);
    if (made === undefined) {
      throw new TrinoError('NOT_SUPPORTED', `Table function ${scan.name} has no splits here`);
    }
    return splitsOfFunction(made.splits(handle));
  }

  /** Any node makes the rows of a table function. */
  #holdersOf(scan: SplitReader, nodes: readonly InternalNode[]): readonly InternalNode[] {
    return scan['@type'] === 'tablescan' ? this.#holders(scan.table.catalogHandle, nodes) : nodes;
  }

  /** The nodes that can read a catalog's tables: what only the coordinator knows is read there, though it may run no other tasks. */
  #holders(catalogHandle: string, nodes: readonly InternalNode[]): readonly InternalNode[] {
    return this.#options.connector(catalogHandle).coordinatorOnly
      ? [this.#options.nodes.self]
      : nodes.filter((node) => node.catalogHandleIds.includes(catalogHandle));
  }
}

/** What reads splits: a scan, or a table function that has no table. */
type SplitReader = TableScanNode | TableFunctionProcessorNode;

function handleOf(scan: SplitReader): { readonly catalogHandle: string } {
  return scan['@type'] === 'tablescan' ? scan.table : scan.handle;
}

function* splitsOfFunction(splits: Iterable<WireHandle>): Iterable<ConnectorSplit> {
  for (const split of splits) yield { split };
}

/** Each split with the probability. */
function* sampled<T>(splits: Iterable<T>, ratio: number, random: () => number): Iterable<T> {
  for (const split of splits) {
    if (random() < ratio) yield split;
  }
}

/** TABLESAMPLE SYSTEM, by the id of the scan: as in stock it samples the splits of what is below it, where that is one scan. */
function sampleRatios({ root }: PlanFragment): ReadonlyMap<string, number> {
  const ratios = new Map<string, number>();
  visitPlan(root, (node) => {
    if (node['@type'] !== 'sample' || node.sampleType !== 'SYSTEM') return;
    const scans: SplitReader[] = [];
    visitPlan(node, (below) => {
      if (readsSplits(below)) scans.push(below);
    });
    const [scan, ...others] = scans;
    if (scan === undefined || others.length > 0) return;
    ratios.set(scan.id, (ratios.get(scan.id) ?? 1) * Number(node.sampleRatio));
  });
  return ratios;
}

/** An order that doesn't depend on who was announced first: the n-th part of a table goes to the same node each time. */
function inOrder(nodes: readonly InternalNode[]): readonly InternalNode[] {
  return [...nodes].sort((a, b) => (a.nodeId < b.nodeId ? -1 : a.nodeId > b.nodeId ? 1 : 0));
}

/** A number in [0, 1) that depends on which tables are scanned. */
function shareOf(scans: readonly SplitReader[]): number {
  const text = scans
    .map((scan) =>
      stringifyJson(scan['@type'] === 'tablescan' ? scan.table.connectorHandle : scan.handle.functionHandle),
    )
    .join();
  let hash = 0;
  for (let index = 0; index < text.length; index++)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) >>> 0;
  return hash / 2 ** 32;
}

/** The scans in the order in which a task needs their splits: one that has no room left would wait for a later one's for good. */
function scansOf(fragment: PlanFragment): SplitReader[] {
  const scans: SplitReader[] = [];
  visitPlan(fragment.root, (node) => {
    if (readsSplits(node)) scans.push(node);
  });
  const position = ({ id }: SplitReader): number => fragment.partitionedSources.indexOf(id);
  return scans.sort((a, b) => position(a) - position(b));
}

function readsSplits(node: PlanNode): node is SplitReader {
  return (
    node['@type'] === 'tablescan' || (node['@type'] === 'tableFunctionProcessor' && node.source === undefined)
  );
}

function unreachable(value: never): never {
  throw new Error(`unknown distribution ${String(value)}`);
}
