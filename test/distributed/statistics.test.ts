import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import type { QueryInfo, StageInfo } from '../../generated/coordinator/types.ts';
import { eventually } from '../support/peer.ts';
import { runQuery } from '../support/trino-client.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

const headers = {
  'X-Trino-User': 'test',
  'X-Trino-Session': 'join_distribution_type=PARTITIONED,join_reordering_strategy=NONE',
};

/** Keeps two workers busy for as long as a test wants. */
const endless = `SELECT count(*) FROM tpch.tiny.lineitem a JOIN tpch.tiny.lineitem b ON a.linenumber = b.linenumber
  JOIN tpch.tiny.lineitem c ON b.linenumber = c.linenumber WHERE a.comment < b.comment AND b.comment < c.comment`;

describe('statistics of queries on two workers', function () {
  this.timeout(60_000);
  let coordinator: RunningNode;
  let workers: RunningNode[];

  before(async () => {
    coordinator = await start({
      port: 0,
      environment: 'test',
      includeCoordinator: false,
      logLevel: 'fatal',
      properties: { 'node.id': 'coordinator' },
    });
    workers = await Promise.all(
      ['one', 'two'].map((name) =>
        start({
          port: 0,
          environment: 'test',
          coordinator: false,
          discoveryUri: coordinator.url,
          logLevel: 'fatal',
          properties: { 'node.id': name },
        }),
      ),
    );
    await eventually(async () => {
      const { answers } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders');
      expect(Math.max(...answers.map(({ stats }) => stats.nodes))).to.equal(2);
    }, 30_000);
  });

  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await coordinator.stop();
  });

  async function queryInfo(queryId: string): Promise<QueryInfo> {
    const answer = await fetch(`${coordinator.url}/v1/query/${queryId}`, { headers });
    return (await answer.json()) as QueryInfo;
  }

  const stagesOf = (stage: StageInfo): StageInfo[] => [stage, ...stage.subStages.flatMap(stagesOf)];
  const number = (value: unknown): number => Number(value);

  it('count each row that is scanned once, however often it is handed over', async () => {
    const { queryId, answers, error } = await runQuery(
      coordinator.url,
      `SELECT c.mktsegment, count(*) FROM tpch.tiny.lineitem l JOIN tpch.tiny.orders o ON l.orderkey + 0 = o.orderkey + 0
        JOIN tpch.tiny.customer c ON o.custkey = c.custkey JOIN (VALUES 1, 2, 3) v(n) ON c.nationkey > v.n GROUP BY 1`,
      headers,
    );
    expect(error).to.equal(undefined);
    const scanned = 60_175 + 15_000 + 1_500;
    const { stats } = answers.at(-1) as StatementAnswer;
    expect(stats).to.include({ state: 'FINISHED', processedRows: scanned, progressPercentage: 100 });
    expect(number(stats['processedBytes'])).to.be.greaterThan(scanned);
    expect(number(stats['peakMemoryBytes']), 'a join holds its table').to.be.greaterThan(100_000);
    expect(stats['completedSplits']).to.equal(stats['totalSplits']);
    const info = await queryInfo(queryId);
    expect(info.queryStats).to.include({
      rawInputPositions: scanned,
      processedInputPositions: scanned,
      physicalInputPositions: scanned,
    });
    const stages = stagesOf(info.outputStage as StageInfo);
    for (const stage of stages.filter(({ plan }) => plan?.partitionedSources.length === 1)) {
      const rows = stage.tasks.map((task) => number(task.stats.physicalInputPositions));
      expect(rows, stage.stageId).to.have.length(2);
      const all = rows.reduce((sum, each) => sum + each, 0);
      for (const each of rows) expect(each / all, stage.stageId).to.be.greaterThan(0.3);
    }
    const scans = info.queryStats.operatorSummaries.filter(({ operatorType }) =>
      operatorType.includes('Scan'),
    );
    expect(scans.map(({ physicalInputPositions: rows }) => rows)).to.have.members([60_175, 15_000, 1_500]);
  });

  it('show a running query at work', async () => {
    const first = await fetch(`${coordinator.url}/v1/statement`, { method: 'POST', body: endless, headers });
    let answer = (await first.json()) as StatementAnswer;
    const polls: StatementAnswer['stats'][] = [];
    while (polls.length < 4) {
      answer = (await (await fetch(answer.nextUri as string)).json()) as StatementAnswer;
      expect(answer.error).to.equal(undefined);
      // Until its tasks are at work there's nothing to tell.
      if (number(answer.stats['cpuTimeMillis']) > 0) polls.push(answer.stats);
    }
    await fetch(answer.nextUri as string, { method: 'DELETE' });
    const cpu = polls.map((stats) => number(stats['cpuTimeMillis']));
    for (const [index, millis] of cpu.entries())
      if (index > 0) expect(millis, cpu.join()).to.be.greaterThan(cpu[index - 1] as number);
    const progress = polls.map((stats) => number(stats['progressPercentage']));
    for (const [index, percent] of progress.entries())
      if (index > 0) expect(percent, progress.join()).to.be.at.least(progress[index - 1] as number);
    const last = polls.at(-1) as StatementAnswer['stats'];
    expect(number(last['progressPercentage'])).to.be.below(100);
    expect(number(last['runningSplits'])).to.be.greaterThan(0);
    expect(last.nodes).to.equal(2);
    const sum = ['queuedSplits', 'runningSplits', 'completedSplits'].reduce(
      (all, name) => all + number(last[name]),
      0,
    );
    expect(sum).to.equal(last['totalSplits']);
  });
});
