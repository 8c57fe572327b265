import { expect } from 'chai';
import type {
  Analysis,
  JoinAnalysis,
  RelationAnalysis,
  SelectAnalysis,
  SetOperationAnalysis,
} from '../../../src/engine/analyze/analysis.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { symbolsOf } from '../../../src/engine/expressions/expression-tree.ts';
import type { Expression } from '../../../src/engine/expressions/expression.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { analyzed } from './test-session.ts';

function selectOf({ query }: Pick<Analysis, 'query'>): SelectAnalysis {
  const { body } = query;
  if (body.kind !== 'select') {
    throw new TypeError(`Not a SELECT: ${body.kind}`);
  }
  return body;
}

function joinOf(relation: RelationAnalysis): JoinAnalysis {
  if (relation.kind !== 'join') {
    throw new TypeError(`Not a join: ${relation.kind}`);
  }
  return relation;
}

/** What of an expression are values of subqueries. */
function subqueriesIn(expression: Expression | undefined, { subqueries }: Analysis): string[] {
  return expression === undefined ? [] : [...symbolsOf(expression)].filter((name) => subqueries.has(name));
}

describe('the analysis of joins', () => {
  it('keeps the fields of both sides', () => {
    const { from } = selectOf(analyzed('SELECT 1 FROM nation n JOIN region r ON n.regionkey = r.regionkey'));
    const { left, right, fields, type, condition } = joinOf(from);
    expect(fields).to.deep.equal([...left.fields, ...right.fields]);
    expect(type).to.equal('INNER');
    expect(condition && symbolsOf(condition)).to.have.property('size', 2);
  });

  it('gives columns of USING fields of their own, as the type they have in common', () => {
    const { from } = selectOf(
      analyzed("SELECT * FROM (SELECT 1 k, 2 a) l FULL JOIN (SELECT DOUBLE '1' k, 3 b) r USING (k)"),
    );
    const { left, right, fields, using } = joinOf(from);
    expect(fields.map(({ name, relation }) => [name, relation])).to.deep.equal([
      ['k', undefined],
      ['a', ['l']],
      ['b', ['r']],
    ]);
    const [merged] = using ?? [];
    expect(merged?.field).to.equal(fields[0]);
    expect(merged?.left).to.deep.include({ kind: 'cast', type: { kind: 'double' } });
    expect(merged?.right).to.deep.include({ kind: 'symbol', name: right.fields[0]?.id });
    expect(left.fields.map(({ id }) => id)).not.to.include(fields[0]?.id);
  });

  it('lets LATERAL read what stands to its left', () => {
    const { from } = selectOf(analyzed('SELECT * FROM nation n, LATERAL (SELECT n.name x) l'));
    const { left, right, type } = joinOf(from);
    expect(type).to.equal('CROSS');
    if (right.kind !== 'subquery') {
      throw new TypeError(right.kind);
    }
    expect(right.lateral).to.equal(true);
    expect(right.location).to.deep.equal({ lineNumber: 1, columnNumber: 34 });
    const [output] = selectOf(right).outputs;
    expect(output?.expression).to.deep.include({ name: left.fields.find(({ name }) => name === 'name')?.id });
  });

  it('reads the array of UNNEST from the left', () => {
    const { from } = selectOf(
      analyzed('SELECT * FROM nation, UNNEST(ARRAY[nationkey]) WITH ORDINALITY t(x, i)'),
    );
    const { right } = joinOf(from);
    if (right.kind !== 'unnest') {
      throw new TypeError(right.kind);
    }
    expect(right.fields.map(({ name, type }) => [name, formatType(type)])).to.deep.equal([
      ['x', 'bigint'],
      ['i', 'bigint'],
    ]);
    expect(right.ordinality?.id).to.equal(right.fields[1]?.id);
    expect(right.arguments[0]?.fields[0]?.id).to.equal(right.fields[0]?.id);
  });
});

describe('the analysis of set operations', () => {
  it('casts the inputs to common types and names them after the first', () => {
    const { query } = analyzed("SELECT 1 a, 'x' b UNION SELECT 2.5, 'yz'");
    const { kind, distinct, inputs, fields } = query.body as SetOperationAnalysis;
    expect([kind, distinct]).to.deep.equal(['setOperation', true]);
    expect(fields.map(({ name, type }) => [name, formatType(type)])).to.deep.equal([
      ['a', 'decimal(11,1)'],
      ['b', 'varchar(2)'],
    ]);
    expect(inputs.map(({ outputs }) => outputs.map(({ kind: each }) => each))).to.deep.equal([
      ['cast', 'cast'],
      ['cast', 'symbol'],
    ]);
  });
});

