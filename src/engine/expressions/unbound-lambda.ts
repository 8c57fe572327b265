import { TrinoError } from '../errors/trino-error.ts';
import { substitute } from './expression-tree.ts';
import type { Expression, LambdaExpression } from './expression.ts';

/**
 * The lambda of an argument, with the values that are bound to its first parameters in their place.
 * @throws TrinoError GENERIC_INTERNAL_ERROR when the argument is no lambda
 */
export function unbound(argument: Expression): LambdaExpression {
  if (argument.kind === 'lambda') return argument;
  if (argument.kind !== 'bind')
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `A lambda was expected, not a ${argument.kind}`);
  const { parameters, body, type } = unbound(argument.lambda);
  const { values } = argument;
  if (values.length > parameters.length)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'More values are bound than the lambda has parameters');
  const bound = new Map(values.map((value, i) => [parameters[i]?.name ?? '', value]));
  return { kind: 'lambda', type, parameters: parameters.slice(values.length), body: substitute(body, bound) };
}
