import { expect } from 'chai';
import type { QueryManager } from '../../../src/engine/schedule/query-manager.ts';
import type { QuerySummary } from '../../../src/engine/schedule/query-summary.ts';
import type { Query } from '../../../src/engine/schedule/query.ts';
import type { ResourceGroup } from '../../../src/engine/schedule/resource-groups/resource-group.ts';
import { settle } from '../../support/virtual-clock.ts';
import { FakePages, fakeCoordinator } from './fake-environment.ts';
import type { FakeCoordinator } from './fake-environment.ts';

/** The one group of a coordinator without configuration. */
function globalOf({ resourceGroups }: QueryManager): ResourceGroup {
  const group = resourceGroups.find(['global']);
  if (group === undefined) throw new Error('there is no group global');
  return group;
}

/** Runs a query to its end. @param read whether the client takes its one row, and learns that it was the last */
async function runOne({ queries, create, exchanges, clock }: FakeCoordinator, read = true): Promise<Query> {
  const query = create();
  queries.submit(query);
  await settle();
  const pages = exchanges.at(-1);
  pages?.push('[[1]]');
  pages?.end();
  await clock.advance(0);
  expect(query.state).to.equal('FINISHED');
  if (!read) return query;
  query.results?.take(1);
  query.noteAnswered();
  return query;
}

