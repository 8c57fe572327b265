import { assert, expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { tasksOf } from '../support/internal-token.ts';
import { eventually, requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { difference } from '../support/same-rows.ts';
import { runQuery } from '../support/trino-client.ts';
import type { QueryOutcome } from '../support/trino-client.ts';
import { failingStatements, languageStatements } from './language-statements.ts';

const session = { 'X-Trino-Catalog': 'tpch', 'X-Trino-Schema': 'tiny' };
/** Read by a task of each node that there is. */
const spreadProbe = 'SELECT orderstatus, count(*) FROM orders GROUP BY 1';

const ask = (url: string, sql: string): Promise<QueryOutcome> => runQuery(url, sql, session);

/** What a stock server alone says to a statement; asked before a node of ours is there. */
const answers = new Map<string, QueryOutcome>();

function agrees(cluster: () => { readonly url: string; readonly nodes: readonly string[] }): void {
  for (const { name, sql, isSpread } of languageStatements) {
    it(name, async () => {
      const expected = answers.get(sql);
      assert.isDefined(expected);
      assert.isUndefined(expected.error, sql);
      const { url, nodes } = cluster();
      const actual = await ask(url, sql);
      assert.isUndefined(actual.error, actual.error?.message);
      expect(actual.columns).to.deep.equal(expected.columns);
      assert.isUndefined(difference(expected.rows, actual.rows, false), sql);
      if (!isSpread) return;
      for (const node of nodes) expect(await ranOn(node, actual), `has a task on ${node}`).to.equal(true);
    });
  }

  for (const sql of failingStatements) {
    it(`fails: ${sql}`, async () => {
      const expected = answers.get(sql)?.error;
      const { error } = await ask(cluster().url, sql);
      assert.isDefined(expected);
      expect([error?.errorName, error?.message]).to.deep.equal([expected.errorName, expected.message]);
    });
  }
}

async function ranOn(url: string, { queryId }: QueryOutcome): Promise<boolean> {
  const tasks = await tasksOf(url, 'test');
  return tasks.some(({ taskStatus }) => taskStatus.taskId.startsWith(`${queryId}.`));
}

/** Waits until a query has tasks on all of them. */
async function together(url: string, nodes: readonly string[]): Promise<void> {
  await eventually(async () => {
    const outcome = await ask(url, spreadProbe);
    for (const node of nodes) if (!(await ranOn(node, outcome))) throw new Error(`${node} has no task`);
  }, 60_000);
}

describe('the language across stock nodes and ours', () => {
  before(requirePeer);

  describe('a stock coordinator that works beside our worker', () => {
    let coordinator: PeerNode;
    let worker: RunningNode;

    before(async () => {
      coordinator = await startPeer('interop-language-coordinator', 'coordinator');
      for (const { sql } of languageStatements) answers.set(sql, await ask(coordinator.url, sql));
      for (const sql of failingStatements) answers.set(sql, await ask(coordinator.url, sql));
      worker = await start({
        port: 0,
        coordinator: false,
        environment: 'test',
        discoveryUri: coordinator.url,
      });
      await together(coordinator.url, [worker.url]);
    });

    after(async () => {
      await worker.stop();
      await coordinator.stop();
    });

    agrees(() => ({ url: coordinator.url, nodes: [worker.url] }));
  });

  describe('our coordinator that works beside a stock worker', () => {
    let coordinator: RunningNode;
    let worker: PeerNode;

    before(async () => {
      coordinator = await start({ port: 0, environment: 'test' });
      worker = await startPeer('interop-language-worker', 'worker', coordinator.url);
      await together(coordinator.url, [coordinator.url, worker.url]);
    });

    after(async () => {
      await worker.stop();
      await coordinator.stop();
    });

    agrees(() => ({ url: coordinator.url, nodes: [worker.url] }));
  });
});
