import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { allFunctions } from '../../../src/engine/functions/function-registry.ts';

interface Dependencies {
  readonly types: readonly string[];
  readonly functions: readonly string[];
  /** `from>to`. */
  readonly casts: readonly string[];
  /** Of an aggregate: the type between its two steps. */
  readonly intermediate: string;
}

/** What stock's implementations ask for at run time, a function a line: id, types, functions, casts, intermediate type. */
const stock: ReadonlyMap<string, Dependencies> = new Map(
  readFileSync(new URL('stock-dependencies.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([id, types, functions, casts, intermediate]) => [
      id as string,
      {
        types: list(types),
        functions: list(functions),
        casts: list(casts),
        intermediate: intermediate ?? '',
      },
    ]),
);

const nothing: Dependencies = { types: [], functions: [], casts: [], intermediate: '' };

/** A cast says what it needs by its own types; `listagg` always has an order, so no state of it ever crosses. */
const written = ['try_cast', 'listagg'];

describe('functions of the registry', () => {
  it('bring along what a stock worker looks up, and call states as stock does', () => {
    let dependent = 0;
    for (const { entry, id, signature } of allFunctions()) {
      if (written.includes(signature.name)) continue;
      const expected = stock.get(id) ?? nothing;
      if (stock.has(id)) dependent++;
      expect(
        {
          types: normal(entry.typeDependencies),
          functions: normal(
            entry.functionDependencies?.map(({ name, arguments: types }) => `${name}(${types.join(',')})`),
          ),
          casts: normal(entry.textDependencies?.map((type) => `${type}>varchar`)),
          intermediate: normal([entry.intermediate ?? ''])[0],
        },
        id,
      ).to.deep.equal(expected);
    }
    expect(dependent).to.be.greaterThan(140);
  });
});

function list(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(';');
}

function normal(names: readonly string[] | undefined): readonly string[] {
  return (names ?? []).map((name) => name.toLowerCase().replaceAll(' ', '')).sort();
}
