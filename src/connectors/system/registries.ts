import type { TaskInfo } from '../../../generated/worker/types.ts';

/** What a coordinator knows at the moment: what the tables of schema runtime show, asked at each scan and never kept. */
export interface SystemRegistries {
  queries(): Iterable<QueryEntry>;
  nodes(): Iterable<NodeEntry>;
  transactions(): Iterable<TransactionEntry>;
  optimizerRules(): Iterable<OptimizerRuleEntry>;
  /** host:port of all nodes whose tasks can be asked for. */
  taskNodes(): readonly string[];
  /**
   * The tasks that one of these nodes knows, as `GET /v1/task` of the node lists them.
   * @param address host:port
   */
  tasksOf(address: string): Promise<readonly TaskInfo[]>;
  /**
   * Fails a query for an administrator.
   * @returns whether it was running; undefined when there is no such query
   */
  kill(queryId: string, message: string | undefined): boolean | undefined;
}

/** A statement that was submitted. Points in time are ms since 1970. */
export interface QueryEntry {
  readonly queryId: string;
  readonly state: string;
  readonly user: string;
  readonly source?: string | undefined;
  readonly sql: string;
  readonly resourceGroupId: readonly string[];
  readonly queuedMillis: number;
  readonly analysisMillis: number;
  readonly planningMillis: number;
  readonly created: number;
  readonly started?: number | undefined;
  readonly lastHeartbeat: number;
  readonly ended?: number | undefined;
  readonly errorType?: string | undefined;
  readonly errorName?: string | undefined;
}

export interface NodeEntry {
  readonly nodeId: string;
  readonly uri: string;
  readonly version: string;
  readonly coordinator: boolean;
  readonly state: 'active' | 'inactive' | 'shutting_down';
}

export interface TransactionEntry {
  readonly transactionId: string;
  /** As SQL writes it: `READ UNCOMMITTED`. */
  readonly isolationLevel: string;
  readonly readOnly: boolean;
  readonly autoCommit: boolean;
  /** Ms since 1970. */
  readonly created: number;
  readonly idleSeconds: number;
  readonly writtenCatalog?: string | undefined;
  readonly catalogs: readonly string[];
}

/** What a rule of the optimizer did since the node started. */
export interface OptimizerRuleEntry {
  readonly name: string;
  readonly invocations: number;
  /** Invocations that changed the plan. */
  readonly matches: number;
  readonly failures: number;
  /** Of one invocation, nanoseconds. */
  readonly averageNanos: number;
  /** Nanoseconds by the share of invocations that took no longer. */
  readonly percentiles: ReadonlyMap<number, number>;
}
