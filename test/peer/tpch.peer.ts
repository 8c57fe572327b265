import { assert } from 'chai';
import { freePort, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { difference } from '../support/same-rows.ts';
import { spawnNode } from '../support/spawn-node.ts';
import type { SpawnedNode } from '../support/spawn-node.ts';
import { spawnCluster } from '../support/spawn-cluster.ts';
import type { SpawnedCluster } from '../support/spawn-cluster.ts';
import { seededRandom, tpchQueries } from '../support/tpch-queries.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';

/**
 * The 22 TPC-H queries with literals of this run against a stock Trino: one process of ours, and a coordinator that runs no tasks
 * with two workers, must give what the peer gives. `npm run test:tpch-peer`; TPCH_SEED=n repeats a run's literals.
 */
const seed = Number(process.env['TPCH_SEED'] ?? Math.floor(Date.now() / 1000) % 1_000_000);

describe(`TPC-H beside a stock Trino (TPCH_SEED=${seed})`, () => {
  let peer: PeerNode;
  let single: SpawnedNode;
  let cluster: SpawnedCluster;
  const started: { stop(): Promise<unknown> }[] = [];

  before(async function () {
    this.timeout(20 * 60_000);
    await requirePeer();
    started.push((peer = await startPeer('tpch-peer', 'coordinator')));
    started.push((single = await spawnNode(await freePort())));
    started.push((cluster = await spawnCluster(2)));
  });

  after(async function () {
    this.timeout(60_000);
    for (const each of started) await each.stop();
  });

  for (const schema of ['tiny', 'sf1']) {
    const queries = tpchQueries(seededRandom(seed + schema.length));
    for (const { number, sql, orderBy } of queries) {
      it(`query ${number} at ${schema}`, async function () {
        this.timeout(5 * 60_000);
        const headers = { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': schema };
        const expected = succeeded(await runQuery(peer.url, sql, headers), sql);
        for (const [what, url] of [
          ['one process', single.url],
          ['coordinator and two workers', cluster.url],
        ] as const) {
          const actual = succeeded(await runQuery(url, sql, headers), `${what}: ${sql}`);
          assert.deepEqual(
            actual.columns.map(({ name, type }) => ({ name, type })),
            expected.columns.map(({ name, type }) => ({ name, type })),
          );
          assert.isUndefined(
            difference(expected.rows, actual.rows, orderBy.length > 0 ? orderBy : false),
            `${what}: ${sql}`,
          );
        }
      });
    }
  }
});

function succeeded(outcome: QueryOutcome, sql: string): QueryOutcome {
  assert.isUndefined(outcome.error, sql);
  return outcome;
}
