import { expect } from 'chai';
import type { PlanInformation } from '../../../../src/engine/analyze/rewrite/rewrite-context.ts';
import { rewriteStatement } from '../../../../src/engine/analyze/rewrite/rewrite.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { formatStatement } from '../../../../src/engine/parse/format/format-statement.ts';
import { parseStatement } from '../../../../src/engine/parse/parse.ts';
import type { Session } from '../../../../src/engine/session/session.ts';
import { tpchMetadata } from '../../../support/tpch-metadata.ts';
import { session } from '../test-session.ts';

const metadata = tpchMetadata();

const plans: PlanInformation = {
  explain: (statement, type, format) => `${type} ${format} of ${formatStatement(statement)}`,
  describe: () => {
    throw new Error('not asked for');
  },
  validate: () => undefined,
  statistics: () => ({
    rowCount: 3,
    columns: [
      { name: 'k', type: { kind: 'bigint' }, distinctValues: 2.5, nullsFraction: 0, low: 1, high: 9 },
      { name: 'd', type: { kind: 'date' }, low: 8035, high: 10440.4 },
      { name: 'n', type: { kind: 'varchar' }, dataSize: 30, nullsFraction: 0.25 },
      { name: 'x', type: { kind: 'double' }, low: 0.5, high: 1e300 },
      { name: 't', type: { kind: 'timestamp', precision: 3 }, low: 1_000_000, high: 1_500_000 },
      { name: 'b', type: { kind: 'boolean' }, low: 0, high: 1 },
    ],
  }),
};

/** The query that a statement becomes, on one line. */
function rewritten(sql: string, change: Partial<Session> = {}): string {
  const context = { session: { ...session, ...change }, metadata, plans };
  return formatStatement(rewriteStatement(parseStatement(sql), context).query)
    .replace(/\s+/g, ' ')
    .trim();
}

function failure(sql: string, change: Partial<Session> = {}): TrinoError {
  try {
    rewritten(sql, change);
  } catch (error) {
    if (error instanceof TrinoError) return error;
    throw error;
  }
  throw new Error(`${sql} doesn't fail`);
}

describe('statements that become queries', () => {
  const queries: Readonly<Record<string, string>> = {
    'SHOW SCHEMAS':
      'SELECT schema_name "Schema" FROM tpch.information_schema.schemata ORDER BY schema_name ASC',
    "SHOW TABLES FROM sf1 LIKE 'n%'":
      `SELECT table_name "Table" FROM tpch.information_schema.tables ` +
      `WHERE ((table_schema = 'sf1') AND (table_name LIKE 'n%')) ORDER BY table_name ASC`,
    'DESCRIBE nation':
      `SELECT column_name "Column", data_type Type, COALESCE(extra_info, '') Extra, COALESCE(comment, '') "Comment" ` +
      `FROM tpch.information_schema.columns WHERE ((table_schema = 'tiny') AND (table_name = 'nation')) ` +
      'ORDER BY ordinal_position ASC',
    "SHOW CATALOGS LIKE 't#_%' ESCAPE '#'": `SELECT * FROM ( VALUES 'tpch' ) t (Catalog) WHERE (Catalog LIKE 't#_%' ESCAPE '#') ORDER BY Catalog ASC`,
    'SHOW ROLES': 'SELECT * FROM ( VALUES CAST(null AS varchar) ) t (Role) WHERE false',
    'SHOW CREATE SCHEMA tiny': `SELECT * FROM ( VALUES 'CREATE SCHEMA tpch.tiny' ) t ("Create Schema")`,
    'EXPLAIN (FORMAT JSON, TYPE LOGICAL, FORMAT TEXT) SELECT 1': `SELECT * FROM ( VALUES 'LOGICAL JSON of SELECT 1 ' ) t ("Query Plan")`,
    'EXPLAIN (TYPE VALIDATE) SELECT 1': 'SELECT * FROM ( VALUES true ) t (Valid)',
    'EXPLAIN DROP TABLE IF EXISTS a': `SELECT * FROM ( VALUES 'DROP TABLE IF EXISTS a' ) t ("Query Plan")`,
    'EXPLAIN CREATE TABLE a (b bigint)': `SELECT * FROM ( VALUES 'CREATE TABLE a' ) t ("Query Plan")`,
  };
  // Which names the formatter puts in quotes is its own matter.
  const plain = (text: string): string => text.replaceAll('"', '').replaceAll(' ,', ',').toLowerCase();
  for (const [sql, query] of Object.entries(queries)) {
    it(sql, () => {
      expect(plain(rewritten(sql))).to.equal(plain(query));
    });
  }

  it('tell what kind they are', () => {
    const kindOf = (sql: string): string =>
      rewriteStatement(parseStatement(sql), { session, metadata, plans }).queryType;
    expect(['SELECT 1', 'SHOW TABLES', 'EXPLAIN SELECT 1'].map(kindOf)).to.deep.equal([
      'SELECT',
      'DESCRIBE',
      'EXPLAIN',
    ]);
  });

  it('SHOW STATS writes values as their types do, and leaves out what is unknown', () => {
    const rows = rewritten('SHOW STATS FOR nation').replace(/CAST\((\S+?) AS \w+\)/g, '$1');
    expect(rows).to.include(`('k', null, 2.5E0, 0E0, null, '1', '9')`);
    expect(rows).to.include(`('d', null, null, null, null, '1992-01-01', '1998-08-02')`);
    expect(rows).to.include(`('n', 3E1, null, 2.5E-1, null, null, null)`);
    expect(rows).to.include(`('x', null, null, null, null, '0.5', '1.0E300')`);
    expect(rows).to.include(`('b', null, null, null, null, 'false', 'true')`);
    expect(rows).to.include('(null, null, null, null, 3E0, null, null)');
  });
});