describe('the analysis of subqueries', () => {
  const scalar = '(SELECT max(r.name) FROM region r WHERE r.regionkey = n.regionkey)';

  it('counts equal ones once', () => {
    const analysis = analyzed(`SELECT ${scalar}, ${scalar} || 'x' FROM nation n ORDER BY ${scalar}`);
    expect(analysis.subqueries.size).to.equal(1);
    const [id] = analysis.subqueries.keys();
    const { outputs } = selectOf(analysis);
    expect(outputs.map(({ expression }) => subqueriesIn(expression, analysis))).to.deep.equal([[id], [id]]);
    expect(subqueriesIn(analysis.query.orderBy[0]?.expression, analysis)).to.deep.equal([id]);
  });

  for (const [what, other] of [
    ['another column', scalar.replace('r.name', 'r.comment')],
    ['another column of the query around', scalar.replace('n.regionkey', 'n.nationkey')],
    ['another table', scalar.replace('region r', '(SELECT * FROM region) r')],
    ['another aggregate', scalar.replace('max', 'min')],
    ['another constant', scalar.replace('n.regionkey', "n.regionkey AND r.name <> 'b#1'")],
    ['a limit', scalar.replace(/\)$/, ' LIMIT 1)')],
  ] as const) {
    it(`tells apart one with ${what}`, () => {
      expect(analyzed(`SELECT ${scalar}, ${other} FROM nation n`).subqueries.size).to.equal(2);
    });
  }

  it('tells apart IN over other values, and nested queries that differ', () => {
    const count = (items: string): number => analyzed(`SELECT ${items} FROM nation n`).subqueries.size;
    expect(count('nationkey IN (SELECT 1), n.nationkey NOT IN (SELECT 1)')).to.equal(1);
    expect(count('nationkey IN (SELECT 1), regionkey IN (SELECT 1)')).to.equal(2);
    expect(
      count('nationkey > ALL (SELECT 1), nationkey >= ALL (SELECT 1), nationkey > ANY (SELECT 1)'),
    ).to.equal(3);
    expect(count('(SELECT (SELECT n.name)), (SELECT (SELECT n.name))')).to.equal(3);
    expect(count('(SELECT (SELECT n.name)), (SELECT (SELECT n.comment))')).to.equal(4);
  });

  it('reads fields of every scope around it', () => {
    const analysis = analyzed(
      'SELECT (SELECT (SELECT n.name || r.name FROM region r) FROM nation m) FROM nation n',
    );
    const outer = selectOf(analysis).from.fields.find(({ name }) => name === 'name')?.id;
    const reads = [...analysis.subqueries.values()].map(({ query }) =>
      [...symbolsOf(selectOf({ query }).outputs[0]?.expression as Expression)].includes(outer ?? ''),
    );
    expect(reads).to.deep.equal([true, false]);
  });

  it('compares rows with rows, single columns with values', () => {
    const { subqueries } = analyzed(
      'SELECT nationkey IN (SELECT 1), (nationkey, name) IN (SELECT 1, name FROM region) FROM nation',
    );
    const types = [...subqueries.values()].map((each) =>
      each.kind === 'in' ? [formatType(each.value.type), formatType(each.output.type)] : [],
    );
    expect(types).to.deep.equal([
      ['bigint', 'bigint'],
      ['row(bigint,varchar(25))', 'row(bigint,varchar(25))'],
    ]);
  });

  it('gives a row of several columns', () => {
    const { subqueries } = analyzed('SELECT (SELECT 1 a, name FROM region)');
    expect([...subqueries.values()].map(({ type }) => formatType(type))).to.deep.equal([
      'row("a" integer,"name" varchar(25))',
    ]);
  });
});

describe('the analysis of WITH', () => {
  const doubled = (depth: number): string =>
    `WITH a0 AS (SELECT 1 x) ${Array.from({ length: depth }, (_, i) => `, a${i + 1} AS (SELECT l.x FROM a${i} l, a${i} r)`).join('')} SELECT * FROM a${depth}`;

  it('gives each use fields of its own', () => {
    const { left, right } = joinOf(selectOf(analyzed('WITH a AS (SELECT 1 x) SELECT * FROM a l, a r')).from);
    expect(left.fields[0]?.id).not.to.equal(right.fields[0]?.id);
    expect(analyzed(doubled(8)).columns).to.have.length(1);
  });

  it('refuses what multiplies beyond measure', () => {
    expect(() => analyzed(doubled(30)))
      .to.throw(TrinoError, /used more than 10000 times/)
      .with.property('errorName', 'NOT_SUPPORTED');
  });
});

