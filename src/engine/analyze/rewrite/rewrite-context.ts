import type { Analysis } from '../analysis.ts';
import type { Metadata } from '../../catalog/metadata.ts';
import type { QueryNode } from '../../parse/tree/query.ts';
import type { Explain } from '../../parse/tree/show-statement.ts';
import type { Statement } from '../../parse/tree/statement.ts';
import type { Session } from '../../session/session.ts';
import type { Type } from '../../types/type.ts';

/** What a rewrite may ask. */
export interface RewriteContext {
  readonly session: Session;
  readonly metadata: Metadata;
  readonly plans: PlanInformation;
}

/** `LOGICAL`, `DISTRIBUTED`, … of EXPLAIN. */
export type ExplainType = Extract<Explain['options'][number], { kind: 'explainType' }>['type'];
/** `TEXT`, `JSON`, `GRAPHVIZ` of EXPLAIN. */
export type ExplainFormat = Extract<Explain['options'][number], { kind: 'explainFormat' }>['format'];

/** What the later stages tell of a statement: handed in, because analysis knows nothing of plans. */
export interface PlanInformation {
  /**
   * The text of EXPLAIN for a statement.
   * @throws TrinoError what the statement itself would fail with before it runs
   */
  explain(statement: Statement, type: Exclude<ExplainType, 'VALIDATE'>, format: ExplainFormat): string;
  /** The analysis of a statement whose parameters are bound, and the query that it became. @throws TrinoError */
  describe(statement: Statement): { readonly analysis: Analysis; readonly query?: QueryNode };
  /** Only finds the statement's errors. @throws TrinoError */
  validate(statement: Statement): void;
  /** The estimates of a query's result. @throws TrinoError what the query would fail with before it runs */
  statistics(query: QueryNode): QueryStatistics;
}

/** Estimates of a query's result: unknown parts are absent. */
export interface QueryStatistics {
  readonly rowCount?: number;
  /** In the order of the result. */
  readonly columns: readonly ColumnStatistics[];
}

export interface ColumnStatistics {
  readonly name: string;
  readonly type: Type;
  /** Bytes of all values; absent where a value's size is fixed. */
  readonly dataSize?: number;
  readonly distinctValues?: number;
  /** 0 to 1. */
  readonly nullsFraction?: number;
  /** On Trino's number line for the type. */
  readonly low?: number;
  readonly high?: number;
}
