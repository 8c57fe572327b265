import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { LanguageScalarFunctionData } from '../../../generated/worker/types.ts';
import { decodeFunctionName } from '../../../src/engine/expressions/resolved-function-name.ts';
import { readRoutine } from '../../../src/engine/routines/wire/read-routine.ts';
import { writeRoutine } from '../../../src/engine/routines/wire/write-routine.ts';
import { analyzed } from '../analyze/test-session.ts';

/** Statements with the functions that a stock coordinator sent to its workers, by id. */
interface StockRoutines {
  readonly sql: string;
  readonly functions: readonly LanguageScalarFunctionData[];
}

const file = new URL('stock-routines.jsonl', import.meta.url);
const recorded = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as StockRoutines);

/** Functions that it calls have no order; their names are compressed by whoever wrote them. */
function comparable(data: LanguageScalarFunctionData): unknown {
  const { resolvedFunction, functionDependencies } = data;
  const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return {
    ...data,
    resolvedFunction: {
      ...resolvedFunction,
      functionDependencies: [...resolvedFunction.functionDependencies].sort(byText),
    },
    functionDependencies: {
      ...functionDependencies,
      functionDependencies: functionDependencies.functionDependencies
        .map((each) => ({
          ...each,
          name: { ...each.name, functionName: decodeFunctionName(each.name.functionName) },
        }))
        .sort(byText),
    },
  };
}

describe('SQL functions on the wire', () => {
  it('are recorded', () => {
    expect(recorded.length).to.be.greaterThan(20);
  });

  for (const { sql, functions } of recorded) {
    it(`are stock's: ${sql.slice(0, 110)}`, () => {
      const ours = (analyzed(sql).routines ?? [])
        .map(writeRoutine)
        .sort((a, b) => (a.resolvedFunction.id < b.resolvedFunction.id ? -1 : 1));
      expect(ours.map(comparable)).to.deep.equal(functions.map(comparable));
    });

    it(`are read and written back: ${sql.slice(0, 100)}`, () => {
      for (const data of functions) {
        expect(comparable(writeRoutine(readRoutine(data)))).to.deep.equal(comparable(data));
      }
    });
  }
});
