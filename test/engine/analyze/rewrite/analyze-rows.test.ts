import { expect } from 'chai';
import { rewriteAnalyze } from '../../../../src/engine/analyze/rewrite/analyze-rows.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { formatStatement } from '../../../../src/engine/parse/format/format-statement.ts';
import { parseStatement } from '../../../../src/engine/parse/parse.ts';
import { DdlSession } from '../../commands/ddl/ddl-session.ts';

/** ANALYZE, with the errors of a stock coordinator. */
describe('ANALYZE', () => {
  let session: DdlSession;
  const rewritten = (sql: string): string => {
    const statement = parseStatement(sql);
    if (statement.kind !== 'analyze') throw new Error(`${sql} is a ${statement.kind}`);
    try {
      return formatStatement(rewriteAnalyze(statement, session));
    } catch (error) {
      if (error instanceof TrinoError) return `${error.errorName} ${error.message}`;
      throw error;
    }
  };

  beforeEach(async () => {
    session = new DdlSession('default');
    await session.run('CREATE TABLE t (a integer)');
    await session.run('CREATE VIEW v AS SELECT 1 x');
  });

  it('counts the rows of the table', () => {
    expect(rewritten('ANALYZE tpch.tiny.nation')).to.equal(
      'SELECT count(*) rows\nFROM\n  tpch.tiny.nation\n',
    );
  });

  const refused: readonly (readonly [string, string])[] = [
    ['ANALYZE t', 'NOT_SUPPORTED This connector does not support analyze'],
    ['ANALYZE v', 'NOT_SUPPORTED line 1:1: Analyzing views is not supported'],
    ['ANALYZE nope', "TABLE_NOT_FOUND line 1:1: Table 'memory.default.nope' does not exist"],
    ['ANALYZE nope.nope.nope', "TABLE_NOT_FOUND line 1:1: Table 'nope.nope.nope' does not exist"],
    [
      'ANALYZE t WITH (x = 1)',
      "INVALID_ANALYZE_PROPERTY Catalog 'memory' analyze property 'x' does not exist",
    ],
    [
      'ANALYZE tpch.tiny.nation WITH (x = 1)',
      "INVALID_ANALYZE_PROPERTY Catalog 'tpch' analyze property 'x' does not exist",
    ],
  ];
  for (const [sql, message] of refused) {
    it(`refuses ${sql}`, () => {
      expect(rewritten(sql)).to.equal(message);
    });
  }
});
