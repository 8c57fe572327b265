import type { ResolvedTable } from '../catalog/metadata.ts';
import type { ColumnMetadata } from '../catalog/connector.ts';
import type { Expression, ResolvedFunction } from '../expressions/expression.ts';
import type { Type } from '../types/type.ts';
import type { Field } from './scope.ts';

/** A statement with every name resolved, every type known and every implicit cast spelled out. */
export interface Analysis {
  readonly query: QueryAnalysis;
  readonly columns: readonly OutputColumn[];
  readonly warnings: readonly AnalysisWarning[];
}

/** A column of the statement's result. */
export interface OutputColumn {
  readonly name: string;
  readonly type: Type;
}

export interface AnalysisWarning {
  readonly code: number;
  readonly name: string;
  readonly message: string;
}

/** A query: its rows, then their order, then the part of them that is wanted. `fields` are its output, in order. */
export interface QueryAnalysis {
  readonly kind: 'query';
  readonly body: BodyAnalysis;
  readonly orderBy: readonly SortKey[];
  /** Rows to leave out. */
  readonly offset?: bigint;
  /** Most rows to give. */
  readonly limit?: bigint;
  /** Rows equal to the last one by `orderBy` come too. */
  readonly withTies: boolean;
  readonly fields: readonly Field[];
}

/** What a query's rows come from. A bare relation is VALUES, TABLE or a query in parentheses. */
export type BodyAnalysis = SelectAnalysis | RelationAnalysis;

/**
 * SELECT. Expressions read fields of `from`; in `having`, `outputs` and the query's `orderBy` they read `grouping`'s keys and
 * aggregates where there is a grouping, and `orderBy` also reads outputs.
 */
export interface SelectAnalysis {
  readonly kind: 'select';
  readonly from: RelationAnalysis;
  readonly where?: Expression;
  readonly grouping?: Grouping;
  readonly having?: Expression;
  readonly outputs: readonly OutputExpression[];
  readonly distinct: boolean;
}

export interface OutputExpression {
  readonly field: Field;
  readonly expression: Expression;
}

/** GROUP BY, or aggregates without it (then `keys` is empty and there is one group, even of no rows). */
export interface Grouping {
  readonly keys: readonly GroupingKey[];
  readonly aggregates: readonly AggregateCall[];
}

/** `expression` reads fields of `from`; its value is symbol `id` above the grouping. */
export interface GroupingKey {
  readonly id: string;
  readonly expression: Expression;
}

/** An aggregate; its result is symbol `id` above the grouping. Arguments read fields of `from` and have their casts. */
export interface AggregateCall {
  readonly id: string;
  /** As the query named it: the plan's symbol is called so. */
  readonly name: string;
  readonly function: ResolvedFunction;
  readonly arguments: readonly Expression[];
  readonly type: Type;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** A relation of FROM. `fields` are its columns, named as its alias says. */
export type RelationAnalysis = TableAnalysis | SubqueryAnalysis | ValuesAnalysis | SingleRowAnalysis;

export interface TableAnalysis {
  readonly kind: 'table';
  readonly table: ResolvedTable;
  /** One for each of `fields`. */
  readonly columns: readonly ColumnMetadata[];
  readonly fields: readonly Field[];
}

/** A query as a relation: `fields` stand for the query's own, one for one. */
export interface SubqueryAnalysis {
  readonly kind: 'subquery';
  readonly query: QueryAnalysis;
  readonly fields: readonly Field[];
}

export interface ValuesAnalysis {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
  readonly fields: readonly Field[];
}

/** No FROM: one row without columns. */
export interface SingleRowAnalysis {
  readonly kind: 'singleRow';
  readonly fields: readonly [];
}
