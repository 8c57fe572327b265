import type { Expression } from '../../expressions/expression.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { builtinSignatures, resolveFunction } from '../../functions/resolve-function.ts';
import type { FunctionBinding } from '../../functions/resolve-function.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { FunctionCallNode } from '../../parse/tree/function-call.ts';
import { formatType } from '../../types/format-type.ts';
import type { Type } from '../../types/type.ts';
import { coerce } from '../coerce.ts';
import type { AnalyzeNested, ExpressionContext } from '../expression-context.ts';
import { isAggregateCall } from '../is-aggregate-call.ts';
import { semanticError } from '../semantic-error.ts';
import type { RoutineCandidates, RoutineScope } from './routine-scope.ts';

/**
 * A call of a SQL function: one that the statement brings along (looked for before those of the server), or one that a catalog keeps (in a
 * schema that the name tells, or behind those of the server in a schema of the path).
 * @returns undefined when the call means another function, or isn't one of a scalar function
 * @throws TrinoError FUNCTION_NOT_FOUND when there are functions of that name, but none with such parameters, FUNCTION_NOT_AGGREGATE
 */
export function analyzeRoutineCall(
  node: FunctionCallNode,
  nested: AnalyzeNested,
  { query: { routines }, window }: ExpressionContext,
): Expression | undefined {
  if (node.arguments.some(({ kind }) => kind === 'lambda' || kind === 'labelDereference')) return undefined;
  const candidates = routines?.candidates(node);
  if (routines === undefined || candidates === undefined) return undefined;
  const name = node.name.parts.map(({ value }) => value.toLowerCase()).join('.');
  const builtin = candidates.builtin ? builtinSignatures(name) : [];
  // Refused where the windows of the SELECT are collected.
  if (node.window !== undefined) return builtin.length > 0 ? undefined : window?.(node);
  if (node.distinct || node.filter !== undefined || node.orderBy !== undefined) {
    if (builtin.length > 0) return undefined;
    throw semanticError('FUNCTION_NOT_AGGREGATE', node, aggregateClause(node));
  }
  // Arguments of aggregates are analysed by their own rules: a name that the server has for one means it.
  if (candidates.builtin && isAggregateCall(node)) return undefined;
  const values = node.arguments.map(nested);
  const types = values.map(({ type }) => type);
  const binding = resolve(node, routines, candidates, name, types);
  if (binding === 'builtin') return undefined;
  if (binding !== undefined) {
    return {
      kind: 'call',
      type: binding.returnType,
      function: binding.function,
      arguments: values.map((value, i) => coerce(value, binding.argumentTypes[i] as Type)),
    };
  }
  const expected = [...candidates.inline, ...candidates.stored.flat()].map(
    ({ function: { signature } }) => `${name}(${signature.argumentTypes.join(', ')})`,
  );
  throw semanticError(
    'FUNCTION_NOT_FOUND',
    node,
    `Unexpected parameters (${types.map(formatType).join(', ')}) for function ${name}. Expected: ${[...new Set([...expected, ...builtin])].sort().join(', ')}`,
  );
}

/**
 * Refuses a SQL function with OVER.
 * @param owner where stock says it: the SELECT
 * @throws TrinoError FUNCTION_NOT_WINDOW
 */
export function refuseWindowedRoutine(
  node: FunctionCallNode,
  owner: SyntaxNode,
  routines: RoutineScope | undefined,
): void {
  const name = node.name.parts.map(({ value }) => value.toLowerCase()).join('.');
  const candidates = routines?.candidates(node);
  if (candidates === undefined || (candidates.builtin && builtinSignatures(name).length > 0)) return;
  throw semanticError('FUNCTION_NOT_WINDOW', owner, `Not a window function: ${name}`);
}

function resolve(
  node: FunctionCallNode,
  routines: RoutineScope,
  { inline, builtin, stored }: RoutineCandidates,
  name: string,
  types: readonly Type[],
): FunctionBinding | 'builtin' | undefined {
  const own = routines.resolve(node, inline, types);
  if (own !== undefined) return own;
  if (builtin && takes(name, types)) return 'builtin';
  for (const functions of stored) {
    const found = routines.resolve(node, functions, types);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the server has a function that takes such arguments. */
function takes(name: string, types: readonly Type[]): boolean {
  if (builtinSignatures(name).length === 0) return false;
  try {
    resolveFunction(name, types);
    return true;
  } catch (error) {
    if (error instanceof TrinoError && error.errorName === 'FUNCTION_NOT_FOUND') return false;
    throw error;
  }
}

function aggregateClause(node: FunctionCallNode): string {
  if (node.distinct) return 'DISTINCT is not supported for non-aggregation functions';
  return node.filter !== undefined
    ? 'Filter is only valid for aggregation functions'
    : 'ORDER BY is only valid for aggregation functions';
}
