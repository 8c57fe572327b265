import type { PlanNode } from '../../../generated/worker/types.ts';
import { decodeFunctionName, encodeFunctionName } from '../expressions/resolved-function-name.ts';
import { isRoutine } from '../routines/routine.ts';
import type { Routine } from '../routines/routine.ts';

/**
 * The functions that a fragment's expressions call, and those that these call: what `languageFunctions` holds.
 * @param routines of the statement, each behind those it calls
 */
export function calledRoutines(root: PlanNode, routines: readonly Routine[]): readonly Routine[] {
  if (routines.length === 0) return [];
  const ids = new Set<string>();
  const plan = JSON.stringify(root);
  for (const prefix of new Set(routines.map(namePrefix))) {
    // The rest of a resolved name is base32hex.
    const calls = new RegExp(`${escapePattern(prefix)}[0-9A-Va-v=]*`, 'g');
    for (const [name] of plan.matchAll(calls)) ids.add(decodeFunctionName(unescaped(name)).id);
  }
  for (const { function: fn } of [...routines].reverse()) {
    if (!ids.has(fn.id)) continue;
    for (const called of fn.functionDependencies) if (isRoutine(called)) ids.add(called.id);
  }
  return routines.filter(({ function: fn }) => ids.has(fn.id));
}

/** How resolved names of calls begin in the JSON of a plan: `@catalog@schema@name@`. */
function namePrefix({ function: fn }: Routine): string {
  const name = encodeFunctionName(fn);
  return JSON.stringify(name.slice(0, name.lastIndexOf('@') + 1)).slice(1, -1);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function unescaped(json: string): string {
  return JSON.parse(`"${json}"`) as string;
}
