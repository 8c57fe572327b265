import type { Expression } from '../../expressions/expression.ts';
import { functionsNamed } from '../../functions/function-registry.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { coerce } from '../coerce.ts';
import type { AnalyzeNested, ExpressionContext } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';

/**
 * A call of a function that the statement brings along: these are looked for before those of the server.
 * @returns undefined when the call means another function, or isn't one of a scalar function
 * @throws TrinoError FUNCTION_NOT_FOUND when there are functions of that name, but none with such parameters
 */
export function analyzeRoutineCall(
  node: FunctionCallNode,
  nested: AnalyzeNested,
  { query: { routines } }: ExpressionContext,
): Expression | undefined {
  if (
    routines?.has(node) !== true ||
    node.window !== undefined ||
    node.distinct ||
    node.filter !== undefined ||
    node.orderBy !== undefined ||
    node.arguments.some(({ kind }) => kind === 'lambda' || kind === 'labelDereference')
  ) {
    return undefined;
  }
  const values = node.arguments.map(nested);
  const types = values.map(({ type }) => type);
  const binding = routines.resolve(node, types);
  if (binding !== undefined) {
    return {
      kind: 'call',
      type: binding.returnType,
      function: binding.function,
      arguments: values.map((value, i) => coerce(value, binding.argumentTypes[i] as Type)),
    };
  }
  const name = node.name.parts.at(-1)?.value.toLowerCase() ?? '';
  if (functionsNamed(name).length > 0) return undefined;
  throw semanticError(
    'FUNCTION_NOT_FOUND',
    node,
    `Unexpected parameters (${types.map(formatType).join(', ')}) for function ${name}. Expected: ${[...routines.expected(node)].sort().join(', ')}`,
  );
}