describe('statements about what does not exist', () => {
  const none = { catalog: undefined, schema: undefined } as unknown as Partial<Session>;
  const cases: readonly (readonly [string, Partial<Session>, string, string])[] = [
    [
      'SHOW SCHEMAS',
      none,
      'MISSING_CATALOG_NAME',
      'line 1:1: Catalog must be specified when session catalog is not set',
    ],
    ['SHOW SCHEMAS FROM nope', {}, 'CATALOG_NOT_FOUND', "Catalog 'nope' does not exist"],
    [
      'SHOW TABLES',
      none,
      'MISSING_CATALOG_NAME',
      'line 1:1: Catalog must be specified when session catalog is not set',
    ],
    ['SHOW TABLES FROM nope', {}, 'SCHEMA_NOT_FOUND', "line 1:1: Schema 'nope' does not exist"],
    ['SHOW TABLES FROM a.b.c', {}, 'SYNTAX_ERROR', 'line 1:1: Too many parts in schema name: a.b.c'],
    [
      'DESCRIBE nation',
      none,
      'MISSING_SCHEMA_NAME',
      'line 1:1: Schema must be specified when session schema is not set',
    ],
    [
      'DESCRIBE tpch.tiny."nope "',
      {},
      'TABLE_NOT_FOUND',
      `line 1:1: Table 'tpch.tiny."nope "' does not exist`,
    ],
    ['SHOW COLUMNS FROM a.b.c.d', {}, 'SYNTAX_ERROR', 'Too many dots in table name: a.b.c.d'],
    ['SHOW STATS FOR nope', {}, 'TABLE_NOT_FOUND', "Table 'tpch.tiny.nope' does not exist"],
    [
      'SHOW STATS FOR nation',
      none,
      'MISSING_SCHEMA_NAME',
      'Schema must be specified when session schema is not set',
    ],
    ['SHOW CREATE TABLE sf9x.t', {}, 'TABLE_NOT_FOUND', "line 1:1: Table 'tpch.sf9x.t' does not exist"],
    [
      'SHOW CREATE VIEW nation',
      {},
      'NOT_SUPPORTED',
      "line 1:1: Relation 'tpch.tiny.nation' is a table, not a view",
    ],
    [
      'SHOW ROLES FROM tpch',
      {},
      'NOT_SUPPORTED',
      "line 1:1: Catalog 'tpch' does not support role management",
    ],
    ['EXPLAIN USE a', {}, 'GENERIC_INTERNAL_ERROR', 'not yet implemented: Use{}'],
  ];
  for (const [sql, change, name, message] of cases) {
    it(sql, () => {
      const error = failure(sql, change);
      expect([error.errorName, error.message]).to.deep.equal([name, message]);
      expect(error.location !== undefined).to.equal(message.startsWith('line '));
    });
  }
});
