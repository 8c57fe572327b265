import { functionsNamed } from '../functions/function-registry.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';

/** Whether a call, without OVER, is an aggregation: all are of `system.builtin`. */
export function isAggregateCall(node: FunctionCallNode): boolean {
  return node.window === undefined && isOfKind(node, 'AGGREGATE');
}

/** Whether a call, with or without OVER, is of a function that only windows have. */
export function isWindowFunctionCall(node: FunctionCallNode): boolean {
  return isOfKind(node, 'WINDOW');
}

function isOfKind({ name: { parts } }: FunctionCallNode, kind: 'AGGREGATE' | 'WINDOW'): boolean {
  const name = parts.at(-1)?.value ?? '';
  const isBuiltin = parts.length === 1 || parts[parts.length - 2]?.value.toLowerCase() === 'builtin';
  return isBuiltin && functionsNamed(name).some(({ entry }) => entry.kind === kind);
}
