import { expect } from 'chai';
import type { Answer } from './answers.ts';
import { differenceOf } from './answers.ts';
import { ExpressionComparison } from './compare-expressions.ts';
import { knownDifferences } from './known-differences.ts';
import { constants, ordinary } from './sources.ts';
import type { FuzzExpression } from './expressions.ts';

const leaf = (sql: string): FuzzExpression => ({ sql, parts: [], alone: true });
const of = (sql: string, ...parts: readonly FuzzExpression[]): FuzzExpression => ({
  sql,
  parts,
  alone: true,
});

/** Servers that compute an expression by a table; statements of several fail as a whole when one does. */
function servers(tables: Readonly<Record<string, Readonly<Record<string, unknown>>>>): {
  readonly asked: string[];
  readonly ask: (server: string, sql: string) => Promise<Answer>;
} {
  const asked: string[] = [];
  const ask = (server: string, sql: string): Promise<Answer> => {
    asked.push(`${server}: ${sql}`);
    const lines = sql.split('\n');
    const [keys, expressions] = [
      lines[0] === 'SELECT k,',
      lines.slice(1).filter((line) => !line.startsWith('FROM')),
    ];
    const values = expressions.map((line) => tables[server]?.[line.replace(/,$/, '')]);
    const bad = values.findIndex((value) => value instanceof Error);
    if (bad >= 0) {
      const { message, name } = values[bad] as Error;
      const line = name === 'located' ? bad + 2 : undefined;
      return Promise.resolve({ kind: 'error', name: 'E', line, column: line && 1, message });
    }
    return Promise.resolve({
      kind: 'rows',
      columns: [...(keys ? ['k integer'] : []), ...values.map((_, i) => `_col${i + Number(keys)} bigint`)],
      rows: [[...(keys ? [0] : []), ...values]],
    });
  };
  return { asked, ask };
}

function located(message: string): Error {
  return Object.assign(new Error(message), { name: 'located' });
}

describe('comparison of expressions', () => {
  it('finds the smallest part that differs, in batches', async () => {
    const judge = { a: 1, b: 2, 'f(b)': 3, bad: located('x'), fails: new Error('y') };
    const { asked, ask } = servers({ judge, ours: { ...judge, b: 9, 'f(b)': 8 } });
    const cases = [leaf('a'), of('f(b)', leaf('b')), leaf('bad'), leaf('fails'), leaf('a')];
    const found = await new ExpressionComparison('judge', 'ours', ask).compare(
      cases.map((expression) => ({ expression, source: constants })),
    );
    expect(found.map(({ sql }) => sql)).to.deep.equal(['SELECT\nb']);
    expect(asked).to.include('judge: SELECT\na,\nf(b),\na');
    expect(asked).to.include('judge: SELECT\nbad');
  });

  it('compares what fails for the judge alone', async () => {
    const { ask } = servers({
      judge: { a: 1, b: located('x'), c: new Error('y'), d: 4 },
      ours: { a: 1, b: 2, c: 3, d: 4 },
    });
    const found = await new ExpressionComparison('judge', 'ours', ask).compare(
      ['a', 'b', 'c', 'd'].map((sql) => ({ expression: leaf(sql), source: ordinary })),
    );
    expect(found.map(({ judge }) => judge.kind === 'error' && judge.message)).to.have.members(['x', 'y']);
    expect(found.map(({ byRow }) => byRow)).to.deep.equal(['other', 'other']);
  });

  for (const [name, judge, ours] of [
    ['knows what a NULL argument ends', null, new Error('bad')],
    ['knows what fails before a NULL argument', new Error('bad'), null],
  ] as const) {
    it(name, async () => {
      const b = new Error('bad');
      const { ask } = servers({ judge: { 'f(b)': judge, b }, ours: { 'f(b)': ours, b } });
      const [found] = await new ExpressionComparison('judge', 'ours', ask).compare([
        { expression: of('f(b)', leaf('b')), source: constants },
      ]);
      expect(found?.byRow).to.equal('NULL or an error');
      expect(knownDifferences.some((cause) => found !== undefined && cause.matches(found))).to.equal(true);
    });
  }

  it('does not know an error that no part has', async () => {
    const { ask } = servers({ judge: { 'f(b)': null, b: 1 }, ours: { 'f(b)': new Error('bad'), b: 1 } });
    const [found] = await new ExpressionComparison('judge', 'ours', ask).compare([
      { expression: of('f(b)', leaf('b')), source: constants },
    ]);
    expect(found?.byRow).to.equal('other');
    expect(knownDifferences.some((cause) => found !== undefined && cause.matches(found))).to.equal(false);
  });
});

describe('comparison of answers', () => {
  const rows = (...list: readonly (readonly unknown[])[]): Answer => ({
    kind: 'rows',
    columns: ['x double'],
    rows: list,
  });
  const error = (column: number, message = 'm'): Answer => ({
    kind: 'error',
    name: 'E',
    line: 1,
    column,
    message,
  });
  for (const [name, judge, ours, same] of [
    ['rows in any order', rows([1], [2]), rows([2], [1]), true],
    ['numbers that are near', rows([0.1 + 0.2]), rows([0.3]), true],
    ['numbers that are not', rows([0.3]), rows([0.3001]), false],
    ['the same error', error(3), error(3), true],
    ['another place', error(3), error(4), false],
    ['another message', error(3), error(3, 'n'), false],
    ['rows and an error', rows([1]), error(3), false],
    ['no answer', rows([1]), { kind: 'broken', problem: 'gone' }, false],
  ] as const) {
    it(name, () => {
      expect(differenceOf(judge, ours, false) === undefined).to.equal(same);
    });
  }

  it('rows in sequence', () => {
    expect(differenceOf(rows([1], [2]), rows([2], [1]), true)).to.be.a('string');
  });
});
