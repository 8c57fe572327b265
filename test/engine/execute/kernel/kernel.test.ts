import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanFragment, PlanNode, Split } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel, KernelRun } from '../../../../src/engine/execute/kernel.ts';
import { bucketsOf, rowHashes } from '../../../../src/engine/pages/hash/hash-code.ts';
import { deserializePage, serializePage } from '../../../../src/engine/pages/page-serde.ts';
import { collect, recordedQuery, rowsOf } from './recorded-query.ts';
import { fragmentOf, partitioning, taskOf } from './fragments.ts';

const catalogs = [{ name: 'tpch', handle: 'tpch:normal:default', connectorName: 'tpch' }];

const constants: PlanFragment = fragmentOf(
  {
    '@type': 'values',
    id: '1',
    outputSymbols: ['a', 'b'],
    rowCount: 2,
    rows: ["ROW (BIGINT '1', 'x')", "ROW (BIGINT '2', 'y')"],
  },
  { a: 'bigint', b: 'varchar(1)' },
  ['b', 'a', 'b'],
);

/** Rows from another task, passed through a filter. */
const filtered: PlanFragment = fragmentOf(
  {
    '@type': 'filter',
    id: '2',
    predicate: `("n" >= BIGINT '0')`,
    source: {
      '@type': 'remoteSource',
      id: '1',
      sourceFragmentIds: ['1'],
      outputs: ['n'],
      exchangeType: 'GATHER',
      retryPolicy: 'NONE',
    },
  },
  { n: 'bigint' },
  ['n'],
);

function numbers(from: number, count: number): Uint8Array {
  const values = new BigInt64Array(count).map((_, index) => BigInt(from + index));
  return serializePage({ positions: count, columns: [{ kind: 'long', values }] }, [{ kind: 'bigint' }], {
    compressed: false,
  });
}

async function failureOf(work: Promise<unknown>): Promise<TrinoError> {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(TrinoError);
    return error as TrinoError;
  }
  throw new Error('It did not fail');
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

