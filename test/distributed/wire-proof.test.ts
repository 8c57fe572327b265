import { expect } from 'chai';
import nock from 'nock';
import { start } from '../../src/index.ts';
import type { RunningNode } from '../../src/index.ts';
import { readPageStream } from '../../src/engine/pages/page-stream.ts';
import { deserializePage } from '../../src/engine/pages/page-serde.ts';
import { encodeRows } from '../../src/engine/results/rows.ts';
import { parseType } from '../../src/engine/types/parse-type.ts';
import { runQuery } from '../support/trino-client.ts';

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly response: unknown;
}

/** Runs a query and returns what its process sent over HTTP meanwhile. */
async function recorded(action: () => Promise<void>): Promise<Recorded[]> {
  nock.recorder.rec({ dont_print: true, output_objects: true });
  try {
    await action();
    return (nock.recorder.play() as unknown as Recorded[]).map(({ method, path, response }) => ({
      method,
      path,
      response,
    }));
  } finally {
    nock.restore();
    nock.recorder.clear();
    nock.activate();
  }
}

describe('the wire', () => {
  let node: RunningNode;

  before(async () => {
    node = await start({
      port: 0,
      environment: 'test',
      contract: true,
      properties: { 'query.remote-task.max-error-duration': '1s' },
    });
  });

  after(async () => {
    nock.cleanAll();
    await node.stop();
  });

  for (const sql of [
    'SELECT 1',
    "SELECT * FROM (VALUES (1, 'x'), (2, NULL)) t(a, b)",
    'SELECT count(*) FROM tpch.tiny.nation',
    'SELECT regionkey, count(*) FROM tpch.tiny.nation GROUP BY 1 ORDER BY 1',
    'SELECT nationkey, name FROM tpch.tiny.nation WHERE regionkey = 3 ORDER BY 2 LIMIT 3',
  ]) {
    it(`carries every row of ${sql} from a task's results`, async () => {
      let outcome: Awaited<ReturnType<typeof runQuery>> | undefined;
      const exchanges = await recorded(async () => {
        outcome = await runQuery(node.url, sql);
      });
      expect(outcome?.error).to.equal(undefined);
      const id = outcome?.queryId as string;
      const posted = exchanges.filter(
        (exchange) => exchange.method === 'POST' && exchange.path.startsWith(`/v1/task/${id}.`),
      );
      expect(posted.length).to.be.at.least(1);
      const types = (outcome?.columns ?? []).map((column) => parseType(column.type));
      const rows = exchanges
        .filter(
          (exchange) =>
            exchange.method === 'GET' &&
            exchange.path.startsWith(`/v1/task/${id}.0.`) &&
            exchange.path.includes('/results/'),
        )
        .filter((exchange) => typeof exchange.response === 'string' && exchange.response !== '')
        .flatMap((exchange) => readPageStream(Buffer.from(exchange.response as string, 'hex')))
        .flatMap(
          (bytes) =>
            JSON.parse(
              Buffer.from(
                encodeRows(deserializePage(bytes, types), types, { parametricDatetime: true }),
              ).toString(),
            ) as unknown[][],
        );
      expect(rows).to.deep.equal(outcome?.rows);
    });
  }

  it("fails the query with Trino's error when the worker's route is cut", async function () {
    this.timeout(20_000);
    nock(node.url, { allowUnmocked: true })
      .persist()
      .post(/\/v1\/task\//)
      .replyWithError(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }));
    nock.enableNetConnect();
    try {
      const outcome = await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation');
      expect(outcome.state).to.equal('FAILED');
      expect(outcome.error?.errorName).to.equal('TOO_MANY_REQUESTS_FAILED');
      expect(outcome.error?.message).to.match(
        /^Encountered too many errors talking to a worker node\. The node may have crashed or be under too much load\./,
      );
      expect(outcome.rows).to.deep.equal([]);
    } finally {
      nock.cleanAll();
    }
    expect((await runQuery(node.url, 'SELECT count(*) FROM tpch.tiny.nation')).rows).to.deep.equal([[25]]);
  });
});
