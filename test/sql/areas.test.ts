import { assert, expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { corpus } from '../support/corpus.ts';
import { runCase } from '../support/run-case.ts';
import { spawnCluster } from '../support/spawn-cluster.ts';
import type { SpawnedCluster } from '../support/spawn-cluster.ts';

/** What clients call beside queries: each of these cases must hold, in any shape of a cluster. */
const areas = ['session', 'metadata/show', 'metadata/prepared', 'metadata/system', 'metadata/information_schema', 'ddl'];

/** Cases that don't hold, and why. */
const exceptions = new Map([
  ['metadata-show-0136', 'a plan of our own: how it is spread over one worker, and so the length of its text'],
  ['metadata-show-0138', 'a plan of our own: ids of its nodes'],
]);

const cases = corpus().filter(({ id, area }) => areas.includes(area) && !exceptions.has(id));

describe('sessions, metadata and definitions in the corpus', function () {
  this.timeout(60_000);

  it('are all there', () => {
    expect(cases.length).to.be.greaterThan(600);
    expect(exceptions.size / (cases.length + exceptions.size)).to.be.below(0.02);
  });

  describe('one process, checked against the specs', () => {
    let node: RunningNode;
    before(async () => {
      node = await start({ port: 0, contract: true });
    });
    after(() => node.stop());

    for (const test of cases) {
      it(`${test.id} ${test.sql.slice(0, 80)}`, async () => {
        assert.isUndefined(await runCase(node.url, test));
      });
    }
  });

  describe('a coordinator that runs no tasks and two workers', () => {
    let cluster: SpawnedCluster;
    before(async () => {
      cluster = await spawnCluster(2);
    });
    after(async () => {
      await cluster.stop();
    });

    for (const test of cases) {
      it(`${test.id} ${test.sql.slice(0, 80)}`, async () => {
        assert.isUndefined(await runCase(cluster.url, test));
      });
    }
  });
});
