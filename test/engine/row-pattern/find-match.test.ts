import { expect } from 'chai';
import { findMatch } from '../../../src/engine/execute/row-pattern/find-match.ts';
import { compilePattern } from '../../../src/engine/execute/row-pattern/pattern-program.ts';
import type { IrRowPattern } from '../../../generated/worker/types.ts';

const label = (name: string): IrRowPattern => ['label', name];
const many = (pattern: IrRowPattern, greedy = true): IrRowPattern => ({
  '@type': 'quantified',
  pattern,
  quantifier: { atLeast: 0, greedy },
});
const all = (...patterns: readonly IrRowPattern[]): IrRowPattern => ({ '@type': 'concatenation', patterns });

/** Labels of the match at the first of some rows, whose letters say what each may be. */
function match(pattern: IrRowPattern, rows: readonly string[], stateless = true): string | undefined {
  return findMatch(
    {
      program: compilePattern(pattern),
      rows: rows.length,
      holds: (name, row) => rows[row]?.includes(name) === true,
      stateless,
      look: () => undefined,
      truncated: () => undefined,
    },
    0,
  )?.labels.join('');
}

describe('the search for a match of a row pattern', () => {
  it('prefers more repetitions, or fewer where it is reluctant', () => {
    expect(match(many(label('A')), ['A', 'A', 'B'])).to.equal('AA');
    expect(match(many(label('A'), false), ['A', 'A', 'B'])).to.equal('');
    expect(match(all(many(label('A'), false), label('B')), ['A', 'A', 'AB'])).to.equal('AAB');
  });

  it('goes back to the last choice that is left', () => {
    expect(match(all(many(label('A')), label('A'), label('B')), ['A', 'A', 'A', 'B'])).to.equal('AAAB');
    expect(match(all(label('A'), label('B')), ['A', 'A'])).to.equal(undefined);
  });

  it('ends around nothing', () => {
    const nothing = many({ '@type': 'alternation', patterns: [{ '@type': 'empty' }, many(label('A'))] });
    for (const stateless of [true, false]) {
      expect(match(all(nothing, label('B')), ['A', 'A', 'B'], stateless)).to.be.oneOf(['AAB', undefined]);
      expect(match(many(many(label('A'))), ['B'], stateless)).to.equal('');
    }
  });

  it('takes no exponential time where conditions look at rows alone', () => {
    const rows = Array.from({ length: 5000 }, () => 'A');
    expect(match(all(many(many(label('A'))), label('B')), rows)).to.equal(undefined);
  });

  it('tries permutations in their order', () => {
    const permuted: IrRowPattern = { '@type': 'permutation', patterns: ['A', 'B', 'C'].map(label) };
    expect(match(permuted, ['ABC', 'ABC', 'ABC'])).to.equal('ABC');
    expect(match(permuted, ['C', 'AB', 'AB'])).to.equal('CAB');
  });

  it('refuses patterns that are too long to spell out', () => {
    const long: IrRowPattern = {
      '@type': 'quantified',
      pattern: label('A'),
      quantifier: { atLeast: 2_000_000_000, greedy: true },
    };
    expect(() => match(long, ['A'])).to.throw('too long');
  });
});
