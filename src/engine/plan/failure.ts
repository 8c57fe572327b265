import type { Expression } from '../expressions/expression.ts';
import { resolveInternal } from '../functions/resolve-function.ts';
import type { Type } from '../types/type.ts';
import { constant } from './plan-conditions.ts';

/** An error as an expression of a type: what computes it fails with the code and message. */
export function failure(code: number, message: string, type: Type): Expression {
  const operands = [constant({ kind: 'integer' }, code), constant({ kind: 'varchar' }, message)];
  const binding = resolveInternal(
    'fail',
    operands.map((operand) => operand.type),
  );
  if (binding === undefined) throw new TypeError('fail is not registered');
  const { returnType, function: resolved } = binding;
  return {
    kind: 'cast',
    type,
    safe: false,
    value: { kind: 'call', type: returnType, function: resolved, arguments: operands },
  };
}
