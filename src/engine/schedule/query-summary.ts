import type { BasicQueryInfo, QueryInfo } from '../../../generated/coordinator/types.ts';

/** What stays of an ended query when its plan and its tasks are dropped. */
export interface QuerySummary {
  readonly info: QueryInfo;
  readonly basic: BasicQueryInfo;
}
