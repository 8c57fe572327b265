import type { PlanFragment, Split, TableScanNode } from '../../../../generated/worker/types.ts';
import type { Connector, WireHandle } from '../../catalog/connector.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { serializePage } from '../../pages/page-serde.ts';
import { sourcesOf } from '../../plan/plan-nodes.ts';
import type { PlanNode } from '../../../../generated/worker/types.ts';
import { parseType } from '../../types/parse-type.ts';
import type { Type } from '../../types/type.ts';
import type { KernelRun, KernelStats, OutputPage } from '../kernel.ts';

/** A scan of a table whose rows are made here. */
interface LiveScan {
  readonly connector: Connector;
  readonly table: WireHandle;
  readonly columns: readonly WireHandle[];
  readonly types: readonly Type[];
  /** The splits so far, one after the other. */
  work: Promise<void>;
}

/**
 * A run whose scans of coordinator-only tables read the coordinator's own objects: their rows are made on this thread, where these
 * objects live, and handed to the kernel as pages. Everything else goes to the kernel as it comes.
 */
export class LiveScanRun implements KernelRun {
  readonly #run: KernelRun;
  readonly #scans: ReadonlyMap<string, LiveScan>;
  #failure: unknown;
  #canceled = false;
  #listener: () => void = () => undefined;
  #running = 0;
  #queued = 0;
  #completed = 0;

  private constructor(run: KernelRun, scans: ReadonlyMap<string, LiveScan>) {
    this.#run = run;
    this.#scans = scans;
  }

  /**
   * The run, or what adds live scans to it if the fragment has any.
   * @param connectorOf the connector behind a catalog handle; undefined where this node doesn't know it
   */
  static over(
    run: KernelRun,
    fragment: PlanFragment,
    connectorOf: (catalogHandle: string) => Connector | undefined,
  ): KernelRun {
    const scans = new Map<string, LiveScan>();
    const visit = (node: PlanNode): void => {
      if (node['@type'] === 'tablescan') {
        const connector = connectorOf(node.table.catalogHandle);
        if (connector?.coordinatorOnly) scans.set(node.id, liveScan(node, fragment, connector));
      }
      sourcesOf(node).forEach(visit);
    };
    visit(fragment.root);
    return scans.size === 0 ? run : new LiveScanRun(run, scans);
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    const scan = this.#scans.get(planNodeId);
    if (scan === undefined) {
      this.#run.addSplits(planNodeId, splits);
      return;
    }
    this.#queued += splits.length;
    for (const split of splits) {
      scan.work = scan.work.then(() => this.#read(planNodeId, scan, split));
    }
  }

  addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    return this.#run.addPages(planNodeId, pages);
  }

  noMoreInput(planNodeId: string): void {
    const scan = this.#scans.get(planNodeId);
    if (scan === undefined) {
      this.#run.noMoreInput(planNodeId);
      return;
    }
    void scan.work.then(() => {
      if (!this.#canceled) this.#run.noMoreInput(planNodeId);
    });
  }

  async *output(): AsyncIterable<OutputPage> {
    try {
      yield* this.#run.output();
    } catch (error) {
      throw this.#failure ?? error;
    }
  }

  stats(): KernelStats {
    const stats = this.#run.stats();
    return {
      ...stats,
      queuedSplits: stats.queuedSplits + this.#queued,
      runningSplits: stats.runningSplits + this.#running,
      completedSplits: stats.completedSplits + this.#completed,
    };
  }

  onStats(listener: () => void): void {
    this.#listener = listener;
    this.#run.onStats(listener);
  }

  cancel(): Promise<void> {
    this.#canceled = true;
    return this.#run.cancel();
  }

  /** Never rejects: what fails ends the output. */
  async #read(planNodeId: string, scan: LiveScan, split: Split): Promise<void> {
    this.#queued--;
    if (this.#canceled) return;
    this.#running++;
    try {
      const { pages: source } = scan.connector;
      const pages =
        source.livePages?.(split.connectorSplit, scan.table, scan.columns) ??
        source.pages(split.connectorSplit, scan.table, scan.columns);
      for await (const page of pages) {
        // Waits for the kernel, so that requests are answered between two pages.
        await this.#run.addPages(planNodeId, [serializePage(page, scan.types, { compressed: false })]);
        if (this.#isCanceled()) return;
      }
      this.#completed++;
    } catch (error) {
      this.#failure ??= error;
      await this.cancel();
    } finally {
      this.#running--;
      this.#listener();
    }
  }

  /** A method, because the compiler takes a property that was read before an `await` for unchanged after it. */
  #isCanceled(): boolean {
    return this.#canceled;
  }
}

function liveScan(node: TableScanNode, fragment: PlanFragment, connector: Connector): LiveScan {
  return {
    connector,
    table: node.table.connectorHandle,
    columns: node.outputSymbols.map((symbol) => {
      const handle = node.assignments[symbol];
      if (handle === undefined) throw invalid(`${symbol} is no column of scan ${node.id}`);
      return handle;
    }),
    types: node.outputSymbols.map((symbol) => {
      const type = fragment.symbols[symbol];
      if (type === undefined) throw invalid(`${symbol} has no type`);
      return parseType(type);
    }),
    work: Promise.resolve(),
  };
}

function invalid(message: string): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', message);
}
