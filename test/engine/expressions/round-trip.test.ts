import { expect } from 'chai';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { printExpression } from '../../../src/engine/expressions/print-expression.ts';
import { readExpression } from '../../../src/engine/expressions/read-expression.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { recordedExpressions, stockSelects, typesOf } from './recorded-expressions.ts';
import { withReadableNames } from './readable-names.ts';

describe('expressions of plan fragments', () => {
  it('are written as they were read, in every recorded fragment', () => {
    const expressions = recordedExpressions();
    expect(expressions.length).to.be.greaterThan(100);
    for (const { source, text, symbols } of expressions) {
      const written = printExpression(readExpression(text, symbols));
      expect(withReadableNames(written), source).to.equal(withReadableNames(text));
    }
  });

  for (const { sql, symbols, expressions } of stockSelects) {
    it(`are written as they were read: ${sql}`, () => {
      for (const text of expressions) {
        const written = printExpression(readExpression(text, typesOf(symbols)));
        expect(withReadableNames(written)).to.equal(withReadableNames(text));
      }
    });
  }

  it('have the types of the symbols they are assigned to', () => {
    for (const { sql, symbols, expressions } of stockSelects) {
      const types = typesOf(symbols);
      for (const text of expressions) {
        const { type } = readExpression(text, types);
        const found =
          type.kind === 'row' && text.startsWith('ROW (') ? type.fields.map((field) => field.type) : [type];
        for (const each of found) {
          expect(Object.values(symbols), sql).to.include(formatType(each));
        }
      }
    }
  });

  for (const [what, text] of [
    ['an unknown symbol', '("nope" + 1)'],
    ['an unresolved function', 'upper("name")'],
    ['an operator that does not exist', '("name" + BIGINT \'1\')'],
    ['a subscript of a number', '"nationkey"[1]'],
    ['a subquery', '(SELECT 1)'],
  ] as const) {
    it(`refuses ${what}`, () => {
      const symbols = typesOf({ name: 'varchar(25)', nationkey: 'bigint' });
      expect(() => readExpression(text, symbols))
        .to.throw(TrinoError, 'Malformed expression')
        .with.property('errorName', 'GENERIC_INTERNAL_ERROR');
    });
  }
});
