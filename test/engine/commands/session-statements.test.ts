import { expect } from 'chai';
import type { Session } from '../../../src/engine/session/session.ts';
import { CommandRunner } from './run-command.ts';

const runner = new CommandRunner();

async function headersOf(sql: string, change: Partial<Session> = {}): Promise<unknown> {
  const answer = await runner.run(sql, change);
  return answer.error ?? answer.headers;
}

const cases: readonly (readonly [sql: string, answer: unknown, change?: Partial<Session>])[] = [
  ['SET SESSION QUERY_PRIORITY = 1 + 1', { 'X-Trino-Set-Session': ['query_priority=2'] }],
  [
    'SET SESSION filter_conjunction_independence_factor = 1',
    { 'X-Trino-Set-Session': ['filter_conjunction_independence_factor=1.0'] },
  ],
  [
    "SET SESSION spatial_partitioning_table_name = 'a b=c,d&é'",
    { 'X-Trino-Set-Session': ['spatial_partitioning_table_name=a+b%3Dc%2Cd%26%C3%A9'] },
  ],
  [
    'SET SESSION query_priority = NULL',
    "INVALID_SESSION_PROPERTY: Unable to set session property 'query_priority' to 'null': Session property value must not be null",
  ],
  [
    "SET SESSION query_priority = 'x'",
    "INVALID_SESSION_PROPERTY: Unable to set session property 'query_priority' to ''x'': Cannot cast type varchar(1) to integer",
  ],
  ["SET SESSION query_max_run_time = '1x'", 'INVALID_SESSION_PROPERTY: line 1:1: Unknown time unit: x'],
  [
    "SET SESSION join_max_broadcast_table_size = '9999PB'",
    'INVALID_SESSION_PROPERTY: line 1:1: size is too large to be represented in bytes: 9999PB',
  ],
  [
    "SET SESSION retry_policy = 'x'",
    'INVALID_SESSION_PROPERTY: line 1:1: Invalid value [x]. Valid values: [TASK, QUERY, NONE]',
  ],
  [
    'SET SESSION task_concurrency = 3',
    'INVALID_SESSION_PROPERTY: line 1:1: task_concurrency must be a power of 2: 3',
  ],
  [
    'SET SESSION constructor = 1',
    "INVALID_SESSION_PROPERTY: line 1:1: Session property 'constructor' does not exist",
  ],
  ['SET SESSION nope.x = 1', "CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' does not exist"],
  ['RESET SESSION query_priority', { 'X-Trino-Clear-Session': ['query_priority'] }],
  ['RESET SESSION a.b.c', "INVALID_SESSION_PROPERTY: line 1:1: Invalid session property 'a.b.c'"],
  ['SET TIME ZONE LOCAL', { 'X-Trino-Clear-Session': ['time_zone_id'] }],
  ["SET TIME ZONE 'Europe/Paris'", { 'X-Trino-Set-Session': ['time_zone_id=Europe%2FParis'] }],
  ["SET TIME ZONE 'Etc/GMT-5'", { 'X-Trino-Set-Session': ['time_zone_id=%2B05%3A00'] }],
  ["SET TIME ZONE 'europe/paris'", 'NOT_SUPPORTED: Time zone not supported: europe/paris'],
  ["SET TIME ZONE INTERVAL '15' HOUR", 'INVALID_FUNCTION_ARGUMENT: Invalid offset minutes 900'],
  [
    "SET TIME ZONE INTERVAL '30' SECOND",
    'INVALID_LITERAL: Invalid TIME ZONE offset interval: interval contains seconds',
  ],
  [
    'SET TIME ZONE true',
    "TYPE_MISMATCH: Expected expression of varchar or interval day-time type, but 'true' has boolean type",
  ],
  [
    "SET TIME ZONE coalesce('UTC', lower(concat('a', 'b')))",
    'GENERIC_INTERNAL_ERROR: Expected qualifiedName to be a resolved function: lower',
  ],
  ["SET TIME ZONE nope('x')", "FUNCTION_NOT_FOUND: line 1:15: Function 'nope' not registered"],
  ['SET ROLE ALL', { 'X-Trino-Set-Role': ['system=ALL'] }],
  ['SET ROLE "X y"', "ROLE_NOT_FOUND: line 1:1: Role 'x y' does not exist"],
  ['SET ROLE NONE IN tpch', "NOT_SUPPORTED: line 1:1: Catalog 'tpch' does not support role management"],
  ['USE tpch.sf1', { 'X-Trino-Set-Catalog': 'tpch', 'X-Trino-Set-Schema': 'sf1' }],
  ['USE nope', 'NOT_FOUND: Schema does not exist: tpch.nope'],
  ['USE nope.x', 'NOT_FOUND: Catalog does not exist: nope'],
  ['SET PATH tpch.sf1', 'NOT_SUPPORTED: SET PATH not supported by client'],
  [
    'SET PATH tpch."x""y", TPCH.SF1',
    { 'X-Trino-Set-Path': 'tpch."x""y", TPCH.SF1' },
    { clientCapabilities: ['PATH'] },
  ],
  [
    'SET PATH nope.x',
    "CATALOG_NOT_FOUND: line 1:1: Catalog 'nope' does not exist",
    { clientCapabilities: ['PATH'] },
  ],
  ['SET SESSION AUTHORIZATION bob', 'NOT_SUPPORTED: SET SESSION AUTHORIZATION not supported by client'],
  [
    'SET SESSION AUTHORIZATION bob',
    'PERMISSION_DENIED: Access Denied: User alice cannot impersonate user bob',
    { clientCapabilities: ['SESSION_AUTHORIZATION'] },
  ],
  [
    'SET SESSION AUTHORIZATION alice',
    { 'X-Trino-Set-Authorization-User': 'alice' },
    { clientCapabilities: ['SESSION_AUTHORIZATION'] },
  ],
  [
    'RESET SESSION AUTHORIZATION',
    { 'X-Trino-Reset-Authorization-User': 'true' },
    { clientCapabilities: ['SESSION_AUTHORIZATION'] },
  ],
];

