import { expect } from 'chai';
import { aggregateTranslation } from '../../../src/engine/execute/translate/aggregates/aggregate-translations.ts';
import { functionTranslation } from '../../../src/engine/execute/translate/functions/function-translations.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import type { CallExpression, ResolvedFunction } from '../../../src/engine/expressions/expression.ts';
import { allFunctions } from '../../../src/engine/functions/function-registry.ts';
import type { RegisteredFunction } from '../../../src/engine/functions/function-registry.ts';
import { notComputed } from '../../../src/engine/functions/not-computed.ts';
import type { Type } from '../../../src/engine/types/type.ts';

/** Constants are written with these, and a cast has its own form: neither is called. */
const notCalled = ['from_base64', 'try_cast'];

describe('functions that execution has yet to learn', () => {
  const callable = [...allFunctions()].filter(
    // Functions over windows are the window node's.
    ({ entry, signature }) =>
      entry.internal !== true && entry.kind !== 'WINDOW' && !notCalled.includes(signature.name),
  );

  it('are listed, and no others', () => {
    // Of names that execution knows, an overload may still be missing: it is marked where it is declared.
    const computed = new Set(callable.filter(isComputed).map(({ signature }) => signature.name));
    const declared = callable.filter(
      ({ entry, signature }) => !computed.has(signature.name) && !isMarked(entry, signature.name),
    );
    expect(
      declared.map(({ signature }) => signature.name),
      'without a translation',
    ).to.deep.equal([]);
    expect(
      [...notComputed].filter((name) => computed.has(name)),
      'translated',
    ).to.deep.equal([]);
  });
});

function isMarked(entry: RegisteredFunction['entry'], name: string): boolean {
  return entry.unsupported === true || notComputed.has(name);
}

function isComputed({ entry, id, signature }: RegisteredFunction): boolean {
  const name = { catalogName: 'system', schemaName: 'builtin', functionName: signature.name };
  const fn = { id, signature: { name, returnType: '', argumentTypes: [] } } as unknown as ResolvedFunction;
  try {
    if (entry.kind === 'AGGREGATE') {
      aggregateTranslation(fn, signature.arguments.map(exampleType));
    } else {
      functionTranslation({ function: fn } as CallExpression);
    }
    return true;
  } catch (error) {
    if (
      error instanceof TrinoError &&
      /^FUNCTION_IMPLEMENTATION_MISSING|^NOT_SUPPORTED/.test(error.errorName)
    ) {
      return false;
    }
    throw error;
  }
}

function exampleType({ base, suffix, isVariable }: RegisteredFunction['signature']['result']): Type {
  const kind = isVariable ? 'bigint' : base + suffix;
  if (kind === 'map') return { kind, key: { kind: 'bigint' }, value: { kind: 'bigint' } };
  return (kind === 'decimal' ? { kind, precision: 10, scale: 2 } : { kind }) as Type;
}
