import { systemClock } from '../../../src/engine/schedule/clock.ts';
import { createPlanner } from '../../../src/engine/schedule/planner.ts';
import { QueryTimings } from '../../../src/engine/schedule/query-timings.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
import { noSessionChanges } from '../../../src/engine/session/session-changes.ts';
import { sessionHeaders } from '../../../src/engine/results/session-headers.ts';
import type { SessionHeaders } from '../../../src/engine/results/session-headers.ts';
import type { Session } from '../../../src/engine/session/session.ts';
import { createTransactionManager } from '../../../src/engine/transaction/transaction-manager.ts';
import type { TransactionManager } from '../../../src/engine/transaction/transaction-manager.ts';
import { metadata, session as defaultSession } from '../analyze/test-session.ts';

/** What a statement without rows answers, or the error as `NAME: message`. */
export interface CommandAnswer {
  readonly updateType?: string | undefined;
  readonly headers?: SessionHeaders;
  readonly error?: string;
}

/** A coordinator's front, as far as statements without tasks need it, over tpch alone. */
export class CommandRunner {
  readonly transactions: TransactionManager = createTransactionManager({ clock: systemClock });
  readonly #plan = createPlanner(metadata, systemClock, () => ({ workers: 1 }), this.transactions);

  /** Takes a statement to its end; of a query only the plan is made. */
  async run(sql: string, change: Partial<Session> = {}): Promise<CommandAnswer> {
    const session = {
      ...defaultSession,
      transactionId: crypto.randomUUID(),
      clientTransactionSupport: true,
      ...change,
    };
    try {
      const plan = this.#plan(sql, session, new QueryTimings(systemClock));
      if (plan.kind === 'query') {
        plan.onEnd?.(undefined);
        return {};
      }
      const changes = noSessionChanges();
      try {
        await plan.command.execute({ changes, signal: new AbortController().signal });
        plan.onEnd?.(undefined);
        return { updateType: plan.updateType, headers: sessionHeaders(changes) };
      } catch (error) {
        if (error instanceof TrinoError) plan.onEnd?.(error);
        throw error;
      }
    } catch (error) {
      if (!(error instanceof TrinoError)) throw error;
      return { error: `${error.errorName}: ${error.message}` };
    }
  }
}
