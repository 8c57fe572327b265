import { expect } from 'chai';
import type { PlanFragment, PlanNode, Split } from '../../../../generated/worker/types.ts';
import { createTpchConnector } from '../../../../src/connectors/tpch/connector.ts';
import type { WireHandle } from '../../../../src/engine/catalog/connector.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel, KernelStats } from '../../../../src/engine/execute/kernel.ts';
import { displayType } from '../../../../src/engine/types/display-type.ts';
import { readRows } from '../../../connectors/tpch/read-table.ts';
import { fragmentOf, taskOf } from './fragments.ts';
import { collect, rowsOf } from './recorded-query.ts';

const tpch = createTpchConnector();
const catalog = 'tpch:normal:default';
const catalogs = [{ name: 'tpch', handle: catalog, connectorName: 'tpch' }];
const node = { nodeId: 'n', address: '127.0.0.1:1' };

interface Scan {
  readonly schema?: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly handle?: WireHandle;
  /** Which of how many parts; all of four by default. */
  readonly parts?: readonly number[];
  readonly count?: number;
}

function scanNode({ schema = 'tiny', table, columns, handle }: Scan): PlanNode {
  return {
    '@type': 'tablescan',
    id: '7',
    table: {
      catalogHandle: catalog,
      connectorHandle: handle ?? tpch.metadata.tableHandle(schema, table),
      transaction: tpch.metadata.transactionHandle('t'),
    },
    outputSymbols: columns,
    assignments: Object.fromEntries(
      columns.map((column) => [column, tpch.metadata.columnHandle(schema, table, column)]),
    ),
    updateTarget: false,
  } as PlanNode;
}

function scanFragment(scan: Scan): PlanFragment {
  const { schema = 'tiny', table, columns } = scan;
  const types = new Map(
    tpch.metadata.table(schema, table)?.columns.map(({ name, type }) => [name, displayType(type)]),
  );
  const symbols = Object.fromEntries(columns.map((column) => [column, types.get(column) ?? 'bigint']));
  return fragmentOf(scanNode(scan), symbols, columns);
}

function splitsOf({ schema = 'tiny', table, parts, count = 4 }: Scan): Split[] {
  const all = [...tpch.splits.splits(tpch.metadata.tableHandle(schema, table), [node], count)];
  return all
    .filter((_, index) => parts?.includes(index) !== false)
    .map(({ split }) => ({ catalogHandle: catalog, connectorSplit: split }) as Split);
}

interface Scanned {
  readonly rows: unknown[];
  readonly stats: KernelStats;
}

async function scan(kernel: Kernel, what: Scan): Promise<Scanned> {
  const fragment = scanFragment(what);
  const run = kernel.start(taskOf(fragment));
  run.addSplits('7', splitsOf(what));
  run.noMoreInput('7');
  const rows = rowsOf((await collect(run)).get(0) ?? [], fragment);
  return { rows, stats: run.stats() };
}

/** A stock coordinator's constraint: only these texts. */
function only(
  table: string,
  columnName: string,
  type: string,
  sortedRanges: string,
  ends: number,
): WireHandle {
  const inclusive = Array.from({ length: ends }, () => true);
  const domain = { values: { '@type': 'sortable', type, inclusive, sortedRanges }, nullAllowed: false };
  const column = { '@type': 'tpch:io.trino.plugin.tpch.TpchColumnHandle', columnName, type };
  return Object.assign({}, tpch.metadata.tableHandle('tiny', table), {
    constraint: { columnDomains: [{ column, domain }] },
  });
}

