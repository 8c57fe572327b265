import { expect } from 'chai';
import type { PlanFragment } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { deserializePage } from '../../../../src/engine/pages/page-serde.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';
import { replay, rowsOf } from './recorded-query.ts';
import type { Replayed } from './recorded-query.ts';

const catalogs = [{ name: 'tpch', handle: 'tpch:normal:default', connectorName: 'tpch' }];

/** Rows of a task's output buffer, in any order. */
function sortedRows(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function rootRows(replayed: readonly Replayed[]): unknown[] {
  const root = replayed.at(-1) as Replayed;
  return rowsOf(root.pages.get(0) ?? [], root.task.fragment);
}

describe('plan fragments of a stock coordinator', function () {
  this.timeout(60_000);
  let kernel: Kernel;

  before(async () => {
    kernel = await createKernel({ catalogs });
  });

  after(() => kernel.close());

  /** Queries whose every task answers the rows that the stock worker answered. */
  const sameEverywhere = [
    'task-scan',
    'task-values',
    'task-agg-partial-final',
    'task-order-by',
    'task-topn',
    'task-limit',
    'task-expressions',
  ];

  for (const name of sameEverywhere) {
    it(`gives the stock worker's rows: ${name}`, async () => {
      let compared = 0;
      for (const { task, pages } of await replay(kernel, name)) {
        for (const [buffer, rows] of task.rows) {
          expect(sortedRows(rowsOf(pages.get(buffer) ?? [], task.fragment)), task.taskId).to.deep.equal(
            sortedRows(rows),
          );
          compared += rows.length;
        }
      }
      expect(compared).to.be.greaterThan(1);
    });
  }

  it('keeps the order of sorted results', async () => {
    for (const name of ['task-order-by', 'task-topn']) {
      const replayed = await replay(kernel, name);
      const root = replayed.at(-1) as Replayed;
      expect(rootRows(replayed)).to.deep.equal(root.task.rows.get(0));
    }
  });

  it('reads and writes compressed pages', async () => {
    const replayed = await replay(kernel, 'task-agg-partial-final', { compressed: true });
    const root = replayed.at(-1) as Replayed;
    expect((root.pages.get(0)?.[0] as Uint8Array)[4]).to.equal(1);
    expect(sortedRows(rootRows(replayed))).to.deep.equal(sortedRows(root.task.rows.get(0) ?? []));
  });

  it('counts distinct values by their marks', async () => {
    const replayed = await replay(kernel, 'task-mark-distinct');
    const root = replayed.at(-1) as Replayed;
    expect(rootRows(replayed)).to.deep.equal(root.task.rows.get(0));
  });

  it('gives three of the distinct values', async () => {
    const rows = rootRows(await replay(kernel, 'task-distinct-limit'));
    expect(new Set(sortedRows(rows)).size).to.equal(3);
    for (const row of rows) expect((row as [number])[0]).to.be.within(0, 4);
  });

  it('unites, and takes away', async () => {
    expect(sortedRows(rootRows(await replay(kernel, 'task-union-distinct')))).to.deep.equal([
      '[0]',
      '[1]',
      '[2]',
      '[3]',
      '[4]',
    ]);
    expect(sortedRows(rootRows(await replay(kernel, 'task-except')))).to.deep.equal(['[0]', '[1]', '[2]']);
    expect(rootRows(await replay(kernel, 'task-union-all'))).to.have.length(30);
  });

  it('rolls up over grouping sets', async () => {
    const rows = rootRows(await replay(kernel, 'task-grouping-sets')) as [
      number | null,
      string | null,
      number,
      number,
    ][];
    expect(rows).to.have.length(25 + 5 + 1);
    expect(rows.filter(([region]) => region === null)).to.deep.equal([[null, null, 25, 1]]);
    expect(sortedRows(rows.filter(([region, name]) => region !== null && name === null))).to.deep.equal(
      [0, 1, 2, 3, 4].map((region) => `[${region},null,5,0]`),
    );
  });

  /** Queries whose rows were recorded in part, those of one output buffer. */
  for (const name of ['task-window', 'task-row-number', 'task-topn-ranking', 'task-intersect-all']) {
    it(`numbers and ranks rows: ${name}`, async () => {
      const replayed = await replay(kernel, name);
      const rows = sortedRows(rootRows(replayed));
      const recorded = sortedRows((replayed.at(-1) as Replayed).task.rows.get(0) ?? []);
      expect(recorded.length).to.be.greaterThan(0);
      expect(rows).to.include.members(recorded);
    });
  }

  for (const name of [
    'task-cross-join',
    'task-full-join',
    'task-not-in',
    'task-semi-join',
    'task-left-join-filter',
    'task-exists-correlated',
    'task-scalar-subquery',
    'task-scalar-subquery-enforce',
    'task-unnest',
    'task-unnest-map',
  ]) {
    it(`ends with the stock worker's rows: ${name}`, async () => {
      const replayed = await replay(kernel, name);
      const root = replayed.at(-1) as Replayed;
      expect(sortedRows(rootRows(replayed))).to.deep.equal(sortedRows(root.task.rows.get(0) ?? []));
    });
  }

  it('makes states of partial aggregation in Trino types', async () => {
    const [partial] = await replay(kernel, 'task-agg-partial-final');
    const { fragment } = (partial as Replayed).task;
    const types = fragment.outputPartitioningScheme.outputLayout.map((symbol) =>
      parseType(fragment.symbols[symbol] as string),
    );
    // Would be refused if a block couldn't hold its type: sum(bigint) is row(bigint,bigint), avg row(double,bigint).
    const page = deserializePage(partial?.pages.get(0)?.[0] as Uint8Array, types);
    expect(page.columns.map(({ kind }) => kind)).to.deep.equal(['long', 'bytes', 'row', 'long', 'row']);
  });

  it('recognizes a row pattern', async () => {
    expect(sortedRows(rootRows(await replay(kernel, 'task-match-recognize')))).to.deep.equal([
      '[0,"MOZAMBIQUE"]',
      '[1,"UNITED STATES"]',
      '[2,"VIETNAM"]',
      '[3,"UNITED KINGDOM"]',
      '[4,"SAUDI ARABIA"]',
    ]);
  });

  it('fails a task as the stock worker does', async () => {
    let failure: unknown;
    await replay(kernel, 'task-fail-divzero').catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.be.instanceOf(TrinoError);
    expect(failure).to.include({ errorName: 'DIVISION_BY_ZERO', message: 'Division by zero' });
  });

  it('names a plan node that it can not run', async () => {
    let failure: unknown;
    await replay(kernel, 'task-match-recognize', {
      edit: (fragment) =>
        JSON.parse(
          JSON.stringify(fragment).replaceAll('"@type":"patternRecognition"', '"@type":"spatialjoin"'),
        ) as PlanFragment,
    }).catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.include({
      errorName: 'NOT_SUPPORTED',
      message: 'Plan node spatialjoin is not supported yet',
    });
  });

  it('names a function that it can not compute', async () => {
    let failure: unknown;
    await replay(kernel, 'task-agg-filter-orderby', {
      edit: (fragment) =>
        JSON.parse(JSON.stringify(fragment).replaceAll('approx_distinct', 'of_a_plugin')) as PlanFragment,
    }).catch((error: unknown) => {
      failure = error;
    });
    expect(failure).to.include({ errorName: 'FUNCTION_IMPLEMENTATION_MISSING' });
    expect((failure as Error).message).to.contain('of_a_plugin');
  });

  it('measures what went through', async () => {
    const [partial, final] = await replay(kernel, 'task-agg-partial-final');
    expect(partial?.stats).to.include({
      scannedRows: 25,
      inputRows: 25,
      outputRows: 5,
      completedSplits: 2,
      runningSplits: 0,
      queuedSplits: 0,
      memoryBytes: 0,
    });
    expect(partial?.stats.scannedBytes).to.be.greaterThan(25 * 8);
    expect(partial?.stats.peakMemoryBytes).to.be.greaterThan(0);
    // Of all threads together: it may be more than the time that passed.
    expect(partial?.stats.cpuNanos).to.be.within(1, 60e9);
    expect(partial?.stats.wallNanos).to.be.within(1, 60e9);
    expect(
      partial?.stats.operators.map(({ planNodeId, operatorType, outputRows }) => [
        planNodeId,
        operatorType,
        outputRows,
      ]),
    ).to.deep.equal([
      ['0', 'TableScanOperator', 25],
      ['328', 'TaskOutputOperator', 5],
    ]);
    expect(final?.stats).to.include({ scannedRows: 0, inputRows: 5, outputRows: 5 });
    expect(final?.stats.operators.map(({ operatorType }) => operatorType)).to.deep.equal([
      'ExchangeOperator',
      'TaskOutputOperator',
    ]);
  });
});
