import { expect } from 'chai';
import fc from 'fast-check';
import { parseStatement } from '../../src/engine/parse/parse.ts';
import { expressionCases, expressionStatement } from './expression-case.ts';
import { showType } from './fuzz-type.ts';
import { queryCases } from './query-case.ts';
import { match, parseSignatureType, signatures, substitute } from './signatures.ts';

describe('random statements', function () {
  this.timeout(60_000);

  it('repeat by their seed', () => {
    const draw = (seed: number): string[] =>
      fc.sample(queryCases(), { seed, numRuns: 20 }).map(({ sql }) => sql);
    expect(draw(5)).to.deep.equal(draw(5));
    expect(draw(5)).to.not.deep.equal(draw(6));
  });

  it('parse', () => {
    for (const { expression, source } of fc.sample(expressionCases(), { seed: 11, numRuns: 200 })) {
      const sql = expressionStatement([expression.sql], source);
      // Paths without lax or strict are made on purpose.
      if (!/JSON_(VALUE|QUERY)/.test(sql)) expect(() => parseStatement(sql), sql).to.not.throw();
    }
    for (const { sql } of fc.sample(queryCases(), { seed: 11, numRuns: 200 })) {
      expect(() => parseStatement(sql), sql).to.not.throw();
    }
  });

  it('have parts that stand alone', () => {
    for (const { expression } of fc.sample(expressionCases(), { seed: 12, numRuns: 200 })) {
      for (const part of expression.parts) {
        expect(part.alone, part.sql).to.equal(true);
        expect(expression.sql).to.include(part.sql);
      }
    }
  });

  it('leave out what differs each time', () => {
    expect(signatures.map(({ name }) => name)).to.not.include.members(['random', 'shuffle', 'uuid', 'now']);
  });

  it('read signatures', () => {
    const pattern = parseSignatureType('map(K,array(row(V,timestamp(p) with time zone)))');
    expect(showType(pattern)).to.equal('map($K,array(row($V,timestamp with time zone)))');
    const type = parseSignatureType('map(bigint,array(row(varchar(x),timestamp(3) with time zone)))');
    const bindings = match(pattern, type);
    expect(bindings && showType(substitute(pattern, bindings))).to.equal(showType(type));
    expect(match(pattern, parseSignatureType('array(bigint)'))).to.equal(undefined);
  });
});
