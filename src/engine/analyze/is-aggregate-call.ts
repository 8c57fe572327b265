import { functionsNamed } from '../functions/function-registry.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';

/** Whether a call, without OVER, is an aggregation: all are of `system.builtin`. */
export function isAggregateCall(node: FunctionCallNode): boolean {
  const { parts } = node.name;
  const name = parts.at(-1)?.value ?? '';
  const isBuiltin = parts.length === 1 || parts[parts.length - 2]?.value.toLowerCase() === 'builtin';
  return (
    isBuiltin && node.window === undefined && functionsNamed(name).some((fn) => fn.entry.kind === 'AGGREGATE')
  );
}