describe('the analysis of groups', () => {
  it('reads columns above a grouping by their own symbols', () => {
    const analysis = analyzed(
      'SELECT (SELECT max(r.name) FROM region r WHERE r.regionkey = n.regionkey) FROM nation n GROUP BY n.regionkey',
    );
    const { from, grouping } = selectOf(analysis);
    const column = from.fields.find(({ name }) => name === 'regionkey')?.id;
    expect(grouping?.keys.map(({ id }) => id)).to.deep.equal([column]);
    expect(analysis.subqueries.size).to.equal(1);
  });

  it('takes a subquery that is a key from the key', () => {
    const analysis = analyzed(
      'SELECT (SELECT max(name) FROM region), count(*) FROM nation GROUP BY (SELECT max(name) FROM region)',
    );
    const { outputs, grouping } = selectOf(analysis);
    const [key] = grouping?.keys ?? [];
    expect(outputs[0]?.expression).to.deep.include({ kind: 'symbol', name: key?.id });
    expect(subqueriesIn(key?.expression, analysis)).to.have.length(1);
    expect(analysis.subqueries.size).to.equal(1);
  });

  it('plans a subquery anew that stands below and above the grouping', () => {
    const analysis = analyzed(
      'SELECT count(*) FROM nation WHERE nationkey < (SELECT 5) GROUP BY regionkey HAVING count(*) < (SELECT 5)',
    );
    const { where, having } = selectOf(analysis);
    const [below, above] = [subqueriesIn(where, analysis), subqueriesIn(having, analysis)];
    expect(below).to.have.length(1);
    expect(above).to.have.length(1);
    expect(above).not.to.deep.equal(below);
  });

  it('moves the value of IN above the grouping', () => {
    const analysis = analyzed('SELECT sum(nationkey + 1) IN (SELECT 5) FROM nation');
    const [subquery] = [...analysis.subqueries.values()];
    const [call] = selectOf(analysis).grouping?.aggregates ?? [];
    expect(subquery?.kind === 'in' && subquery.value).to.deep.include({ kind: 'symbol', name: call?.id });
  });

  it('has sets only where they say more than the keys', () => {
    const sets = (groupBy: string): number | undefined =>
      selectOf(analyzed(`SELECT 1 FROM (VALUES (1, 2)) t(a, b) GROUP BY ${groupBy}`)).grouping?.sets?.length;
    expect(sets('a, b')).to.equal(undefined);
    expect(sets('()')).to.equal(undefined);
    expect(sets('GROUPING SETS ((a, b))')).to.equal(undefined);
    expect(sets('GROUPING SETS ((a, b), a)')).to.equal(2);
    expect(sets('GROUPING SETS ((), ())')).to.equal(2);
    expect(sets('ROLLUP (a, b), a + 1')).to.equal(3);
  });

  it('counts equal aggregates once, and tells apart their DISTINCT, FILTER and ORDER BY', () => {
    const count = (items: string): number | undefined =>
      selectOf(analyzed(`SELECT ${items} FROM nation`)).grouping?.aggregates.length;
    expect(count('sum(nationkey), sum(nationkey) + 1, SUM(nation.nationkey)')).to.equal(1);
    expect(count('sum(nationkey), sum(DISTINCT nationkey)')).to.equal(2);
    expect(count('sum(nationkey), sum(nationkey) FILTER (WHERE regionkey = 1)')).to.equal(2);
    expect(
      count('array_agg(name ORDER BY name), array_agg(name ORDER BY name DESC), array_agg(name)'),
    ).to.equal(3);
  });

  it('numbers the columns of GROUPING by their keys', () => {
    const { grouping } = selectOf(
      analyzed('SELECT grouping(b, a) FROM (VALUES (1, 2)) t(a, b) GROUP BY ROLLUP (a, b)'),
    );
    const keys = grouping?.keys.map(({ id }) => id) ?? [];
    expect(grouping?.groupingOperations?.map(({ keys: columns }) => columns)).to.deep.equal([
      [keys[1], keys[0]],
    ]);
  });
});
