import { expect } from 'chai';
import { areaSummary, sqlDocument } from '../../../tools/docs/sql-document.ts';
import type { CorpusRun } from '../../../tools/corpus/run-corpus.ts';

const areas = [
  { name: 'function/math', total: 40, passed: 38, lenient: 39 },
  { name: 'function/text', total: 60, passed: 60, lenient: 60 },
];
const left = {
  id: 'm-2',
  area: 'function/math',
  sql: "SELECT abs('a|b')",
  why: 'rows differ',
  only_message: false,
};
const runs: readonly CorpusRun[] = [
  { shape: 'one process', areas, failures: [left] },
  { shape: 'cluster', areas: [{ name: 'function/math', total: 40, passed: 40, lenient: 40 }], failures: [] },
];
const signature = {
  kind: 'scalar',
  argumentTypes: ['bigint'],
  returnType: 'bigint',
  description: 'Absolute',
} as const;
const text = sqlDocument({
  runs,
  cases: [
    { id: 'm-1', sql: 'SELECT abs(1)' },
    { id: 'm-2', sql: "SELECT abs('a|b')" },
    { id: 'm-3', sql: "SELECT 'abs(1)'" },
  ],
  functions: [
    { ...signature, name: 'abs' },
    { ...signature, name: 'abs', argumentTypes: ['double'], returnType: 'double' },
    { ...signature, name: 'rank', kind: 'window', argumentTypes: [], description: '' },
  ],
  howComputed: ({ argumentTypes }) => (argumentTypes[0] === 'double' ? 'TypeScript' : 'DuckDB'),
});

describe('docs/sql.md', () => {
  it('counts areas in both shapes', () => {
    expect(text).to.include('| function/math | 38 of 40, 95.0 % (97.5 %) | 40 of 40, 100.0 % |');
    expect(text).to.include('| total | 98 of 100, 98.0 % (99.0 %) | 40 of 40, 100.0 % |');
    expect(areaSummary(runs)).to.include('| function | 98 of 100, 98.0 % (99.0 %) | 40 of 40, 100.0 % |');
  });

  it('counts the cases that use a function', () => {
    expect(text).to.include(
      '| `abs` | `(bigint) → bigint`<br>`(double) → double` | Absolute | DuckDB, TypeScript | 1/2 | 2/2 |',
    );
    expect(text).to.include('1 functions with 2 signatures: 1 by DuckDB as it is, 1 in TypeScript.');
  });

  it('says what is left, and where', () => {
    expect(text).to.include("| m-2 | function/math | `SELECT abs('a\\|b')` | `rows differ` | one process |");
  });
});
