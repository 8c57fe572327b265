import type { Analysis } from '../analyze/analysis.ts';
import { analyze } from '../analyze/analyze.ts';
import type { Metadata } from '../catalog/metadata.ts';
import { createFragments } from '../fragment/create-fragments.ts';
import { parseStatement } from '../parse/parse.ts';
import { distributePlan, inputsOf, planQuery } from '../plan/plan.ts';
import type { LogicalPlan } from '../plan/plan.ts';
import { planOptionsFor } from '../plan/plan-options.ts';
import { checkSession } from '../session/check-session.ts';
import type { Session } from '../session/session.ts';
import type { Clock } from './clock.ts';
import type { PlannedQuery, TableInput } from './planned-query.ts';
import type { QueryTimings } from './query-timings.ts';

/**
 * Takes statements from text to a plan that can be distributed.
 * @returns a function that throws TrinoError, located where the statement is to blame
 */
export function createPlanner(
  metadata: Metadata,
  clock: Clock,
): (sql: string, session: Session, timings: QueryTimings) => PlannedQuery {
  return (sql, session, timings) => {
    checkSession(session, metadata);
    const started = clock.monotonicNanos();
    const analysis = analyze(parseStatement(sql), { session, metadata });
    const analyzed = clock.monotonicNanos();
    timings.analysisNanos = analyzed - started;
    const logical = planQuery(analysis, metadata);
    timings.planningCpuNanos = clock.monotonicNanos() - analyzed;
    return {
      columns: analysis.columns,
      queryType: 'SELECT',
      warnings: analysis.warnings,
      inputs: tableInputs(logical),
      routines: routinesOf(analysis),
      distribute(cluster) {
        const start = clock.monotonicNanos();
        const subPlan = createFragments(distributePlan(logical, planOptionsFor(cluster)));
        timings.planningCpuNanos += clock.monotonicNanos() - start;
        return subPlan;
      },
    };
  };
}

function tableInputs(plan: LogicalPlan): TableInput[] {
  return inputsOf(plan).map(({ scan, columns }) => ({ ...scan.table.name, columns }));
}

/** Names of the functions that the statement calls, each once. */
function routinesOf(analysis: Analysis): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('functionKind' in value && 'signature' in value) {
      const { name } = (value as { signature: { name: { functionName: string } } }).signature;
      if (!name.functionName.startsWith('$')) names.add(name.functionName);
      return;
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(analysis.query);
  return [...names];
}
