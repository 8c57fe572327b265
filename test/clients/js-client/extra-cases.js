// Harness additions: what the project's own tests do not reach in the JS client.
import { BasicAuth, Trino } from 'trino-client';
const server = process.env.TRINO_SERVER;
const make = (o = {}) =>
  Trino.create({ server, catalog: 'tpch', schema: 'tiny', auth: new BasicAuth('test'), ...o });
const rows = async (t, q) => {
  const out = [];
  let last;
  for await (const r of await t.query(q)) {
    last = r;
    out.push(...(r.data ?? []));
  }
  return { rows: out, last };
};
test('all rows of nation', async () => {
  expect((await rows(make(), 'select * from nation')).rows).toHaveLength(25);
});
test('60175 rows of lineitem', async () => {
  expect((await rows(make(), 'select orderkey, linenumber from lineitem')).rows).toHaveLength(60175);
});
test('use changes the schema', async () => {
  const t = make();
  await rows(t, 'use tpch.sf1');
  expect((await rows(t, 'select count(*) from customer')).rows).toEqual([[150000]]);
});
test('set session and reset session', async () => {
  const t = make();
  await rows(t, "set session query_max_run_time = '7m'");
  expect((await rows(t, "show session like 'query_max_run_time'")).rows[0][1]).toBe('7m');
  await rows(t, 'reset session query_max_run_time');
  expect((await rows(t, "show session like 'query_max_run_time'")).rows[0][1]).not.toBe('7m');
});
test('session option', async () => {
  expect(
    (await rows(make({ session: { query_priority: '3' } }), "show session like 'query_priority'")).rows[0][1],
  ).toBe('3');
});
test('extra credential is accepted', async () => {
  expect((await rows(make({ extraCredential: { a: 'b' } }), 'select 1')).rows).toEqual([[1]]);
});
test('user of a query', async () => {
  expect((await rows(make(), 'select current_user')).rows).toEqual([['test']]);
});
test('types arrive as JSON', async () => {
  const { rows: r } = await rows(
    make(),
    "select 1, bigint '9007199254740991', 1.5e0, decimal '1.50', true, 'x', x'ab', date '2020-01-02', timestamp '2020-01-02 03:04:05.678', array[1,2], map(array['a'], array[1]), row(1,'b'), null, nan(), infinity(), interval '1' day",
  );
  expect(r).toEqual([
    [
      1,
      9007199254740991,
      1.5,
      '1.50',
      true,
      'x',
      'qw==',
      '2020-01-02',
      '2020-01-02 03:04:05.678',
      [1, 2],
      { a: 1 },
      [1, 'b'],
      null,
      'NaN',
      'Infinity',
      '1 00:00:00.000',
    ],
  ]);
});
test('column names and types', async () => {
  const q = await make().query('select nationkey, name from nation');
  let cols;
  for await (const r of q) cols = r.columns ?? cols;
  expect(cols.map((c) => [c.name, c.type])).toEqual([
    ['nationkey', 'bigint'],
    ['name', 'varchar(25)'],
  ]);
});
test('syntax error', async () => {
  const { last } = await rows(make(), 'selct 1');
  expect([last.error.errorName, last.error.errorCode, last.error.errorType]).toEqual([
    'SYNTAX_ERROR',
    1,
    'USER_ERROR',
  ]);
});
test('division by zero at run time', async () => {
  const { last } = await rows(make(), 'select 1/(nationkey-nationkey) from nation');
  expect(last.error.errorName).toBe('DIVISION_BY_ZERO');
});
test('query info of a finished query', async () => {
  const t = make();
  const { last } = await rows(t, 'select 1');
  const info = await t.queryInfo(last.id);
  expect(info.state).toBe('FINISHED');
  expect(info.queryId).toBe(last.id);
  expect(info.query).toBe('select 1');
  expect(info.session.user).toBe('test');
  expect(info.queryStats).toBeDefined();
});
test('deallocate prepare', async () => {
  const t = make();
  await rows(t, 'prepare p from select ? + 1');
  expect((await rows(t, 'execute p using 41')).rows).toEqual([[42]]);
});
