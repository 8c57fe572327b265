import type { Command } from '../commands/command.ts';
import type { TrinoError } from '../errors/trino-error.ts';
import type { Type } from '../types/type.ts';
import type { ExplainedPlan } from '../plan/explain/explain-plan.ts';
import type { SubPlan } from './query-scheduler.ts';

/** A statement after analysis: it runs as tasks, or the coordinator carries it out by itself. */
export type PlannedStatement = PlannedQuery | PlannedCommand;

/** Trino's kinds of statements (`queryType` of `QueryInfo`). */
export type QueryType =
  | 'SELECT'
  | 'EXPLAIN'
  | 'DESCRIBE'
  | 'INSERT'
  | 'UPDATE'
  | 'DELETE'
  | 'MERGE'
  | 'ANALYZE'
  | 'DATA_DEFINITION'
  | 'ALTER_TABLE_EXECUTE';

/** What the client and the console learn of a statement. */
interface StatementDescription {
  readonly columns: readonly OutputColumn[];
  /** Absent for commands such as PREPARE that Trino gives no kind. */
  readonly queryType?: QueryType;
  /** Text such as `CREATE TABLE`; absent for queries. */
  readonly updateType?: string;
  readonly warnings: readonly QueryWarning[];
  readonly inputs: readonly TableInput[];
  readonly routines: readonly string[];
  /** The SQL of the prepared statement that EXECUTE ran: `preparedQuery` of `QueryInfo`. */
  readonly preparedQuery?: string;
  /** To be called once, when the statement is over, however it ended: its transaction learns of it. */
  onEnd?(error: TrinoError | undefined): void;
}

/** A statement that runs as tasks. */
export interface PlannedQuery extends StatementDescription {
  readonly kind: 'query';
  /** The one row that it answers with holds the number of rows written: `updateCount`. */
  readonly countsRows?: boolean;
  /** The plan as it was last distributed, with what is needed to tell of it. */
  explained?(): ExplainedPlan | undefined;
  /** Optimizes and cuts the plan for so many workers. */
  distribute(cluster: { readonly workers: number }): SubPlan;
  /**
   * The query failed: nothing of what it has written stays. Absent for
   * queries that don't write; does nothing for what has been written in full.
   */
  abandon?(): void;
}

/** A statement without tasks and rows. */
export interface PlannedCommand extends StatementDescription {
  readonly kind: 'command';
  readonly command: Command;
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
