import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { calculateNumber } from '../../../src/engine/functions/calculate-number.ts';
import {
  allFunctions,
  functionById,
  functionsNamed,
} from '../../../src/engine/functions/function-registry.ts';
import { isBuiltinName } from '../../../src/engine/functions/builtin-names.ts';
import { parseSignature } from '../../../src/engine/functions/signature.ts';
import { recordedExpressions, stockSelects } from '../expressions/recorded-expressions.ts';
import { decodeFunctionName } from '../../../src/engine/expressions/resolved-function-name.ts';
import { describeFunction } from '../../../src/engine/functions/resolve-function.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';
import type { ResolvedFunction } from '../../../src/engine/expressions/expression.ts';

interface ListedFunction {
  readonly name: string;
  readonly argumentTypes: readonly string[];
  readonly kind: string;
}

describe('the function registry', () => {
  const listed = JSON.parse(
    readFileSync(new URL('../../sql/functions.json', import.meta.url), 'utf8'),
  ) as readonly ListedFunction[];

  it('has each id once', () => {
    const ids = [...allFunctions()].map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const id of ids) {
      expect(functionById(id)?.id).to.equal(id);
    }
  });

  it('has only functions that Trino lists, with their parameters', () => {
    for (const { entry, signature } of allFunctions()) {
      // `try_cast` is a form that stock reports as a function; it and `fail` aren't listed.
      if (
        entry.internal !== true &&
        entry.hidden !== true &&
        signature.name !== 'try_cast' &&
        signature.name !== 'fail'
      ) {
        const parameters = signature.arguments.map(({ text }) => text.toLowerCase());
        const known = listed.filter(({ name }) => name === signature.name);
        const spelled = known.map(({ argumentTypes }) => argumentTypes.map((type) => type.toLowerCase()));
        expect(spelled, entry.signature).to.deep.include(parameters);
        expect(known.map(({ kind }) => kind.toUpperCase())).to.include(entry.kind);
      }
      expect(entry.description).to.match(/^\S.*[^.]$/);
    }
  });

  it('has all overloads of a name, so that refusals list them', () => {
    const names = new Set(listed.map(({ name }) => name));
    for (const name of names) {
      // AT TIME ZONE has overloads that no list shows.
      const overloads = functionsNamed(name).filter(
        ({ entry }) => entry.internal !== true && entry.hidden !== true,
      );
      if (overloads.length > 0) {
        expect(overloads.length, name).to.equal(listed.filter((each) => each.name === name).length);
      }
      expect(isBuiltinName(name), name).to.equal(true);
    }
  });

  it('resolves every recorded function to what stock resolved', () => {
    const names = new Set(
      [
        ...recordedExpressions().map(({ text }) => text),
        ...stockSelects.flatMap(({ expressions }) => expressions),
      ]
        .flatMap((text) => [...text.matchAll(/"(@system@builtin@[^"]+)"/g)])
        .map(([, name]) => name ?? ''),
    );
    let checked = 0;
    for (const name of names) {
      const recorded = decodeFunctionName(name);
      if (functionById(recorded.id) !== undefined && !recorded.id.startsWith('$literal$')) {
        expect(again(recorded), recorded.id).to.deep.equal(recorded);
        checked++;
      }
    }
    expect(checked).to.be.greaterThan(25);
  });

  function again({ signature }: ResolvedFunction): ResolvedFunction | undefined {
    const types = signature.argumentTypes.map(parseType);
    return describeFunction(signature.name.functionName, types)?.function;
  }
});

describe('signatures', () => {
  it('are read with their variables', () => {
    const {
      name,
      typeVariables,
      calculatedNumbers,
      arguments: args,
      result,
    } = parseSignature(
      'f<E:orderable,K,u:x + y>(array(E),map(K,varchar(x)),timestamp(p) with time zone,decimal(38,s)):char(u)',
    );
    expect(name).to.equal('f');
    expect(typeVariables).to.deep.equal([
      { name: 'E', constraint: 'orderable' },
      { name: 'K', constraint: undefined },
    ]);
    expect(calculatedNumbers).to.deep.equal([{ name: 'u', formula: 'x + y' }]);
    expect(args.map(({ text }) => text)).to.deep.equal([
      'array(E)',
      'map(K,varchar(x))',
      'timestamp(p) with time zone',
      'decimal(38,s)',
    ]);
    expect(args[2]?.suffix).to.equal(' with time zone');
    expect(result.text).to.equal('char(u)');
  });

  for (const text of ['f', 'f(bigint)', 'f(bigint', 'f(bigint):']) {
    it(`are refused when they can't be read: ${text}`, () => {
      if (text === 'f(bigint):') {
        // A type without a name is found when it is bound.
        expect(parseSignature(text).result.base).to.equal('');
      } else {
        expect(() => parseSignature(text)).to.throw(SyntaxError);
      }
    });
  }
});

describe('calculated numbers', () => {
  const variables = new Map([
    ['p', 10],
    ['s', 2],
  ]);
  for (const [formula, expected] of [
    ['min(38, p - s + min(1, s))', 9],
    ['max(p, s) + 1', 11],
    ['2 * (p + s)', 24],
    ['p - s - 1', 7],
    ['7 / 2', 3],
  ] as const) {
    it(`${formula} is ${expected}`, () => {
      expect(calculateNumber(formula, variables)).to.equal(expected);
    });
  }
  for (const formula of ['', 'p +', 'q', '(p', 'p s', 'min(p)']) {
    it(`"${formula}" is refused`, () => {
      expect(() => calculateNumber(formula, variables)).to.throw(SyntaxError);
    });
  }
});
