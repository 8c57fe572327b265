import { expect } from 'chai';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import type { StatementAnswer } from '../support/trino-client.ts';

describe('protocol.v1.alternate-header-name', () => {
  let node: RunningNode;

  before(async function () {
    this.timeout(60_000);
    node = await start({
      port: 0,
      contract: true,
      logLevel: 'fatal',
      properties: { 'protocol.v1.alternate-header-name': 'Presto' },
    });
  });

  after(() => node.stop());

  const post = (sql: string, headers: Record<string, string>): Promise<Response> =>
    fetch(`${node.url}/v1/statement`, { method: 'POST', body: sql, headers });

  /** The headers of all answers that follow, without any of the client's own. */
  async function follow(posted: Response): Promise<[string, string][]> {
    const headers: [string, string][] = [];
    let { nextUri } = (await posted.json()) as StatementAnswer;
    while (nextUri !== undefined) {
      const answer = await fetch(nextUri);
      headers.push(...answer.headers);
      ({ nextUri } = (await answer.json()) as StatementAnswer);
    }
    return headers.filter(([name]) => name.includes('set-'));
  }

  it('takes headers of that name, and answers with them', async () => {
    const posted = await post('USE tpch.tiny', { 'X-Presto-User': 'alice' });
    expect(posted.status).to.equal(200);
    expect(Object.fromEntries(await follow(posted))).to.deep.equal({
      'x-presto-set-catalog': 'tpch',
      'x-presto-set-schema': 'tiny',
    });
    expect((await fetch(`${node.url}/v1/query`, { headers: { 'X-Presto-User': 'alice' } })).status).to.equal(
      200,
    );
  });

  it("still takes Trino's", async () => {
    const posted = await post('USE tpch.tiny', { 'X-Trino-User': 'alice' });
    expect(Object.fromEntries(await follow(posted))).to.deep.equal({
      'x-trino-set-catalog': 'tpch',
      'x-trino-set-schema': 'tiny',
    });
  });

  it('knows nobody where both are used', async () => {
    const posted = await post('SELECT 1', { 'X-Presto-User': 'alice', 'X-Trino-Source': 'x' });
    expect(posted.status).to.equal(401);
    expect(await posted.text()).to.equal(
      'Basic authentication or X-Trino-Original-User or X-Trino-User must be sent',
    );
  });

  it('takes no third name', async () => {
    expect((await post('SELECT 1', { 'X-Other-User': 'alice' })).status).to.equal(401);
  });
});