describe('kernel', function () {
  this.timeout(60_000);
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs, threads: 2 });
  });

  after(() => kernel.close());

  async function run(fragment: PlanFragment): Promise<unknown[]> {
    return rowsOf((await collect(kernel.start(taskOf(fragment)))).get(0) ?? [], fragment);
  }

  it('computes constants in the order of the output layout', async () => {
    expect(await run(constants)).to.deep.equal([
      ['x', 1, 'x'],
      ['y', 2, 'y'],
    ]);
  });

  it('gives rows without columns', async () => {
    const fragment = fragmentOf({ '@type': 'values', id: '1', outputSymbols: [], rowCount: 3 }, {}, []);
    const pages = (await collect(kernel.start(taskOf(fragment)))).get(0) ?? [];
    expect(pages.map((page) => deserializePage(page, []).positions)).to.deep.equal([3]);
  });

  it('gives no page where there are no rows', async () => {
    const fragment = fragmentOf(
      { '@type': 'values', id: '1', outputSymbols: ['a'], rowCount: 0, rows: [] },
      { a: 'varchar' },
      ['a'],
    );
    expect((await collect(kernel.start(taskOf(fragment)))).size).to.equal(0);
  });

  it('runs a hundred fragments at once', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => run(constants)));
    expect(all.every((rows) => rows.length === 2)).to.be.true;
  });

  it('runs chains of tasks whose number is far beyond that of its slots', async () => {
    // Every second task feeds its rows to the next while all of them are open: none may wait for a slot that another holds.
    const chains = Array.from({ length: 60 }, async (_, chain) => {
      const first = kernel.start(taskOf(filtered));
      const second = kernel.start(taskOf(filtered));
      const feeding = (async () => {
        for await (const { bytes } of first.output()) await second.addPages('1', [bytes]);
        second.noMoreInput('1');
      })();
      await first.addPages('1', [numbers(chain, 1000)]);
      first.noMoreInput('1');
      await feeding;
      return rowsOf((await collect(second)).get(0) ?? [], filtered).length;
    });
    expect(new Set(await Promise.all(chains))).to.deep.equal(new Set([1000]));
  });

  it('sends large results in pages of about a megabyte, as the reader takes them', async () => {
    const started = kernel.start(taskOf(filtered));
    for (let batch = 0; batch < 40; batch++) await started.addPages('1', [numbers(batch * 100_000, 100_000)]);
    started.noMoreInput('1');
    // 32 MB wait, and at most the window of 8 MB (and a page that is on its way) is made before somebody reads.
    await pause(500);
    expect(started.stats().outputBytes).to.be.within(1, 10 * 1024 * 1024);
    let rows = 0;
    let next = 0n;
    for await (const page of started.output()) {
      expect(page.bytes.byteLength).to.be.lessThan(2 * 1024 * 1024);
      const [column] = deserializePage(page.bytes, [{ kind: 'bigint' }]).columns;
      if (column?.kind !== 'long') throw new Error('Not a bigint');
      expect(column.values[0]).to.equal(next);
      next = (column.values.at(-1) as bigint) + 1n;
      rows += page.rows;
    }
    expect(rows).to.equal(4_000_000);
    expect(started.stats()).to.include({ inputRows: 4_000_000, outputRows: 4_000_000, memoryBytes: 0 });
  });

  it('fails a stream that breaks off midway, with its message', async () => {
    const fragment: PlanFragment = {
      ...filtered,
      root: {
        ...(filtered.root as Extract<PlanNode, { '@type': 'filter' }>),
        predicate: `((BIGINT '1' / ("n" - BIGINT '1999999')) < BIGINT '5')`,
      },
    };
    const started = kernel.start(taskOf(fragment));
    for (let batch = 0; batch < 30; batch++) await started.addPages('1', [numbers(batch * 100_000, 100_000)]);
    started.noMoreInput('1');
    const failure = await failureOf(collect(started));
    expect(failure).to.include({ errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' });
  });

  it("spreads rows over partitions by Trino's hash", async () => {
    const fragment = fragmentOf(filtered.root, { n: 'bigint' }, ['n'], {
      partitioning: partitioning('FIXED', 'HASH', 'n'),
      bucketToPartition: [0, 1, 2],
    });
    const started = kernel.start(taskOf(fragment, 3));
    await started.addPages('1', [numbers(0, 5000)]);
    started.noMoreInput('1');
    const pages = await collect(started);
    let rows = 0;
    for (const [partition, parts] of pages) {
      for (const part of parts) {
        const page = deserializePage(part, [{ kind: 'bigint' }]);
        const buckets = bucketsOf(rowHashes(page.columns, [{ kind: 'bigint' }], page.positions), 3);
        expect(new Set(buckets)).to.deep.equal(new Set([partition]));
        rows += page.positions;
      }
    }
    expect(rows).to.equal(5000);
    expect([...pages.keys()].sort()).to.deep.equal([0, 1, 2]);
  });

  it('spreads rows over partitions in turn', async () => {
    const fragment = fragmentOf(filtered.root, { n: 'bigint' }, ['n'], {
      partitioning: partitioning('FIXED', 'ROUND_ROBIN'),
    });
    const started = kernel.start(taskOf(fragment, 2));
    await started.addPages('1', [numbers(0, 4)]);
    started.noMoreInput('1');
    const pages = await collect(started);
    expect([0, 1].map((partition) => rowsOf(pages.get(partition) ?? [], fragment))).to.deep.equal([
      [[0], [2]],
      [[1], [3]],
    ]);
  });

  it('sends rows with a null key, and some row, to every partition when it is told so', async () => {
    const fragment = fragmentOf(
      {
        '@type': 'values',
        id: '1',
        outputSymbols: ['n'],
        rowCount: 3,
        rows: ["ROW (BIGINT '7')", 'ROW (CAST(null AS bigint))', "ROW (BIGINT '8')"],
      },
      { n: 'bigint' },
      ['n'],
      { partitioning: partitioning('FIXED', 'HASH', 'n'), replicateNullsAndAny: true },
    );
    const pages = await collect(kernel.start(taskOf(fragment, 4)));
    for (const partition of [0, 1, 2, 3]) {
      const rows = rowsOf(pages.get(partition) ?? [], fragment);
      expect(rows).to.deep.include([7]);
      expect(rows).to.deep.include([null]);
    }
  });

  describe('that is stopped', () => {
    async function stopped(started: KernelRun): Promise<void> {
      const failure = failureOf(collect(started));
      await started.cancel();
      expect(await failure).to.include({ errorName: 'USER_CANCELED' });
      await started.cancel();
    }

    it('while it waits for input', async () => {
      const started = kernel.start(taskOf(filtered));
      await started.addPages('1', [numbers(0, 1000)]);
      await stopped(started);
      // Pages that are still on their way are dropped.
      await started.addPages('1', [numbers(0, 1000)]);
      started.noMoreInput('1');
    });

    it('while its statement runs', async () => {
      const started = kernel.start(taskOf(slowFragment));
      await started.addPages('1', [numbers(0, 3000)]);
      await started.addPages('2', [numbers(0, 3000)]);
      started.noMoreInput('1');
      started.noMoreInput('2');
      await pause(100);
      const start = performance.now();
      await stopped(started);
      expect(performance.now() - start).to.be.lessThan(2000);
    });

    it('while nobody reads its output', async () => {
      const started = kernel.start(taskOf(filtered));
      for (let batch = 0; batch < 20; batch++) await started.addPages('1', [numbers(0, 100_000)]);
      started.noMoreInput('1');
      await pause(200);
      await stopped(started);
    });
  });

  it('tells what DuckDB holds', async () => {
    const started = kernel.start(taskOf(filtered));
    for (let batch = 0; batch < 10; batch++) await started.addPages('1', [numbers(0, 100_000)]);
    const memory = await kernel.memory();
    expect(memory.limitBytes).to.be.greaterThan(0);
    expect(memory.usedBytes).to.be.greaterThan(1_000_000);
    expect(memory.tasks['20260101_000000_00000_tests.0.0.0']).to.be.greaterThan(7_000_000);
    await Promise.all([failureOf(collect(started)), started.cancel()]);
  });

  it('refuses pages that are not what the plan says', async () => {
    const started = kernel.start(taskOf(filtered));
    const ended = failureOf(collect(started));
    const text = serializePage(
      { positions: 1, columns: [{ kind: 'int', values: Int32Array.of(1) }] },
      [{ kind: 'integer' }],
      { compressed: false },
    );
    expect(await failureOf(started.addPages('1', [text]))).to.include({ errorName: 'CORRUPT_PAGE' });
    expect(await failureOf(started.addPages('1', [text.subarray(0, 20)]))).to.include({
      errorName: 'CORRUPT_PAGE',
    });
    expect(await failureOf(started.addPages('9', [text]))).to.include({
      errorName: 'GENERIC_INTERNAL_ERROR',
    });
    await started.cancel();
    await ended;
  });

  it('fails on splits of a catalog that it does not have', async () => {
    const [task] = recordedQuery('task-scan');
    const scan = [...(task?.splits ?? [])][0] as [string, readonly Split[]];
    const started = kernel.start(taskOf(task?.fragment as PlanFragment));
    started.addSplits(scan[0], [{ ...(scan[1][0] as Split), catalogHandle: 'other:normal:default' }]);
    started.noMoreInput(scan[0]);
    expect(await failureOf(collect(started))).to.include({ errorName: 'CATALOG_NOT_AVAILABLE' });
  });

  it('reads no more splits than a LIMIT wants', async () => {
    const [task] = recordedQuery('task-limit');
    const fragment = task?.fragment as PlanFragment;
    const [id, splits] = [...(task?.splits ?? [])][0] as [string, readonly Split[]];
    const started = kernel.start(taskOf(fragment));
    // One of the two splits has all 25 rows; given three times, the later ones need not be read.
    for (let time = 0; time < 3; time++) started.addSplits(id, splits);
    started.noMoreInput(id);
    expect(rowsOf((await collect(started)).get(0) ?? [], fragment)).to.have.length(2);
    expect(started.stats()).to.include({ completedSplits: 6, scannedRows: 25 });
  });

  it('fails what runs when its thread dies, and goes on in another', async () => {
    const own = await createKernel({ catalogs });
    try {
      const waiting = own.start(taskOf(filtered));
      const ended = failureOf(collect(waiting));
      // A task without a fragment is what no caller can send: the thread gives up.
      const broken = own.start({ ...taskOf(constants), fragment: undefined as unknown as PlanFragment });
      expect(await failureOf(collect(broken))).to.include({ errorName: 'GENERIC_INTERNAL_ERROR' });
      expect(await ended).to.include({ errorName: 'GENERIC_INTERNAL_ERROR' });
      await pause(50);
      expect(rowsOf((await collect(own.start(taskOf(constants)))).get(0) ?? [], constants)).to.have.length(2);
    } finally {
      await own.close();
    }
  });

  it('keeps its files in the data directory, and leaves a temporary one behind for nobody', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'leveret-test-'));
    try {
      const own = await createKernel({ catalogs, dataDirectory: join(directory, 'data') });
      expect(existsSync(join(directory, 'data'))).to.be.true;
      await own.close();
      expect(existsSync(join(directory, 'data'))).to.be.true;
    } finally {
      rmSync(directory, { recursive: true });
    }
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('leveret-')).length;
    const own = await createKernel({ catalogs });
    await own.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('leveret-'))).to.have.length.at.most(
      before,
    );
  });

  it('fails what it still runs when it is closed', async () => {
    const own = await createKernel({ catalogs });
    const started = own.start(taskOf(filtered));
    const ended = failureOf(collect(started));
    await own.close();
    expect((await ended).errorName).to.be.oneOf(['USER_CANCELED', 'GENERIC_INTERNAL_ERROR']);
    expect(() => own.start(taskOf(constants))).to.throw(TrinoError, 'shutting down');
  });

  it('stops at its memory limit', async () => {
    const own = await createKernel({ catalogs, memoryLimitBytes: 64 * 1024 * 1024 });
    try {
      const fragment: PlanFragment = fragmentOf(
        {
          '@type': 'aggregation',
          id: '2',
          source: filtered.root,
          aggregations: {},
          groupingSets: { groupingKeys: ['n'], groupingSetCount: 1, globalGroupingSets: [] },
          preGroupedSymbols: [],
          step: 'SINGLE',
        },
        { n: 'bigint' },
        ['n'],
      );
      // Spills, and gets through; or says why not. Either way the kernel goes on.
      const started = own.start(taskOf(fragment));
      for (let batch = 0; batch < 40; batch++)
        await started.addPages('1', [numbers(batch * 100_000, 100_000)]);
      started.noMoreInput('1');
      let rows = 0;
      try {
        for await (const page of started.output()) rows += page.rows;
        expect(rows).to.equal(4_000_000);
      } catch (error) {
        expect(error).to.include({ errorName: 'EXCEEDED_LOCAL_MEMORY_LIMIT' });
      }
      expect(rowsOf((await collect(own.start(taskOf(constants)))).get(0) ?? [], constants)).to.have.length(2);
    } finally {
      await own.close();
    }
  });
});

