import type { PlanSession } from '../plan-session.ts';
import type { Translation } from '../translation.ts';

/** What a subquery is planned within. */
export interface SubqueryScope {
  readonly session: PlanSession;
  /** Of the enclosing query: subqueries read it, and their values become known to it. */
  readonly translation: Translation;
}
