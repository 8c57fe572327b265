import { expect } from 'chai';
import { mustBeLinear, runBounded } from '../../../../src/engine/execute/scalar/bounded-run.ts';
import { compilePattern } from '../../../../src/engine/execute/scalar/functions/regexp-pattern.ts';
import { TrinoError } from '../../../../src/engine/errors/trino-error.ts';

const hostile = `${'a'.repeat(50)}!`;

describe('regular expressions', () => {
  for (const [pattern, text, found] of [
    ['(?i)ABC', 'xabc', true],
    ['(ab)\\1', 'abab', true],
    ['(?<=foo)bar', 'foobar', true],
    ['\\Aab\\z', 'ab', true],
    ['\\Qa.b\\E', 'axb', false],
    ['a(?i:b)c', 'aBc', true],
    ['[[:alpha:]]+\\d', 'x1', true],
    ['\\p{Alpha}\\-\\"', 'x-"', true],
    ['a{', 'a{', true],
  ] as const) {
    it(`tell whether ${pattern} is in ${text}`, () => {
      expect(compilePattern(pattern).test(text)).to.equal(found);
    });
  }

  for (const [pattern, message] of [
    ['*a', 'target of repeat operator is not specified'],
    ['(?<n', 'end pattern with unmatched parenthesis'],
    ['\\p{IsDigit}', 'invalid character property name <IsDigit>'],
  ] as const) {
    it(`are refused as stock refuses ${pattern}`, () => {
      expect(() => compilePattern(pattern))
        .to.throw(TrinoError, message)
        .with.property('errorName', 'INVALID_FUNCTION_ARGUMENT');
    });
  }

  it('are stopped and matched in linear time', function () {
    this.timeout(10_000);
    const answers: boolean[] = [];
    const found = runBounded(() => {
      answers.push(mustBeLinear());
      return compilePattern('^(a+)+$').test(hostile);
    });
    expect(found).to.equal(false);
    expect(answers).to.deep.equal([false, true]);
    expect(mustBeLinear()).to.equal(false);
  });

  it('are refused when only an engine that may hang can match them', function () {
    this.timeout(10_000);
    expect(() => runBounded(() => compilePattern('^(a+)+\\1$').test(hostile)))
      .to.throw(TrinoError, 'Regular expression takes too long')
      .with.property('errorName', 'INVALID_FUNCTION_ARGUMENT');
  });
});
