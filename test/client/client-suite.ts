import { expect } from 'chai';
import {
  type QueryProgress,
  TrinoClient,
  type TrinoClientOptions,
  TrinoQueryError,
  type TrinoValue,
  typed,
} from '../../src/client/index.ts';

/**
 * What a client does with a server, ours or a stock one: both must pass. The server has the catalogs tpch, memory and system.
 * @param server base URL, asked for when the tests run
 */
export function describeClient(server: () => string): void {
  const clientOf = (options: Partial<TrinoClientOptions> = {}): TrinoClient =>
    new TrinoClient({ server: server(), user: 'test', catalog: 'tpch', schema: 'tiny', ...options });

  const valueOf = async (expression: string): Promise<TrinoValue | undefined> => {
    const { rows } = await clientOf({ timeZone: 'UTC' }).execute(`SELECT ${expression}`);
    return rows[0]?.[0];
  };

  const failureOf = async (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => expect.fail('nothing was thrown'),
      (error: unknown) => error,
    );

  describe('values', () => {
    const cases: readonly (readonly [string, TrinoValue])[] = [
      ['NULL', null],
      ['true', true],
      ["TINYINT '-128'", -128],
      ["SMALLINT '7'", 7],
      ['2147483647', 2147483647],
      ["BIGINT '1'", 1n],
      ['9007199254740993', 9007199254740993n],
      ["BIGINT '-9223372036854775808'", -(2n ** 63n)],
      ["REAL '1.5'", 1.5],
      ['1E300', 1e300],
      ["DOUBLE '12345678901234567890'", 12345678901234567890],
      ['version()', '435'],
      ['nan()', NaN],
      ['infinity()', Infinity],
      ['-infinity()', -Infinity],
      ["DECIMAL '12345678901234567890123456.10'", '12345678901234567890123456.10'],
      ["'it''s ✓ 😀'", "it's ✓ 😀"],
      ["CAST('a' AS char(3))", 'a  '],
      ["X'00FF10'", Uint8Array.of(0, 255, 16)],
      ['JSON \'{"a":[9007199254740993]}\'', '{"a":[9007199254740993]}'],
      ["DATE '2024-02-29'", '2024-02-29'],
      ["TIME '01:02:03.456'", '01:02:03.456'],
      ["TIME '01:02:03.000000000001'", '01:02:03.000000000001'],
      ["TIME '01:02:03+05:30'", '01:02:03+05:30'],
      ["TIMESTAMP '2024-02-29 01:02:03.123456789'", '2024-02-29 01:02:03.123456789'],
      ["TIMESTAMP '2024-02-29 01:02:03.4 Asia/Tokyo'", '2024-02-29 01:02:03.4 Asia/Tokyo'],
      ["INTERVAL '2' DAY", '2 00:00:00.000'],
      ["INTERVAL '15' MONTH", '1-3'],
      ["UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59'", '12151fd2-7586-11e9-8f9e-2a86e4085a59'],
      ["IPADDRESS '2001:db8::1'", '2001:db8::1'],
      ["ARRAY[BIGINT '1', NULL]", [1n, null]],
      ["ARRAY[ARRAY[X'01']]", [[Uint8Array.of(1)]]],
      [
        "MAP(ARRAY['a', '__proto__'], ARRAY[1.5E0, NULL])",
        new Map<TrinoValue, TrinoValue>([
          ['a', 1.5],
          ['__proto__', null],
        ]),
      ],
      [
        "MAP(ARRAY[BIGINT '9007199254740993'], ARRAY[X'FF'])",
        new Map([[9007199254740993n, Uint8Array.of(255)]]),
      ],
      ['MAP(ARRAY[true], ARRAY[1])', new Map([[true, 1]])],
      ["MAP(ARRAY[1.5E0], ARRAY[DATE '2024-01-01'])", new Map([[1.5, '2024-01-01']])],
      ["CAST(ROW(1, ROW(2, 'x')) AS row(a bigint, b row(c bigint, d varchar)))", [1n, [2n, 'x']]],
    ];
    for (const [expression, expected] of cases) {
      it(expression, async () => {
        expect(await valueOf(expression)).to.deep.equal(expected);
      });
    }
  });

  describe('parameters', () => {
    it('keep their types', async () => {
      const parameters = [
        1,
        2n ** 40n,
        1.5,
        "it's",
        true,
        null,
        Uint8Array.of(1, 255),
        new Date('2024-02-29T01:02:03.456Z'),
        typed('decimal(12,2)', '1.50'),
        [1, 2],
        new Map([['k', 1n]]),
      ];
      const { rows } = await clientOf().execute(`SELECT ${parameters.map(() => 'typeof(?)').join(', ')}`, {
        parameters,
      });
      expect(rows[0]).to.deep.equal([
        'integer',
        'bigint',
        'double',
        'varchar(4)',
        'boolean',
        'unknown',
        'varbinary',
        'timestamp(3) with time zone',
        'decimal(12,2)',
        'array(integer)',
        'map(varchar(1), bigint)',
      ]);
    });

    for (const parametersBy of ['execute-immediate', 'prepared-statement'] as const) {
      it(`select rows, by ${parametersBy}`, async () => {
        const { rows } = await clientOf({ parametersBy }).execute<[string]>(
          'SELECT name FROM nation WHERE regionkey = ? AND name LIKE ? ORDER BY 1',
          { parameters: [1, '%A'] },
        );
        expect(rows).to.deep.equal([['ARGENTINA'], ['CANADA']]);
      });
    }

    it('come back as they were sent', async () => {
      const parameters = ["'; DROP TABLE x; --", '', '✓😀\n\t\\', 2n ** 63n - 1n, 1e-300];
      const { rows } = await clientOf().execute('SELECT ?, ?, ?, ?, ?', { parameters });
      expect(rows[0]).to.deep.equal(parameters);
    });
  });

  describe('results', () => {
    it('have columns', async () => {
      const result = await clientOf().query('SELECT nationkey, name FROM nation');
      expect(result.columns.map(({ name, type }) => [name, type])).to.deep.equal([
        ['nationkey', 'bigint'],
        ['name', 'varchar(25)'],
      ]);
      expect(result.columns[1]?.typeSignature.arguments).to.deep.equal([{ kind: 'LONG', value: 25 }]);
      expect(result.queryId).to.match(/^\d{8}_\d{6}_\d{5}_\w{5}$/);
      expect(result.infoUri).to.include(result.queryId);
      expect(await result.rows()).to.have.length(25);
      expect(result.ended).to.equal(true);
      expect(result.stats.state).to.equal('FINISHED');
    });

    it('come whole, over many answers', async function () {
      this.timeout(60_000);
      let rows = 0;
      let keys = 0n;
      const result = await clientOf().query<[bigint, number, string]>(
        'SELECT orderkey, linenumber, comment FROM lineitem',
      );
      for await (const [orderkey] of result) {
        rows++;
        keys += orderkey;
      }
      expect(rows).to.equal(60175);
      const { rows: sums } = await clientOf().execute('SELECT sum(orderkey) FROM lineitem');
      expect(sums).to.deep.equal([[keys]]);
    });

    it('are read once', async () => {
      const result = await clientOf().query('SELECT 1');
      await result.rows();
      expect(await failureOf(result.rows())).to.be.instanceOf(TypeError);
    });

    it('tell progress', async () => {
      const seen: QueryProgress[] = [];
      await clientOf().execute('SELECT count(*) FROM lineitem', {
        onProgress: (progress) => seen.push(progress),
      });
      expect(new Set(seen.map(({ queryId }) => queryId)).size).to.equal(1);
      const last = seen.at(-1)?.stats;
      expect(last?.state).to.equal('FINISHED');
      expect(last?.progressPercentage).to.equal(100);
      expect(Number(last?.processedRows)).to.equal(60175);
    });

    it('of several statements at a time stay apart', async function () {
      this.timeout(60_000);
      const client = clientOf();
      const all = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => client.execute(`SELECT ${index}`)),
      );
      expect(all.map(({ rows }) => rows[0]?.[0])).to.deep.equal(
        Array.from({ length: 20 }, (_, index) => index),
      );
    });
  });

  describe('errors', () => {
    it('have name, code, type and place', async () => {
      const error = await failureOf(clientOf().query('SELECT\n  nope FROM nation'));
      expect(error).to.be.instanceOf(TrinoQueryError);
      expect(error).to.include({
        errorName: 'COLUMN_NOT_FOUND',
        errorCode: 47,
        errorType: 'USER_ERROR',
        message: "line 2:3: Column 'nope' cannot be resolved",
      });
      expect((error as TrinoQueryError).location).to.deep.equal({ lineNumber: 2, columnNumber: 3 });
    });

    it('come from the rows too', async () => {
      const client = clientOf();
      const error = await failureOf(client.execute('SELECT 1 / (nationkey - nationkey) FROM nation'));
      expect(error).to.be.instanceOf(TrinoQueryError).with.property('errorName', 'DIVISION_BY_ZERO');
      expect((await client.execute('SELECT 1')).rows).to.deep.equal([[1]]);
    });

    it('of syntax have a place', async () => {
      const error = (await failureOf(clientOf().query('SELCT 1'))) as TrinoQueryError;
      expect(error.errorName).to.equal('SYNTAX_ERROR');
      expect(error.location).to.deep.equal({ lineNumber: 1, columnNumber: 1 });
    });
  });

  describe('sessions', () => {
    it('go where USE leads', async () => {
      const client = clientOf();
      const used = await client.execute('USE tpch.sf1');
      expect(used.updateType).to.equal('USE');
      expect(used.rows).to.deep.equal([]);
      expect(client.session.schema).to.equal('sf1');
      expect((await client.execute('SELECT count(*) FROM customer')).rows).to.deep.equal([[150000n]]);
    });

    it('have properties', async () => {
      const client = clientOf({ sessionProperties: { query_max_run_time: '9m' } });
      const show = async (name: string): Promise<unknown> =>
        (await client.execute(`SHOW SESSION LIKE '${name}'`)).rows[0]?.[1];
      expect(await show('query_max_run_time')).to.equal('9m');
      await client.execute('SET SESSION query_priority = 4');
      expect(client.session.properties.get('query_priority')).to.equal('4');
      expect(await show('query_priority')).to.equal('4');
      await client.execute('RESET SESSION query_priority');
      expect(client.session.properties.has('query_priority')).to.equal(false);
      expect(await show('query_priority')).to.equal('1');
    });

    it('have prepared statements', async () => {
      const client = clientOf();
      await client.execute('PREPARE "my p" FROM SELECT name FROM nation WHERE nationkey = ?');
      expect([...client.session.preparedStatements.keys()]).to.deep.equal(['my p']);
      expect((await client.execute('EXECUTE "my p" USING 3')).rows).to.deep.equal([['CANADA']]);
      await client.execute('DEALLOCATE PREPARE "my p"');
      expect(client.session.preparedStatements.size).to.equal(0);
    });

    it('have long prepared statements', async () => {
      const client = clientOf();
      const items = Array.from({ length: 500 }, (_, index) => `${index + 1} = ?`).join(' OR ');
      await client.execute(`PREPARE long FROM SELECT ${items}`);
      expect(client.session.preparedStatements.get('long')).to.match(/^\$zstd:/);
      const values = Array.from({ length: 500 }, (_, index) => (index === 499 ? 500 : 0)).join(', ');
      expect((await client.execute(`EXECUTE long USING ${values}`)).rows).to.deep.equal([[true]]);
    });

    it('have transactions', async () => {
      const client = clientOf();
      await client.execute('START TRANSACTION READ ONLY');
      expect(client.session.transactionId).to.match(/^[0-9a-f-]{36}$/);
      expect((await client.execute('SELECT count(*) FROM region')).rows).to.deep.equal([[5n]]);
      await client.execute('COMMIT');
      expect(client.session.transactionId).to.equal(undefined);
    });

    it('have a path, roles and a time zone', async () => {
      const client = clientOf({ timeZone: 'Asia/Tokyo' });
      expect((await client.execute('SELECT current_timezone()')).rows).to.deep.equal([['Asia/Tokyo']]);
      await client.execute('SET PATH tpch.sf1');
      expect(client.session.path).to.equal('tpch.sf1');
      await client.execute('SET ROLE ALL');
      expect(client.session.roles.get('system')).to.equal('ALL');
      expect((await client.execute('SELECT current_path, current_user')).rows).to.deep.equal([
        ['tpch.sf1', 'test'],
      ]);
    });
  });

  describe('writes', () => {
    it('tell how many rows they wrote', async () => {
      const client = clientOf({ catalog: 'memory', schema: 'default' });
      const table = `client_${Date.now()}`;
      try {
        const created = await client.execute(`CREATE TABLE ${table} AS SELECT * FROM tpch.tiny.nation`);
        expect([created.updateType, Number(created.updateCount)]).to.deep.equal(['CREATE TABLE', 25]);
        const insert = await client.query(
          `INSERT INTO ${table} SELECT * FROM tpch.tiny.nation WHERE nationkey < 3`,
        );
        await insert.finish();
        expect([insert.updateType, Number(insert.updateCount)]).to.deep.equal(['INSERT', 3]);
        expect((await client.execute(`SELECT count(*) FROM ${table}`)).rows).to.deep.equal([[28n]]);
      } finally {
        await client.execute(`DROP TABLE IF EXISTS ${table}`);
      }
    });
  });

  describe('cancel', () => {
    const endless = 'SELECT count(*) FROM tpch.sf1000.lineitem a, tpch.sf1000.lineitem b';
    const stateOf = async (queryId: string): Promise<unknown> => {
      const { rows } = await clientOf().execute(
        'SELECT state FROM system.runtime.queries WHERE query_id = ?',
        {
          parameters: [queryId],
        },
      );
      return rows[0]?.[0];
    };

    it('comes from a signal', async function () {
      this.timeout(60_000);
      const abort = new AbortController();
      let queryId = '';
      const reason = new Error('enough');
      const error = await failureOf(
        clientOf().execute(endless, {
          signal: abort.signal,
          onProgress: (progress) => {
            queryId = progress.queryId;
            if (progress.stats.state === 'RUNNING') abort.abort(reason);
          },
        }),
      );
      expect(error).to.equal(reason);
      await eventually(async () => {
        expect(await stateOf(queryId)).to.equal('FAILED');
      });
    });

    it('comes from the end of a loop over rows', async function () {
      this.timeout(60_000);
      const result = await clientOf().query('SELECT * FROM tpch.sf100.lineitem');
      let rows = 0;
      for await (const row of result) if (row.length > 0 && ++rows === 10) break;
      expect(result.ended).to.equal(true);
      await eventually(async () => {
        expect(await stateOf(result.queryId)).to.be.oneOf(['FAILED', 'FINISHED']);
      });
    });

    it('ends the rows of who reads them', async function () {
      this.timeout(60_000);
      const result = await clientOf().query(endless);
      setTimeout(() => void result.cancel(), 200);
      expect(await result.rows()).to.deep.equal([]);
    });
  });
}

async function eventually(action: () => Promise<void>): Promise<void> {
  const end = Date.now() + 10_000;
  while (true) {
    try {
      await action();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
