import { expect } from 'chai';
import { analyze } from '../../../../src/engine/analyze/analyze.ts';
import { bindParameters, parametersOf } from '../../../../src/engine/analyze/parameters/bind-parameters.ts';
import { prepareStatement } from '../../../../src/engine/analyze/parameters/prepare-statement.ts';
import { typeText } from '../../../../src/engine/analyze/coerce.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';
import { parseStatement } from '../../../../src/engine/parse/parse.ts';
import type { ParameterUse } from '../../../../src/engine/parse/tree/parameter-binding.ts';
import { metadata, session } from '../test-session.ts';

/** The types that a statement takes its parameters for. */
function described(sql: string): string[] {
  const statement = parseStatement(sql);
  const uses = parametersOf(statement).map((): ParameterUse => ({}));
  analyze(
    bindParameters(
      statement,
      uses.map((use) => ({ kind: 'described', use })),
    ),
    { session, metadata },
  );
  return uses.map(({ type }) => (type === undefined ? 'unknown' : typeText(type)));
}

/** The columns' types of an executed statement, or its error. */
function executed(sql: string, ...values: readonly string[]): string | string[] {
  const change = { ...session, preparedStatements: { p: sql } };
  try {
    const using = values.length === 0 ? '' : ` USING ${values.join(', ')}`;
    const { statement } = prepareStatement(parseStatement(`EXECUTE p${using}`), change);
    return analyze(statement, { session: change, metadata }).columns.map(({ type }) => typeText(type));
  } catch (error) {
    if (!(error instanceof TrinoError)) throw error;
    return `${error.errorName}: ${error.message}`;
  }
}

describe('parameters', () => {
  it('are described by what they are taken for', () => {
    expect(described('SELECT ? + 1, ARRAY[?, 1], CAST(? AS varchar), ?')).to.deep.equal([
      'integer',
      'integer',
      'unknown',
      'unknown',
    ]);
    expect(
      described('SELECT * FROM nation WHERE name = ? AND nationkey IN (?, 1) OFFSET ? LIMIT ?'),
    ).to.deep.equal(['varchar(25)', 'bigint', 'bigint', 'bigint']);
    expect(described('SELECT 1 WHERE ? IN (SELECT nationkey FROM nation)')).to.deep.equal(['unknown']);
    expect(described('VALUES (?, 1), (2, ?)')).to.deep.equal(['integer', 'integer']);
    expect(described("SELECT 'x' || ?")).to.deep.equal(['array(varchar(1))']);
  });

  it('take the types of their values', () => {
    expect(executed('SELECT ?, ? FROM nation', "BIGINT '1'", "'ab'")).to.deep.equal(['bigint', 'varchar(2)']);
    expect(executed('SELECT ? FROM nation GROUP BY 1', '1.5')).to.deep.equal(['decimal(2,1)']);
  });

  it('are different expressions, equal values or not', () => {
    expect(executed('SELECT nationkey + ? FROM nation GROUP BY nationkey + ?', '1', '1')).to.equal(
      "EXPRESSION_NOT_AGGREGATE: line 1:18: '(nationkey + ?)' must be an aggregate expression or appear in GROUP BY clause",
    );
  });

  it('are no places of columns', () => {
    expect(executed('SELECT name FROM nation GROUP BY ?', '1')).to.match(/^EXPRESSION_NOT_AGGREGATE/);
  });

  it('count rows', () => {
    expect(executed('SELECT 1 LIMIT ?', "'a'")).to.equal(
      'TYPE_MISMATCH: line 1:17: Cannot cast type varchar(1) to bigint',
    );
    expect(executed('SELECT 1 LIMIT ?', '-1')).to.equal(
      'NUMERIC_VALUE_OUT_OF_RANGE: line 1:10: LIMIT row count must be greater or equal to 0 (actual value: -1)',
    );
    expect(executed('SELECT 1 OFFSET ?', 'NULL')).to.equal(
      'INVALID_ARGUMENTS: line 1:17: Parameter value provided for OFFSET is NULL: null',
    );
    expect(executed('SELECT 1 LIMIT ?', '2 + 1')).to.deep.equal(['integer']);
  });

  it('need values, constant ones, and no more', () => {
    expect(executed('SELECT ?')).to.equal(
      'INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 0',
    );
    expect(executed('SELECT 1', '1')).to.equal(
      'INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 0 but found 1',
    );
    expect(executed('SELECT ?', 'abs(x)')).to.equal(
      'EXPRESSION_NOT_CONSTANT: line 1:17: Constant expression cannot contain column references',
    );
    expect(executed('SELECT ?', '?')).to.equal(
      'INVALID_PARAMETER_USAGE: line 1:17: No value provided for parameter',
    );
  });

  it('have the places of EXECUTE IMMEDIATE', () => {
    const run = (sql: string): unknown => prepareStatement(parseStatement(sql), session);
    expect(() => run("EXECUTE IMMEDIATE 'SELEC 1'")).to.throw(/^line 1:20: mismatched input 'SELEC'/);
    expect(() => run("EXECUTE IMMEDIATE 'SELECT ?'")).to.throw(/^line 1:20: Incorrect number/);
    expect(() => run("EXECUTE IMMEDIATE\n  'SELECT 1,\n  SELEC'' '")).to.throw(/^line 3:/);
  });
});
