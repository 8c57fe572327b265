import { functionsNamed } from '../functions/function-registry.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';

/** Whether a call, without OVER, is an aggregation. */
export function isAggregateCall(node: FunctionCallNode): boolean {
  const name = node.name.parts.at(-1)?.value ?? '';
  return node.window === undefined && functionsNamed(name).some((fn) => fn.entry.kind === 'AGGREGATE');
}
