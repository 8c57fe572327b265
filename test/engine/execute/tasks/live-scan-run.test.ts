import { expect } from 'chai';
import type { PlanFragment, Split } from '../../../../generated/worker/types.ts';
import type { Connector, WireHandle } from '../../../../src/engine/catalog/connector.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import type { KernelRun, KernelStats, OutputPage } from '../../../../src/engine/execute/kernel.ts';
import { LiveScanRun } from '../../../../src/engine/execute/tasks/live-scan-run.ts';
import { pagePositions } from '../../../../src/engine/pages/page-serde.ts';
import { recordedTask } from '../../../connectors/information-schema/recorded-task.ts';

const { scan, split } = recordedTask('task-show-tables-00-update-s2');
const fragment = {
  root: scan,
  symbols: { table_schema: 'varchar', table_name: 'varchar' },
} as unknown as PlanFragment;

const splits: Split[] = [
  { catalogHandle: scan.table.catalogHandle, connectorSplit: split as Split['connectorSplit'] },
];

/** Notes what it is told. */
class NotingRun implements KernelRun {
  readonly told: string[] = [];
  #end: (() => void) | undefined;
  readonly #ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  addSplits(id: string): void {
    this.told.push(`splits ${id}`);
  }
  async addPages(id: string, pages: readonly Uint8Array[]): Promise<void> {
    await Promise.resolve();
    this.told.push(`pages ${id}: ${pages.map((page) => pagePositions(page)).join()}`);
  }
  noMoreInput(id: string): void {
    this.told.push(`end ${id}`);
    this.#end?.();
  }
  async *output(): AsyncIterable<OutputPage> {
    await this.#ended;
    if (this.told.includes('cancel')) throw new TrinoError('USER_CANCELED', 'Task was canceled');
  }
  stats(): KernelStats {
    return { completedSplits: 0, queuedSplits: 0, runningSplits: 0 } as KernelStats;
  }
  onStats(): void {
    // Nothing changes.
  }
  async cancel(): Promise<void> {
    await Promise.resolve();
    this.told.push('cancel');
    this.#end?.();
  }
}

const text = (values: readonly string[]): { kind: 'bytes'; offsets: Int32Array; data: Uint8Array } => ({
  kind: 'bytes',
  offsets: Int32Array.from([0, ...values.map((_, i) => values.slice(0, i + 1).join('').length)]),
  data: Buffer.from(values.join('')),
});

function connector(pages: () => Iterable<number>): Connector {
  return {
    coordinatorOnly: true,
    pages: {
      *pages(_split: WireHandle, _table: WireHandle, columns: readonly WireHandle[]) {
        for (const positions of pages()) {
          const values = Array.from({ length: positions }, () => 'x');
          yield { positions, columns: columns.map(() => text(values)) };
        }
      },
    },
  } as unknown as Connector;
}

async function drain(run: KernelRun): Promise<void> {
  for await (const { rows } of run.output()) expect(rows).to.be.greaterThan(0);
}

describe('a run with live scans', () => {
  it('hands rows on as pages, and ends the source behind them', async () => {
    const kernel = new NotingRun();
    const run = LiveScanRun.over(kernel, fragment, () => connector(() => [2, 3]));
    run.addSplits(scan.id, splits);
    run.noMoreInput(scan.id);
    expect(run.stats().queuedSplits).to.equal(1);
    await drain(run);
    expect(kernel.told).to.deep.equal([`pages ${scan.id}: 2`, `pages ${scan.id}: 3`, `end ${scan.id}`]);
    expect(run.stats()).to.deep.include({ queuedSplits: 0, runningSplits: 0, completedSplits: 1 });
  });

  it('leaves other sources to the kernel', () => {
    const kernel = new NotingRun();
    const run = LiveScanRun.over(kernel, fragment, () => connector(() => []));
    run.addSplits('other', []);
    run.noMoreInput('other');
    expect(kernel.told).to.deep.equal(['splits other', 'end other']);
    expect(LiveScanRun.over(kernel, fragment, () => undefined)).to.equal(kernel);
    const elsewhere = { ...connector(() => []), coordinatorOnly: false };
    expect(LiveScanRun.over(kernel, fragment, () => elsewhere)).to.equal(kernel);
  });

  it('fails with what the connector failed with', async () => {
    const kernel = new NotingRun();
    const run = LiveScanRun.over(kernel, fragment, () =>
      connector(() => {
        throw new TrinoError('PERMISSION_DENIED', 'not for you');
      }),
    );
    run.addSplits(scan.id, splits);
    run.noMoreInput(scan.id);
    const error = await drain(run).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(TrinoError).with.property('message', 'not for you');
    expect(kernel.told).to.deep.equal(['cancel']);
  });

  it('stops reading when it is canceled', async () => {
    const kernel = new NotingRun();
    const run = LiveScanRun.over(kernel, fragment, () =>
      connector(function* () {
        for (let i = 0; i < 1000; i++) yield 1;
      }),
    );
    run.addSplits(scan.id, splits);
    await new Promise((resolve) => setImmediate(resolve));
    await run.cancel();
    const pages = kernel.told.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(kernel.told.length).to.be.lessThanOrEqual(pages + 1);
    expect(kernel.told).not.to.include(`end ${scan.id}`);
  });
});
