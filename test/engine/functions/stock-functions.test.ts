import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { functionById } from '../../../src/engine/functions/function-registry.ts';
import { describeFunction, intermediateType } from '../../../src/engine/functions/resolve-function.ts';
import type { FunctionBinding } from '../../../src/engine/functions/resolve-function.ts';
import { formatType } from '../../../src/engine/types/format-type.ts';
import { parseType } from '../../../src/engine/types/parse-type.ts';

/** A function in the fragments of a stock coordinator, without the names of catalogs; its dependencies as ids and types. */
interface StockFunction {
  readonly id: string;
  readonly name: string;
  readonly arguments: readonly string[];
  readonly returns: string;
  readonly kind: string;
  readonly deterministic: boolean;
  readonly returnNullable: boolean;
  readonly argumentNullable: readonly boolean[];
  readonly types: readonly string[];
  readonly functions: readonly string[];
  /** Of an aggregate: the type of the symbol between its two steps. */
  readonly intermediate?: string;
}

const stockFunctions = readFileSync(new URL('stock-functions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as StockFunction);

describe('functions of the registry', () => {
  it('are written as a stock coordinator writes them', () => {
    let checked = 0;
    for (const stock of stockFunctions) {
      const binding = functionById(stock.id) && describeFunction(stock.name, stock.arguments.map(parseType));
      if (binding !== undefined) {
        expect(described(binding), stock.id).to.deep.equal(stock);
        checked++;
      }
    }
    expect(checked).to.be.greaterThan(270);
  });
});

function described({ function: fn, argumentTypes }: FunctionBinding): StockFunction {
  const { signature, functionNullability } = fn;
  return {
    id: fn.id,
    name: signature.name.functionName,
    arguments: signature.argumentTypes,
    returns: signature.returnType,
    kind: fn.functionKind,
    deterministic: fn.deterministic,
    ...functionNullability,
    types: Object.keys(fn.typeDependencies).sort(),
    functions: fn.functionDependencies
      .map(({ id, signature: { argumentTypes: types } }) => `${id} ${types.join(',')}`)
      .sort(),
    ...(fn.functionKind === 'AGGREGATE' && { intermediate: formatType(intermediateType(fn, argumentTypes)) }),
  };
}