describe('the queries of a coordinator', () => {
  it('go through their states, and leave no timer and no listener', async () => {
    const coordinator = fakeCoordinator();
    const states: string[] = [];
    const query = coordinator.create();
    query.machine.onChange((state) => states.push(state));
    expect(coordinator.queries.list()).to.deep.equal([]);
    coordinator.queries.submit(query);
    coordinator.queries.submit(query);
    await coordinator.clock.advance(50);
    expect(coordinator.exchanges).to.have.length(1);
    expect([query.state, query.final, query.timings.finishingNanos]).to.deep.equal(['RUNNING', false, 0]);
    coordinator.exchanges[0]?.end();
    await coordinator.clock.advance(50);
    expect(states).to.deep.equal([
      'WAITING_FOR_RESOURCES',
      'DISPATCHING',
      'PLANNING',
      'STARTING',
      'RUNNING',
      'FINISHING',
      'FINISHED',
    ]);
    expect(query.final).to.equal(true);
    coordinator.queries.close();
    expect(coordinator.clock.pending).to.equal(0);
  });

  it('wait in the queue and start in their order', async () => {
    const { queries, create, clock } = fakeCoordinator({ maxConcurrentQueries: 1, maxQueuedQueries: 2 });
    const all = [create(), create(), create(), create()];
    for (const query of all) queries.submit(query);
    await clock.advance(0);
    expect(all.map((query) => query.state)).to.deep.equal(['RUNNING', 'QUEUED', 'QUEUED', 'FAILED']);
    expect(all[3]?.error).to.include({
      errorName: 'QUERY_QUEUE_FULL',
      message: 'Too many queued queries for "global"',
    });
    all[1]?.cancel();
    all[0]?.cancel();
    await clock.advance(0);
    expect(all.map((query) => query.state)).to.deep.equal(['FAILED', 'FAILED', 'RUNNING', 'FAILED']);
    expect([globalOf(queries).running, globalOf(queries).queued]).to.deep.equal([1, 0]);
    queries.close();
    await clock.advance(0);
    expect(globalOf(queries).running).to.equal(0);
  });

  it('fail when their client is silent, in stock words', async () => {
    const { queries, create, clock } = fakeCoordinator();
    const query = create();
    queries.submit(query);
    await clock.advance(200_000);
    queries.heartbeat(query);
    const seen = new Date(clock.now()).toISOString();
    await clock.advance(299_500);
    expect(query.state).to.equal('RUNNING');
    await clock.advance(2_000);
    expect(query.error?.errorName).to.equal('ABANDONED_QUERY');
    expect(query.error?.message).to.match(
      new RegExp(
        `^Query ${query.queryId} was abandoned by the client, as it may have exited or stopped checking for query results\\. ` +
          `Query results have not been accessed since ${seen}: currentTime \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$`,
      ),
    );
    queries.close();
  });

  it('that failed while they were read have no finishing time below zero', async () => {
    const pages = new FakePages();
    const { queries, create, clock } = fakeCoordinator({ openExchange: () => pages });
    const query = create();
    queries.submit(query);
    await clock.advance(100);
    query.cancel();
    await clock.advance(500);
    pages.end();
    await clock.advance(500);
    expect(query.timings.finishingNanos).to.equal(0);
    queries.close();
  });

  it('are forgotten when nobody follows them', async () => {
    const { queries, create, clock } = fakeCoordinator();
    const query = create();
    await clock.advance(299_000);
    expect(queries.get(query.queryId)).to.equal(query);
    await clock.advance(3_000);
    expect(queries.get(query.queryId)).to.equal(undefined);
    expect(clock.pending).to.equal(0);
  });

  it('are forgotten, the oldest first, when too much text waits to be followed', () => {
    const { queries, create } = fakeCoordinator();
    const followed = create('x'.repeat(1_000_000));
    queries.submit(followed);
    const waiting = Array.from({ length: 140 }, () => create('x'.repeat(1_000_000)));
    const known = waiting.filter((query) => queries.get(query.queryId) !== undefined);
    expect(known.length).to.be.within(125, 134);
    expect(known).to.deep.equal(waiting.slice(-known.length));
    expect(queries.get(followed.queryId)).to.equal(followed);
    queries.close();
  });

  it('are forgotten when too many short ones wait to be followed', () => {
    const { queries, create } = fakeCoordinator();
    const first = create();
    for (let i = 0; i < 40_000; i++) create();
    expect(queries.get(first.queryId)).to.equal(undefined);
    queries.close();
  });

  it('stay in the history for a while, and the last ones for longer', async () => {
    const coordinator = fakeCoordinator({ maxHistory: 2 });
    for (let i = 0; i < 5; i++) await runOne(coordinator);
    await coordinator.clock.advance(890_000);
    expect(coordinator.queries.list()).to.have.length(5);
    await coordinator.clock.advance(12_000);
    expect(coordinator.queries.list().map(({ queryId }) => queryId.slice(16, 21))).to.deep.equal([
      '00003',
      '00004',
    ]);
    coordinator.queries.close();
  });

  it('that newer ones push out of the history keep a summary, once nobody waits for their rows', async () => {
    const summarized: string[] = [];
    const summary = { info: {}, basic: {} } as unknown as QuerySummary;
    const coordinator = fakeCoordinator({
      maxHistory: 2,
      summarize: ({ queryId }) => {
        summarized.push(queryId);
        return summary;
      },
    });
    const unread = await runOne(coordinator, false);
    const all = [unread];
    for (let i = 0; i < 4; i++) all.push(await runOne(coordinator));
    await coordinator.clock.advance(5_000);
    expect(summarized, 'a client may still ask').to.deep.equal([]);
    await coordinator.clock.advance(10_000);
    expect(summarized).to.deep.equal(all.slice(1, 3).map(({ queryId }) => queryId));
    expect(all.map((query) => query.summary)).to.deep.equal([
      undefined,
      summary,
      summary,
      undefined,
      undefined,
    ]);
    expect(all[1]?.scheduler).to.equal(undefined);
    expect(all[3]?.scheduler).to.not.equal(undefined);
    unread.results?.take(1);
    await coordinator.clock.advance(2_000);
    expect(unread.summary).to.equal(summary);
    coordinator.queries.close();
    expect(coordinator.clock.pending).to.equal(0);
  });

  it('that end with rows which nobody fetches let them go after the client timeout', async () => {
    const coordinator = fakeCoordinator({ clientTimeoutMillis: 30_000 });
    const query = await runOne(coordinator, false);
    await coordinator.clock.advance(29_000);
    expect([query.results?.bufferedBytes, query.results?.abandoned]).to.deep.equal([5, false]);
    await coordinator.clock.advance(3_000);
    expect([query.results?.bufferedBytes, query.results?.abandoned]).to.deep.equal([0, true]);
    coordinator.queries.close();
  });

  it('never fill the history, read or not', async () => {
    for (const read of [true, false]) {
      const coordinator = fakeCoordinator({ maxHistory: 2 });
      for (let i = 0; i < 60; i++) await runOne(coordinator, read);
      await coordinator.clock.advance(2_000);
      // A client that may still come for its rows is waited for a little longer.
      expect(coordinator.queries.list()).to.have.length(read ? 40 : 60);
      await coordinator.clock.advance(10_000);
      expect(coordinator.queries.list(), `read: ${read}`).to.have.length(40);
      coordinator.queries.close();
    }
  });

  it('stay when their client has all rows and not been told so, however many others end', async () => {
    const coordinator = fakeCoordinator({ maxHistory: 2 });
    const polled = await runOne(coordinator, false);
    polled.results?.take(1);
    for (let i = 0; i < 60; i++) await runOne(coordinator);
    await coordinator.clock.advance(5_000);
    expect(polled.results?.drained).to.equal(true);
    expect(coordinator.queries.list()).to.have.length(40);
    expect(coordinator.queries.get(polled.queryId)).to.equal(polled);
    coordinator.queries.close();
  });

  it('that end while their tasks are sent read no output: that would bring the tasks back', async () => {
    const { queries, create, clock, exchanges } = fakeCoordinator();
    const query = create();
    query.onChange(() => {
      if (query.scheduled) query.cancel();
    });
    queries.submit(query);
    await clock.advance(100);
    expect([query.state, query.final]).to.deep.equal(['FAILED', true]);
    expect(exchanges).to.deep.equal([]);
    queries.close();
    expect(clock.pending).to.equal(0);
  });

  it('refuse texts that are too long', async () => {
    const { queries, create } = fakeCoordinator();
    const [fits, tooLong] = [create('x'.repeat(1_000_000)), create('x'.repeat(1_000_001))];
    queries.submit(fits);
    queries.submit(tooLong);
    expect(fits.error).to.equal(undefined);
    expect(tooLong.error).to.include({
      errorName: 'QUERY_TEXT_TOO_LARGE',
      message: 'Query text length (1000001) exceeds the maximum length (1000000)',
    });
    expect(globalOf(queries).running).to.equal(1);
    queries.close();
  });

  it('wait for workers, and not for ever', async () => {
    const { queries, create, clock } = fakeCoordinator({
      limits: { maxLength: 100, requiredWorkers: 2, requiredWorkersMaxWaitMillis: 10_000 },
    });
    const query = create();
    queries.submit(query);
    await clock.advance(9_000);
    expect([query.state, query.dispatched]).to.deep.equal(['WAITING_FOR_RESOURCES', false]);
    await clock.advance(2_000);
    expect(query.error).to.include({
      errorName: 'GENERIC_INSUFFICIENT_RESOURCES',
      message:
        'Insufficient active worker nodes. Waited 10.00s for at least 2 workers, but only 1 workers are active',
    });
    queries.close();
    expect(clock.pending).to.equal(0);
  });

  it('end when all rows are read, even if a node has died since', async () => {
    const { queries, create, clock, worker, exchanges } = fakeCoordinator();
    const query = create();
    queries.submit(query);
    await clock.advance(50);
    worker.answer = ({ operation }) =>
      operation === 'deleteTask' ? Promise.reject(new Error('connect ECONNREFUSED')) : undefined;
    exchanges[0]?.push('[[1]]');
    exchanges[0]?.end();
    await clock.advance(2_100);
    expect([query.state, query.final]).to.deep.equal(['FINISHED', false]);
    await clock.advance(15_000);
    expect([query.state, query.final, query.error]).to.deep.equal(['FINISHED', true, undefined]);
    queries.close();
  });

  it('fail when the coordinator ends', async () => {
    const { queries, create, clock } = fakeCoordinator();
    const query = create();
    queries.submit(query);
    await clock.advance(50);
    queries.close();
    await clock.advance(50);
    expect(query.error?.errorName).to.equal('SERVER_SHUTTING_DOWN');
    expect(query.final).to.equal(true);
    expect(clock.pending).to.equal(0);
  });

  it('tell progress that never goes back, and is whole at the end', async () => {
    const { clock, worker, queries, exchanges, create } = fakeCoordinator();
    const query = create();
    queries.submit(query);
    await clock.advance(50);
    expect(query.state).to.equal('RUNNING');
    expect([10, 50, 30, 60].map((percent) => query.noteProgress(percent))).to.deep.equal([10, 50, 50, 60]);
    const { taskId } = query.scheduler?.root.tasks[0] as { taskId: string };
    worker.change(taskId, { memoryReservation: '5kB' });
    await clock.advance(10);
    worker.change(taskId, { memoryReservation: '2kB' });
    await clock.advance(10);
    expect(query.peakMemoryBytes).to.equal(5 * 1024);
    exchanges[0]?.end();
    await clock.advance(100);
    expect([query.state, query.noteProgress(70)]).to.deep.equal(['FINISHED', 100]);
    queries.close();
  });

  it('ask their tasks for statistics no more often than told, and wait for no silent node', async () => {
    const { clock, worker, queries, create } = fakeCoordinator();
    const query = create();
    queries.submit(query);
    await clock.advance(50);
    const asked = (): number => worker.of('getTaskInfo').length;
    await query.refreshStatistics(1_000, 100);
    expect(asked(), 'the update has just told them').to.equal(0);
    await clock.advance(1_000);
    await query.refreshStatistics(1_000, 100);
    expect(asked()).to.equal(1);
    await clock.advance(1_000);
    worker.answer = ({ operation }) =>
      operation === 'getTaskInfo' ? new Promise(() => undefined) : undefined;
    let waited = false;
    const refreshed = query.refreshStatistics(1_000, 100).then(() => (waited = true));
    await clock.advance(90);
    expect(waited).to.equal(false);
    await clock.advance(20);
    await refreshed;
    await Promise.all([query.refreshStatistics(1_000, 0), clock.advance(1)]);
    expect(asked(), 'one question at a time').to.equal(2);
    query.cancel();
    await clock.advance(100);
    queries.close();
  });
});