describe('statements that change the session', () => {
  for (const [sql, answer, change] of cases) {
    it(sql, async () => {
      expect(await headersOf(sql, change)).to.deep.equal(answer);
    });
  }
});

describe('the session of a statement', () => {
  const refused: readonly (readonly [Partial<Session>, string])[] = [
    [{ originalUser: 'bob' }, 'PERMISSION_DENIED: Access Denied: User bob cannot impersonate user alice'],
    [{ timeZone: 'x' }, 'NOT_SUPPORTED: Time zone not supported: x'],
    [{ path: 'a.b.c' }, "SYNTAX_ERROR: line 1:4: mismatched input '.'. Expecting: ',', <EOF>"],
    [{ systemProperties: { nope: '1' } }, 'INVALID_SESSION_PROPERTY: Unknown session property nope'],
    [
      { systemProperties: { constructor: '1' } },
      'INVALID_SESSION_PROPERTY: Unknown session property constructor',
    ],
    [
      { systemProperties: { query_max_run_time: 'bad' } },
      'INVALID_SESSION_PROPERTY: query_max_run_time is invalid: bad',
    ],
    [
      { systemProperties: { task_concurrency: '3' } },
      'INVALID_SESSION_PROPERTY: task_concurrency must be a power of 2: 3',
    ],
    [
      { systemProperties: { query_priority: '3000000000' } },
      'GENERIC_INTERNAL_ERROR: For input string: "3000000000"',
    ],
    [{ catalogProperties: { nope: { x: '1' } } }, 'NOT_FOUND: Session property catalog does not exist: nope'],
    [
      { catalogRoles: { system: { type: 'ROLE', role: 'x' } } },
      'PERMISSION_DENIED: Access Denied: Cannot set role x',
    ],
    [{ catalogRoles: { nope: { type: 'ALL' } } }, 'NOT_FOUND: Catalog for role does not exist: nope'],
  ];
  for (const [change, error] of refused) {
    it(`is refused with ${error}`, async () => {
      expect(await headersOf('SELECT 1', change)).to.equal(error);
    });
  }

  it('is not looked at by what starts a transaction', async () => {
    const answer = await runner.run('START TRANSACTION', { systemProperties: { nope: '1' } });
    expect(answer.updateType).to.equal('START TRANSACTION');
    runner.transactions.close();
  });
});
