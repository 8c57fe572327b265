import type { ExplainFormat, ExplainType } from '../../../../src/engine/analyze/rewrite/rewrite-context.ts';
import { parseStatement } from '../../../../src/engine/parse/parse.ts';
import { systemClock } from '../../../../src/engine/schedule/clock.ts';
import { planInformation } from '../../../../src/engine/schedule/plan-information.ts';
import { Planning } from '../../../../src/engine/schedule/planner.ts';
import { createTransactionManager } from '../../../../src/engine/transaction/transaction-manager.ts';
import { tpchMetadata } from '../../../support/tpch-metadata.ts';
import { session } from '../../analyze/test-session.ts';

const metadata = tpchMetadata();

/** What EXPLAIN says of a statement in tpch.tiny on a cluster of so many workers. */
export function explained(
  sql: string,
  type: Exclude<ExplainType, 'VALIDATE'> = 'DISTRIBUTED',
  format: ExplainFormat = 'TEXT',
  workers = 2,
): string {
  const planning = new Planning({
    metadata,
    session,
    cluster: () => ({ workers }),
    transactions: createTransactionManager({ clock: systemClock }),
  });
  return planInformation(planning).explain(parseStatement(sql), type, format);
}
