import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { allFunctions } from '../../../src/engine/functions/function-registry.ts';

/** Every function of stock, a line each: kind, id, hidden, deterministic, NULL out, NULL in, variadic. */
const stock = new Map(
  readFileSync(new URL('stock-registry.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([kind, id, , deterministic, returnNullable, argumentNullable, variadic]) => [
      id as string,
      { kind, deterministic, returnNullable, argumentNullable, variadic },
    ]),
);

/**
 * One has a name that only fragments use, another a form of its own on the wire; three are made beside the list (their ids are those of
 * stock's plans), and the last is ours.
 */
const notCalled = ['$literal$', 'try_cast', '$json_exists', '$json_value', '$json_query', '$json_table'];

describe('ids of functions', () => {
  it('are those that a stock worker finds implementations by, with what it expects of NULL', () => {
    const functions = [...allFunctions()].filter(({ signature }) => !notCalled.includes(signature.name));
    expect(functions.length).to.be.greaterThan(500);
    for (const { entry, id, signature } of functions) {
      const { kind, variadic = false, nondeterministic = false, argumentNullable: nullable } = entry;
      const known = stock.get(id);
      expect(known, id).to.not.equal(undefined);
      expect(
        { kind, deterministic: String(!nondeterministic), variadic: String(variadic) },
        id,
      ).to.deep.equal({
        kind: known?.kind,
        deterministic: known?.deterministic,
        variadic: known?.variadic,
      });
      if (kind !== 'SCALAR') continue;
      const argumentNullable = signature.arguments.map((_, index) =>
        typeof nullable === 'object' ? (nullable[index] ?? false) : nullable === true,
      );
      expect({ returns: String(entry.returnNullable ?? false), takes: argumentNullable }, id).to.deep.equal({
        returns: known?.returnNullable,
        takes: JSON.parse(known?.argumentNullable ?? '') as boolean[],
      });
    }
  });
});
