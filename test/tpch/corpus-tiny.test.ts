import { assert } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { corpus } from '../support/corpus.ts';
import { runCase } from '../support/run-case.ts';

/** Cases whose tables are small enough for every run; `npm run test:tpch` has them all, also on a cluster. */
const cases = corpus().filter(
  ({ area, sql, schema }) =>
    area.startsWith('tpch') && !/\bsf\d|"sf/i.test(sql) && (area !== 'tpch/query' || schema === 'tiny'),
);

describe('TPC-H corpus at tiny, on one node', () => {
  let node: RunningNode;
  before(async () => {
    node = await start({ port: 0 });
  });
  after(() => node.stop());

  for (const test of cases) {
    it(test.id, async () => {
      assert.isUndefined(await runCase(node.url, test), test.sql);
    });
  }
});