describe('table scans of the kernel', function () {
  this.timeout(60_000);

  for (const [name, keptLimitBytes] of [
    ['that keep columns', 100_000_000],
    ['without room to keep columns', 0],
  ] as const) {
    describe(name, () => {
      let kernel: Kernel;

      before(async () => {
        kernel = await createKernel({ catalogs, threads: 2, keptLimitBytes });
      });

      after(() => kernel.close());

      it('give the rows of the connector, in its order, whatever was scanned before', async () => {
        for (const table of [
          'nation',
          'region',
          'customer',
          'supplier',
          'part',
          'orders',
          'lineitem',
          'partsupp',
        ]) {
          const all = tpch.metadata.table('tiny', table)?.columns.map((column) => column.name) ?? [];
          for (const columns of [all.slice(1, 3), all, all.slice(0, 2).reverse()]) {
            const { rows } = await scan(kernel, { table, columns });
            expect(rows, table).to.deep.equal(readRows(tpch, 'tiny', table, { columns }));
          }
        }
      });

      it('give the rows of some of the splits', async () => {
        const columns = ['orderkey', 'comment'];
        const whole = readRows(tpch, 'tiny', 'orders', { columns });
        const { rows } = await scan(kernel, { table: 'orders', columns, parts: [1, 3], count: 5 });
        const part = whole.length / 5;
        expect(rows).to.deep.equal([...whole.slice(part, 2 * part), ...whole.slice(3 * part, 4 * part)]);
        expect(
          (await scan(kernel, { table: 'nation', columns: ['name'], parts: [1, 2, 3] })).rows,
        ).to.deep.equal([]);
      });

      it('leave out what the constraint excludes', async () => {
        const f = 'AwAAAFJMRQIAAAAOAAAAVkFSSUFCTEVfV0lEVEgBAAAAAQAAAAEAAAAAAQAAAEY=';
        const finished = only('orders', 'orderstatus', 'varchar(1)', f, 4);
        const columns = ['orderkey', 'totalprice'];
        const { rows } = await scan(kernel, { table: 'orders', columns, handle: finished });
        expect(rows).to.deep.equal(readRows(tpch, 'tiny', 'orders', { columns, handle: finished }));
        expect(rows).to.have.length(7304);
        expect((await scan(kernel, { table: 'orders', columns: [], handle: finished })).rows).to.have.length(
          7304,
        );
        const nothing = Object.assign({}, tpch.metadata.tableHandle('tiny', 'orders'), { constraint: {} });
        expect((await scan(kernel, { table: 'orders', columns, handle: nothing })).rows).to.deep.equal([]);
      });

      it('count rows and splits', async () => {
        const { rows, stats } = await scan(kernel, { table: 'lineitem', columns: [] });
        expect(rows).to.have.length(60_175);
        expect(stats).to.include({ scannedRows: 60_175, scannedBytes: 0, completedSplits: 4, progress: 1 });
        const some = await scan(kernel, {
          table: 'lineitem',
          columns: ['orderkey', 'shipmode'],
          parts: [0, 1],
        });
        expect(some.stats).to.include({
          scannedRows: some.rows.length,
          completedSplits: 2,
          runningSplits: 0,
          queuedSplits: 0,
        });
        // 9 bytes for a bigint and 5 more than its bytes for a text, as Trino has them.
        const text = (some.rows as [number, string][]).reduce((sum, [, mode]) => sum + mode.length, 0);
        expect(some.stats.scannedBytes).to.be.closeTo(some.rows.length * 14 + text, 100);
        expect(some.stats.operators[0]).to.include({ planNodeId: '7', operatorType: 'TableScanOperator' });
        expect(some.stats.cpuNanos).to.be.greaterThan(0);
      });

      it('keep no more than they may', async () => {
        expect((await kernel.memory()).keptBytes).to.be.at.most(keptLimitBytes);
      });
    });
  }

  describe('of large tables', () => {
    let kernel: Kernel;

    before(async () => {
      kernel = await createKernel({ catalogs, threads: 2 });
    });

    after(() => kernel.close());

    it('make columns in threads', async () => {
      const columns = ['linenumber', 'shipinstruct', 'comment'];
      const what: Scan = { schema: 'sf0.05', table: 'lineitem', columns };
      const first = await scan(kernel, what);
      expect(first.rows).to.have.length(299_814);
      const expected = readRows(tpch, 'sf0.05', 'lineitem', { columns });
      // Comparing all of them takes chai a minute.
      expect(
        first.rows.map((row) => JSON.stringify(row)).join('\n') ===
          expected.map((row) => JSON.stringify(row)).join('\n'),
      ).to.be.true;
      const second = await scan(kernel, what);
      expect(second.stats.cpuNanos).to.be.lessThan(first.stats.cpuNanos / 2);
    });

    it('stop when their task is canceled, and begin anew for the next', async () => {
      const what: Scan = { schema: 'sf1', table: 'orders', columns: ['comment'] };
      const run = kernel.start(taskOf(scanFragment(what)));
      run.addSplits('7', splitsOf(what));
      run.noMoreInput('7');
      await new Promise((resolve) => setTimeout(resolve, 100));
      const start = performance.now();
      const read = collect(run).then(
        () => 'read',
        () => 'canceled',
      );
      await run.cancel();
      expect(await read).to.equal('canceled');
      expect(performance.now() - start).to.be.lessThan(1_000);
      const { rows } = await scan(kernel, { schema: 'sf1', table: 'supplier', columns: ['suppkey'] });
      expect(rows).to.have.length(10_000);
    });

    it('show how far they are', async () => {
      const what: Scan = { schema: 'sf1', table: 'orders', columns: ['orderkey', 'custkey', 'orderdate'] };
      const run = kernel.start(taskOf(scanFragment(what)));
      const seen: KernelStats[] = [];
      run.onStats(() => {
        seen.push(run.stats());
      });
      run.addSplits('7', splitsOf(what));
      run.noMoreInput('7');
      for await (const page of run.output()) if (page.rows > 0) seen.push(run.stats());
      const cpu = seen.map((stats) => stats.cpuNanos);
      expect(seen[0]).to.include({ runningSplits: 4, completedSplits: 0, progress: 0 });
      expect(new Set(cpu).size).to.be.greaterThan(3);
      expect(cpu).to.deep.equal([...cpu].sort((a, b) => a - b));
      expect(run.stats()).to.include({
        completedSplits: 4,
        runningSplits: 0,
        progress: 1,
        scannedRows: 1_500_000,
      });
    });
  });
});