/** A sort of all rows of two inputs by a long expression: it runs for a while. */
const slowFragment: PlanFragment = (() => {
  const source = (id: string): PlanNode => ({
    '@type': 'remoteSource',
    id,
    sourceFragmentIds: [id],
    outputs: [`n${id}`],
    exchangeType: 'GATHER',
    retryPolicy: 'NONE',
  });
  // Rows are multiplied by grouping sets: 6000 become some millions.
  const sets = Array.from({ length: 2000 }, () => [] as string[]);
  return fragmentOf(
    {
      '@type': 'sort',
      id: '9',
      partial: false,
      orderingScheme: { orderBy: ['n'], orderings: { n: 'DESC_NULLS_LAST' } },
      source: {
        '@type': 'groupid',
        id: '8',
        groupingSets: sets,
        groupingColumns: {},
        aggregationArguments: ['n'],
        groupIdSymbol: 'g',
        source: {
          '@type': 'exchange',
          id: '7',
          type: 'GATHER',
          scope: 'LOCAL',
          partitioningScheme: {
            partitioning: partitioning('SINGLE', 'SINGLE'),
            outputLayout: ['n'],
            replicateNullsAndAny: false,
          },
          sources: [source('1'), source('2')],
          inputs: [['n1'], ['n2']],
        },
      },
    },
    { n: 'bigint', n1: 'bigint', n2: 'bigint', g: 'bigint' },
    ['n', 'g'],
  );
})();
