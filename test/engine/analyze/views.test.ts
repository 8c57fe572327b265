import { expect } from 'chai';
import { analyze } from '../../../src/engine/analyze/analyze.ts';
import { parseStatement } from '../../../src/engine/parse/parse.ts';
import { DdlSession } from '../commands/ddl/ddl-session.ts';

/** What answers alone don't show of views; those of a stock server are in `commands/ddl/stock-answers.jsonl`. */
describe('views in FROM', () => {
  let session: DdlSession;
  const run = async (sql: string, change = {}): Promise<void> => {
    const answer = await session.run(sql, change);
    if ('error' in answer) throw new Error(answer.error.message);
  };
  const failure = async (sql: string, change = {}): Promise<string | undefined> => {
    const answer = await session.run(sql, change);
    return 'error' in answer ? `${answer.error.errorName} ${answer.error.message}` : undefined;
  };

  beforeEach(() => {
    session = new DdlSession('default');
  });

  it('looks names up where the view was made', async () => {
    await run('CREATE VIEW memory.default.v AS SELECT name FROM nation', { catalog: 'tpch', schema: 'tiny' });
    expect(await session.run('SELECT * FROM v')).to.deep.equal({
      columns: [{ name: 'name', type: 'varchar(25)' }],
    });
    await run('CREATE VIEW w AS SELECT * FROM v');
    expect(
      await session.run('SELECT * FROM memory.default.w', { catalog: 'tpch', schema: 'sf1' }),
    ).to.have.property('columns');
  });

  it('reads the rest of the session from whoever asks', async () => {
    await run('CREATE VIEW v AS SELECT current_user u, current_catalog c', { user: 'maker' });
    const { query } = analyze(parseStatement('SELECT u, c FROM memory.default.v'), {
      session: { ...session.session, user: 'reader', catalog: 'tpch', schema: 'tiny' },
      metadata: session.metadata,
    });
    const text = JSON.stringify(query, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    expect(text).to.include('"reader"').and.to.include('"tpch"');
    expect(text).not.to.include('"maker"');
  });

  it('sees neither names of WITH nor columns of the queries around it', async () => {
    await run('CREATE TABLE t (a integer)');
    await run('CREATE VIEW v AS SELECT a FROM t');
    expect(await session.run("WITH t AS (SELECT 'x' b) SELECT * FROM v")).to.deep.equal({
      columns: [{ name: 'a', type: 'integer' }],
    });
    await run('DROP TABLE t');
    await run('CREATE TABLE t (b integer)');
    expect(await failure('SELECT (SELECT max(a) FROM v) FROM (VALUES 1) o(a)')).to.equal(
      "INVALID_VIEW line 1:28: Failed analyzing stored view 'memory.default.v': line 1:8: Column 'a' cannot be resolved",
    );
  });

  it('gives the columns the types that they had', async () => {
    await run('CREATE TABLE t (a bigint, b varchar(5), c integer)');
    await run('CREATE VIEW v AS SELECT * FROM t');
    await run('DROP TABLE t');
    await run('CREATE TABLE t (a integer, b varchar(3), c integer)');
    expect(await session.run('SELECT * FROM v')).to.deep.equal({
      columns: [
        { name: 'a', type: 'bigint' },
        { name: 'b', type: 'varchar(5)' },
        { name: 'c', type: 'integer' },
      ],
    });
    const { query } = analyze(parseStatement('SELECT * FROM v'), session);
    const { body } = query;
    const from = body.kind === 'select' ? body.from : undefined;
    const inner = from?.kind === 'subquery' ? from.query.body : undefined;
    expect(inner?.kind === 'select' && inner.outputs.map(({ expression }) => expression.kind)).to.deep.equal([
      'cast',
      'cast',
      'symbol',
    ]);
  });

  it('is the view, to DESCRIBE OUTPUT, not the table below it', async () => {
    await run('CREATE VIEW v AS SELECT name n FROM tpch.tiny.nation');
    const { query } = analyze(parseStatement('SELECT n FROM v'), session);
    expect(query.fields[0]?.origin).to.deep.equal({
      catalog: 'memory',
      schema: 'default',
      table: 'v',
      column: 'n',
    });
  });

  it('refuses views that multiply without end', async () => {
    await run('CREATE VIEW v0 AS SELECT 1 x');
    for (let i = 1; i <= 15; i++) {
      const below = `v${i - 1}`;
      const answer = await failure(`CREATE VIEW v${i} AS SELECT a.x FROM ${below} a CROSS JOIN ${below} b`);
      if (answer === undefined) continue;
      expect(answer).to.include('Views that are used more than 10000 times are not supported');
      return;
    }
    expect.fail('Fifteen doublings were analysed');
  });

  it('says when the stored text is no query any more', async () => {
    session.metadata
      .changes('memory')
      ?.createView?.(
        'default',
        'v',
        { originalSql: 'SELECT FROM', columns: [], runAsInvoker: true, path: '' },
        false,
      );
    expect(await failure('SELECT * FROM v')).to.match(
      /^INVALID_VIEW line 1:15: Failed parsing stored view 'memory\.default\.v': line 1:8: mismatched input/,
    );
  });
});
