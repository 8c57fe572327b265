import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { parseDataType, parseExpression, parseStatement } from '../../../src/engine/parse/parse.ts';
import type { ExpressionNode } from '../../../src/engine/parse/tree/expression-node.ts';

/** A tree without its positions. */
function bare(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(bare);
  if (typeof node !== 'object' || node === null || node instanceof Uint8Array) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'location')
      .map(([key, value]) => [key, bare(value)]),
  );
}

function failure(sql: string): TrinoError {
  try {
    parseStatement(sql);
  } catch (error) {
    if (error instanceof TrinoError) return error;
    throw error;
  }
  throw new Error(`${sql} parses`);
}

const id = (value: string) => ({ kind: 'identifier', value, delimited: false });
const long = (value: bigint) => ({ kind: 'longLiteral', value, text: String(value) });

describe('parseExpression', () => {
  it('binds operators as Trino does', () => {
    const text = (node: ExpressionNode): string => {
      switch (node.kind) {
        case 'arithmeticBinary':
          return `(${text(node.left)}${node.operator}${text(node.right)})`;
        case 'arithmeticUnary':
          return `(${node.sign}${text(node.value)})`;
        case 'identifier':
          return node.value;
        case 'functionCall':
          return `[${node.arguments.map(text).join('||')}]`;
        default:
          return node.kind;
      }
    };
    expect(text(parseExpression('a + b * c - d / e % f'))).to.equal('((a+(b*c))-((d/e)%f))');
    expect(text(parseExpression('-a * b || c + d'))).to.equal('[((-a)*b)||(c+d)]');
  });

  it('keeps chains of AND and OR flat, and parentheses apart', () => {
    const tree = bare(parseExpression('a AND b AND c OR (d OR e)'));
    expect(tree).to.deep.equal({
      kind: 'logical',
      operator: 'OR',
      terms: [
        { kind: 'logical', operator: 'AND', terms: [id('a'), id('b'), id('c')] },
        { kind: 'logical', operator: 'OR', terms: [id('d'), id('e')] },
      ],
    });
  });

  it('places operators at themselves, everything else at its first token', () => {
    const node = parseExpression('a +\n  b');
    expect(node.location).to.deep.equal({ lineNumber: 1, columnNumber: 3 });
    if (node.kind !== 'arithmeticBinary') throw new Error(node.kind);
    expect(node.right.location).to.deep.equal({ lineNumber: 2, columnNumber: 3 });
    expect(parseExpression("'😀' || x").location).to.deep.equal({ lineNumber: 1, columnNumber: 5 });
  });

  it('reads numbers in every writing', () => {
    const value = (text: string): unknown => {
      const node = parseExpression(text);
      return 'value' in node ? node.value : node.kind;
    };
    expect(value('1_000')).to.equal(1000n);
    expect(value('0xfF')).to.equal(255n);
    expect(value('0b101')).to.equal(5n);
    expect(value('-9223372036854775808')).to.equal(-(2n ** 63n));
    expect(value('1.50')).to.equal('1.50');
    expect(value('1.5e2')).to.equal(150);
  });

  it('reads negated predicates as NOT over the plain one', () => {
    expect(bare(parseExpression('a NOT IN (1)'))).to.deep.equal({
      kind: 'not',
      value: { kind: 'in', value: id('a'), list: { kind: 'inList', values: [long(1n)] } },
    });
    expect(bare(parseExpression('a IS NOT NULL'))).to.deep.equal({ kind: 'isNotNull', value: id('a') });
  });

  it('tells words that begin clauses from names', () => {
    const aliases = (sql: string): unknown => {
      const statement = parseStatement(sql);
      if (statement.kind !== 'query' || statement.body.kind !== 'querySpecification')
        throw new Error(statement.kind);
      const [item] = statement.body.items;
      return [
        item?.kind === 'singleColumn' ? item.alias?.value : undefined,
        statement.body.limit !== undefined,
      ];
    };
    expect(aliases('SELECT a limit')).to.deep.equal(['limit', false]);
    expect(aliases('SELECT a LIMIT 5')).to.deep.equal([undefined, true]);
    expect(aliases('SELECT a limit LIMIT 5')).to.deep.equal(['limit', true]);
  });
});

