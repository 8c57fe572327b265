import { expect } from 'chai';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import { fragmentOf, taskOf } from './fragments.ts';
import { collect, rowsOf } from './recorded-query.ts';

const one = fragmentOf(
  { '@type': 'values', id: '1', outputSymbols: ['a'], rowCount: 1, rows: ["ROW (BIGINT '7')"] },
  { a: 'bigint' },
  ['a'],
);

describe('a lazy kernel', function () {
  this.timeout(30_000);

  it('opens no connection to DuckDB before the first task', async () => {
    const kernel = await createKernel({ catalogs: [], threads: 1, lazy: true });
    try {
      expect(await kernel.memory()).to.include({ usedBytes: 0, keptBytes: 0, connectionsOpened: 0 });
      expect(rowsOf((await collect(kernel.start(taskOf(one)))).get(0) ?? [], one)).to.deep.equal([[7]]);
      expect((await kernel.memory()).connectionsOpened).to.be.greaterThan(0);
    } finally {
      await kernel.close();
    }
  });

  it('closes without ever having started', async () => {
    const kernel = await createKernel({ catalogs: [], threads: 1, lazy: true });
    await kernel.close();
    expect(() => kernel.start(taskOf(one))).to.throw('shutting down');
  });

  it('tells why it cannot start', async () => {
    const kernel = await createKernel({ catalogs: [], threads: 1, lazy: true, memoryLimitBytes: Number.NaN });
    try {
      let failure: unknown;
      await collect(kernel.start(taskOf(one))).catch((error: unknown) => {
        failure = error;
      });
      expect(failure).to.be.instanceOf(Error);
    } finally {
      await kernel.close();
    }
  });
});
