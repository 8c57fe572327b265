import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { expect } from 'chai';
import { start } from '../../../src/index.ts';
import type { RunningNode } from '../../../src/index.ts';
import { eventually } from '../../support/peer.ts';
import { runQuery } from '../../support/trino-client.ts';
import type { StatementAnswer } from '../../support/trino-client.ts';

const index = new URL('../../../src/index.ts', import.meta.url).href;

describe('a worker that dies in the middle of a query', function () {
  this.timeout(40_000);
  let coordinator: RunningNode;
  let worker: ChildProcess;

  before(async () => {
    coordinator = await start({
      port: 0,
      logLevel: 'fatal',
      properties: { 'query.remote-task.max-error-duration': '1s', 'exchange.max-error-duration': '1s' },
    });
    const options = { port: 0, coordinator: false, discoveryUri: coordinator.url, logLevel: 'fatal' };
    const program = `import { start } from '${index}'; await start(${JSON.stringify(options)});`;
    const args = ['--import', 'tsx', '--input-type', 'module', '--eval', program];
    worker = spawn(process.execPath, args, { stdio: 'ignore' });
    await eventually(async () => {
      const { answers } = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders');
      expect(Math.max(...answers.map(({ stats }) => stats.nodes))).to.equal(2);
    }, 30_000);
  });

  after(async () => {
    worker.kill('SIGKILL');
    await coordinator.stop();
  });

  it('fails the query soon and in stock words; the next one runs on what is left', async () => {
    const outcome = runQuery(
      coordinator.url,
      'SELECT count(*) FROM tpch.sf10.lineitem WHERE length(comment) < 0',
    );
    await eventually(async () => {
      const answer = await fetch(`${coordinator.url}/v1/query?state=RUNNING`, {
        headers: { 'X-Trino-User': 'test' },
      });
      expect(await answer.json()).to.have.length(1);
    }, 5_000);
    const killed = Date.now();
    worker.kill('SIGKILL');
    const { error, state } = await outcome;
    expect(state).to.equal('FAILED');
    expect(error?.errorName).to.be.oneOf(['TOO_MANY_REQUESTS_FAILED', 'PAGE_TRANSPORT_TIMEOUT']);
    expect(error?.message).to.match(/^Encountered too many errors talking to a worker node\./);
    expect(Date.now() - killed).to.be.below(8_000);
    const rows = await eventually(async () => {
      const next = await runQuery(coordinator.url, 'SELECT count(*) FROM tpch.tiny.orders');
      expect(next.error).to.equal(undefined);
      expect(Math.max(...next.answers.map((answer: StatementAnswer) => answer.stats.nodes))).to.equal(1);
      return next.rows;
    }, 15_000);
    expect(rows).to.deep.equal([[15_000]]);
  });
});