describe('parseStatement', () => {
  it('gives ORDER BY and LIMIT of a plain SELECT to its specification', () => {
    const plain = parseStatement('SELECT a FROM t ORDER BY a LIMIT 1');
    const union = parseStatement('SELECT a UNION SELECT b ORDER BY a LIMIT 1');
    if (plain.kind !== 'query' || union.kind !== 'query') throw new Error('no queries');
    expect(plain).not.to.have.any.keys('orderBy', 'limit');
    expect(plain.body).to.include.keys('orderBy', 'limit');
    expect(union).to.include.keys('orderBy', 'limit');
  });

  it('numbers parameters in the order of the text', () => {
    const statement = parseStatement('SELECT ?, f(?) FROM t WHERE x = ? LIMIT ?');
    const positions: number[] = [];
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('kind' in node && node.kind === 'parameter' && 'position' in node)
        positions.push(Number(node.position));
      Object.values(node).forEach(visit);
    };
    visit(statement);
    expect(positions.sort()).to.deep.equal([0, 1, 2, 3]);
  });

  const errors: readonly (readonly [string, number, number, string])[] = [
    ['SELECT 1;', 1, 9, "mismatched input ';'."],
    ['SELECT ""', 1, 8, 'Zero-length delimited identifier not allowed'],
    ['SELECT `a`', 1, 8, 'backquoted identifiers are not supported; use double quotes to quote identifiers'],
    [
      'SELECT 1abc FROM',
      1,
      8,
      'identifiers must not start with a digit; surround the identifier with double quotes',
    ],
    ['SELECT 9223372036854775808', 1, 1, 'Invalid numeric literal: 9223372036854775808'],
    ["SELECT X'0'", 1, 8, 'Binary literal must contain an even number of digits'],
    ["SELECT X'0g'", 1, 8, 'Binary literal can only contain hexadecimal digits'],
    [String.raw`SELECT U&'\12'`, 1, 8, 'Incomplete escape sequence: 12'],
    [String.raw`SELECT U&'\xyz1'`, 1, 8, 'Invalid hexadecimal digit: x'],
    [String.raw`SELECT U&'\00zz'`, 1, 8, 'Incomplete escape sequence: 00'],
    [String.raw`SELECT U&'\+110000'`, 1, 8, 'Invalid escaped character: 110000'],
    ["SELECT U&'abc' UESCAPE ''", 1, 8, 'Empty Unicode escape character'],
    ["SELECT U&'abc' UESCAPE 'a'", 1, 8, 'Invalid Unicode escape character: a'],
    ['SELECT if(1)', 1, 8, "Invalid number of arguments for 'if' function"],
    ['SELECT try(1) OVER ()', 1, 8, "OVER clause not valid for 'try' function"],
    [
      'SELECT trim(FROM x)',
      1,
      8,
      "The 'trim' function must have specification, char or both arguments when it takes FROM",
    ],
    ['SELECT extract(foo FROM x)', 1, 8, 'Invalid EXTRACT field: foo'],
    [
      'CREATE OR REPLACE TABLE IF NOT EXISTS a (x int)',
      1,
      1,
      "'OR REPLACE' and 'IF NOT EXISTS' clauses can not be used together",
    ],
    [`SELECT ${'('.repeat(5000)}`, 1, 1, 'statement is too large (stack overflow while parsing)'],
    [`SELECT ${'NOT '.repeat(100_000)}1`, 1, 1, 'statement is too large (stack overflow while parsing)'],
  ];
  for (const [sql, lineNumber, columnNumber, message] of errors) {
    it(`refuses ${sql.slice(0, 40)}`, () => {
      const error = failure(sql);
      expect(error.errorName).to.equal('SYNTAX_ERROR');
      expect(error.failureType).to.equal('io.trino.sql.parser.ParsingException');
      expect(error.location).to.deep.equal({ lineNumber, columnNumber });
      expect(error.message).to.include(`line ${lineNumber}:${columnNumber}: ${message}`);
    });
  }

  const large: readonly (readonly [string, string])[] = [
    ['values', `VALUES ${Array.from({ length: 40_000 }, (_, i) => `(${i}, 'abc${i}')`).join(', ')}`],
    ['a list', `SELECT * FROM t WHERE x IN (${Array.from({ length: 120_000 }, (_, i) => i).join(',')})`],
    ['a sum', `SELECT 1${'+1'.repeat(450_000)}`],
    ['parameters', `SELECT ?${',?'.repeat(450_000)}`],
    ['a string', `SELECT '${'x'.repeat(900_000)}'`],
  ];
  for (const [name, sql] of large) {
    it(`reads 900 kB of ${name}`, () => {
      expect(parseStatement(sql).kind).to.equal('query');
    });
  }

  it('says where a long text is wrong without a list of expectations', () => {
    expect(failure(`SELECT 1${'+1'.repeat(450_000)} +`).message).to.equal(
      "line 1:900011: mismatched input '<EOF>'",
    );
  });

  it("doesn't try nested alternatives over and over", () => {
    for (const opening of ['array[', 'substring(', 'position(', 'trim(', 'f(', '((', 'CASE WHEN ']) {
      expect(() => parseStatement(`SELECT ${opening.repeat(80)}x`)).to.throw(TrinoError);
    }
  });
});

describe('parseDataType', () => {
  it('reads types', () => {
    expect(bare(parseDataType('row(x decimal(10, 2), double precision)'))).to.deep.equal({
      kind: 'rowDataType',
      fields: [
        {
          kind: 'rowDataTypeField',
          name: id('x'),
          type: {
            kind: 'genericDataType',
            name: id('decimal'),
            arguments: [
              { kind: 'numericTypeArgument', value: '10' },
              { kind: 'numericTypeArgument', value: '2' },
            ],
          },
        },
        { kind: 'rowDataTypeField', type: { kind: 'genericDataType', name: id('double'), arguments: [] } },
      ],
    });
  });
});
