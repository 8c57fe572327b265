import type { Type } from '../types/type.ts';
import type { SubPlan } from './query-scheduler.ts';

/** A statement after analysis: what the client and the console learn of it, and how its fragments are made. */
export interface PlannedQuery {
  readonly columns: readonly OutputColumn[];
  readonly queryType: 'SELECT' | 'EXPLAIN' | 'DESCRIBE';
  /** Text such as `CREATE TABLE`; absent for queries. */
  readonly updateType?: string;
  readonly warnings: readonly QueryWarning[];
  readonly inputs: readonly TableInput[];
  readonly routines: readonly string[];
  /** Optimizes and cuts the plan for so many workers. */
  distribute(cluster: { readonly workers: number }): SubPlan;
}

/** What the client is told besides the rows: REDUNDANT_ORDER_BY and the like. */
export interface QueryWarning {
  readonly code: number;
  readonly name: string;
  readonly message: string;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: Type;
}

/** A table that the statement reads, with the columns used. */
export interface TableInput {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly OutputColumn[];
}
