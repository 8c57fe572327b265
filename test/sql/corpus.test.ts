import { assert, expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { corpus } from '../support/corpus.ts';
import type { CorpusCase } from '../support/corpus.ts';
import { runCase } from '../support/run-case.ts';
import { spawnCluster } from '../support/spawn-cluster.ts';
import type { SpawnedCluster } from '../support/spawn-cluster.ts';
import { exceptions } from './exceptions.ts';

/** What clients call beside queries: each of these cases is run in both shapes. */
const clients = ['session', 'metadata/show', 'metadata/prepared', 'metadata/system', 'metadata/information_schema', 'ddl'];

/** Of the other areas a share is run on the cluster here, and all by `npm run test:corpus`. */
const share = 6;

const known = corpus().filter(({ id }) => exceptions.has(id));
const cases = corpus().filter(({ id }) => !exceptions.has(id));
const title = ({ id, sql }: CorpusCase): string => `${id} ${sql.slice(0, 80)}`;

describe('the corpus', function () {
  this.timeout(60_000);

  it('is all there', () => {
    expect(cases.length).to.be.greaterThan(7500);
    expect(known.map(({ id }) => id)).to.have.members([...exceptions.keys()]);
    expect(exceptions.size / corpus().length).to.be.below(0.02);
  });

  describe('on one process, checked against the specs', () => {
    let node: RunningNode;
    before(async () => {
      node = await start({ port: 0, contract: true });
    });
    after(() => node.stop());

    for (const test of cases) {
      it(title(test), async () => {
        assert.isUndefined(await runCase(node.url, test));
      });
    }

    for (const test of known) {
      it(`is an exception for a reason: ${title(test)}`, async () => {
        assert.isDefined(await runCase(node.url, test), 'holds now: take it from the list');
      });
    }
  });

  describe('on a coordinator that runs no tasks and two workers', () => {
    let cluster: SpawnedCluster;
    before(async () => {
      cluster = await spawnCluster(2);
    });
    after(async () => {
      await cluster.stop();
    });

    for (const test of cases.filter(({ area }, index) => clients.includes(area) || index % share === 0)) {
      it(title(test), async () => {
        assert.isUndefined(await runCase(cluster.url, test));
      });
    }
  });
});
