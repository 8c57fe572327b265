import type { PlanNode } from '../../../generated/worker/types.ts';
import { decodeFunctionName } from '../expressions/resolved-function-name.ts';
import { inlineSchema, isRoutine } from '../routines/routine.ts';
import type { Routine } from '../routines/routine.ts';

/** A call of one in the expressions of a plan, by resolved name. */
const callPattern = new RegExp(`@system@\\${inlineSchema}@[^"\\\\]*`, 'g');

/**
 * The functions that a fragment's expressions call, and those that these call: what `languageFunctions` holds.
 * @param routines of the statement, each behind those it calls
 */
export function calledRoutines(root: PlanNode, routines: readonly Routine[]): readonly Routine[] {
  if (routines.length === 0) return [];
  const ids = new Set<string>();
  for (const [name] of JSON.stringify(root).matchAll(callPattern)) ids.add(decodeFunctionName(name).id);
  for (const { function: fn } of [...routines].reverse()) {
    if (!ids.has(fn.id)) continue;
    for (const called of fn.functionDependencies) if (isRoutine(called)) ids.add(called.id);
  }
  return routines.filter(({ function: fn }) => ids.has(fn.id));
}
