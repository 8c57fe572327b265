import type { IrRowPattern, RowsPerMatch, SkipToPosition } from '../../../generated/worker/types.ts';
import type { PatternExpression } from './row-pattern/pattern-values.ts';
import type { ResolvedTable } from '../catalog/metadata.ts';
import type { ColumnMetadata, WireHandle } from '../catalog/connector.ts';
import type { ErrorLocation } from '../errors/trino-error.ts';
import type { Expression, ResolvedFunction } from '../expressions/expression.ts';
import type { Routine } from '../routines/routine.ts';
import type { Type } from '../types/type.ts';
import type { WriteAnalysis } from './analyze-write.ts';
import type { Field } from './scope.ts';

/** A statement with every name resolved, every type known and every implicit cast spelled out. */
export interface Analysis {
  readonly query: QueryAnalysis;
  /** What the query's rows are written to: the statement itself gives one row, their number. */
  readonly write?: WriteAnalysis;
  /** Text such as `INSERT`, of statements that write. */
  readonly updateType?: 'INSERT' | 'CREATE TABLE' | 'ANALYZE';
  readonly columns: readonly OutputColumn[];
  readonly warnings: readonly AnalysisWarning[];
  /** Functions that the statement brings along, those of WITH FUNCTION. */
  readonly routines?: readonly Routine[];
  /** Subqueries of expressions, by the symbol that stands for their value. */
  readonly subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>;
}

/**
 * A subquery within an expression. The expression reads its value as symbol `id`. The query may read fields of the relations around
 * it (it is correlated then): symbols that are fields of an enclosing scope. In the outputs of a grouped SELECT such a field is one
 * that a grouping key is. Equal subqueries of a SELECT have one id, but on one side of its grouping only. `location`: where the planner says that it can't be planned: start of the query, EXISTS, or the predicate IN.
 */
export type SubqueryExpressionAnalysis =
  | ScalarSubqueryAnalysis
  | ExistsAnalysis
  | InSubqueryAnalysis
  | QuantifiedComparisonAnalysis;

/** `(SELECT …)`: one value (of several columns a row), NULL where there is no row, an error where there are several. */
export interface ScalarSubqueryAnalysis {
  readonly kind: 'scalar';
  readonly id: string;
  readonly location: ErrorLocation;
  readonly query: QueryAnalysis;
  /** Over fields of `query`: its column, or a row of its columns. */
  readonly output: Expression;
  readonly type: Type;
}

export interface ExistsAnalysis {
  readonly kind: 'exists';
  readonly id: string;
  readonly location: ErrorLocation;
  readonly query: QueryAnalysis;
  readonly type: Type;
}

/** `value IN (SELECT …)`; NOT IN is `not` over the symbol. */
export interface InSubqueryAnalysis {
  readonly kind: 'in';
  readonly id: string;
  readonly location: ErrorLocation;
  readonly query: QueryAnalysis;
  /** Of the expression's scope, cast to the common type. */
  readonly value: Expression;
  /** Over fields of `query`, cast to the common type. */
  readonly output: Expression;
  readonly type: Type;
}

/** `value operator ANY|ALL (SELECT …)`; SOME is ANY. */
export interface QuantifiedComparisonAnalysis {
  readonly kind: 'quantified';
  readonly id: string;
  readonly location: ErrorLocation;
  /** Where the query starts: where comparisons that ask its extremes are refused. */
  readonly queryLocation: ErrorLocation;
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly quantifier: 'ANY' | 'ALL';
  readonly query: QueryAnalysis;
  readonly value: Expression;
  readonly output: Expression;
  readonly type: Type;
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
  /** Computed after HAVING; `outputs` and the query's `orderBy` read them as symbols. */
  readonly windows?: readonly WindowCall[];
  /** Measures of windows with a row pattern: read like the functions. */
  readonly windowMeasures?: readonly WindowMeasure[];
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
  /**
   * GROUPING SETS, ROLLUP and CUBE, crossed and spelled out: the ids of the keys of each set. Absent: one set of all keys. In a set
   * without it a key is NULL above the grouping.
   */
  readonly sets?: readonly (readonly string[])[];
  readonly aggregates: readonly AggregateCall[];
  /** GROUPING(…): symbol `id` above the grouping, a bit a key, 1 where the row's set is without it, the first key's bit the highest. */
  readonly groupingOperations?: readonly {
    readonly id: string;
    readonly keys: readonly string[];
    readonly type: Type;
  }[];
}

/**
 * `expression` reads fields of `from`; its value is symbol `id` above the grouping. A key that is a column of `from` has the column's
 * own id, so that correlated subqueries above the grouping read it as they do below. Columns come before what is computed.
 */
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
  readonly distinct: boolean;
  /** Rows for which it isn't true don't count. Reads fields of `from`. */
  readonly filter?: Expression;
  /** ORDER BY within the call. Reads fields of `from`. */
  readonly orderBy: readonly SortKey[];
  readonly type: Type;
}

/**
 * A function over a window; its result is symbol `id`. Expressions read what `outputs` may read, and have their casts.
 */
export interface WindowCall {
  readonly id: string;
  /** As the query named it: the plan's symbol is called so. */
  readonly name: string;
  readonly function: ResolvedFunction;
  readonly arguments: readonly Expression[];
  readonly ignoreNulls: boolean;
  readonly type: Type;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame: FrameAnalysis;
}

/** A measure of a window with a row pattern; its value is symbol `id`. */
export interface WindowMeasure {
  readonly id: string;
  /** As the query named it: the plan's symbol is called so. */
  readonly name: string;
  readonly type: Type;
  readonly value: PatternExpression;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame: FrameAnalysis & { readonly pattern: WindowPattern };
}

export interface FrameAnalysis {
  readonly type: 'RANGE' | 'ROWS' | 'GROUPS';
  readonly start: FrameBoundAnalysis;
  readonly end: FrameBoundAnalysis;
  /** Which rows of the frame count; absent: all. */
  readonly pattern?: WindowPattern;
}

/** The row pattern of a window: looked for from each row on, within the frame. */
export interface WindowPattern extends RowPatternAnalysis {
  /** The same for windows that are written alike, so that one search serves all that is over them. */
  readonly id: string;
  /** Whether a match has to start at the row; otherwise it may start behind it. */
  readonly initial: boolean;
  readonly measures: readonly WindowPatternMeasure[];
}

export interface WindowPatternMeasure {
  /** Its name as it is compared: in upper case unless it was quoted. */
  readonly name: string;
  readonly value: PatternExpression;
}

export interface FrameBoundAnalysis {
  readonly type: 'UNBOUNDED_PRECEDING' | 'PRECEDING' | 'CURRENT_ROW' | 'FOLLOWING' | 'UNBOUNDED_FOLLOWING';
  /** How far away: a bigint for ROWS and GROUPS. */
  readonly value?: Expression;
  /** Of RANGE: the sort key so far away, and the sort key in that type. */
  readonly end?: Expression;
  readonly key?: Expression;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** A relation of FROM. `fields` are its columns, named as its alias says. */
export type RelationAnalysis =
  | TableAnalysis
  | SubqueryAnalysis
  | ValuesAnalysis
  | SingleRowAnalysis
  | JoinAnalysis
  | SetOperationAnalysis
  | UnnestAnalysis
  | RecursionAnalysis
  | RecursiveReferenceAnalysis
  | SampleAnalysis
  | TableFunctionAnalysis
  | PatternRecognitionAnalysis;

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
  /** The query may read fields of the relations to its left: LATERAL. */
  readonly lateral?: true;
  /** Of LATERAL: the query's start, where the planner says that it can't be planned. */
  readonly location?: ErrorLocation;
}

/**
 * A join; a comma is CROSS. `fields` are those of the left side, then those of the right side (the same objects), except that columns
 * of USING and NATURAL JOIN come first, once each, as fields of their own.
 */
export interface JoinAnalysis {
  readonly kind: 'join';
  readonly type: 'CROSS' | 'INNER' | 'LEFT' | 'RIGHT' | 'FULL';
  readonly left: RelationAnalysis;
  /** Reads fields of the left side where it is LATERAL or UNNEST. */
  readonly right: RelationAnalysis;
  /** ON: over the fields of both sides; may hold subqueries. */
  readonly condition?: Expression;
  /** USING: equal columns under one name, both cast to the field's type. */
  readonly using?: readonly {
    readonly field: Field;
    readonly left: Expression;
    readonly right: Expression;
  }[];
  readonly fields: readonly Field[];
}

/** UNION, INTERSECT, EXCEPT of relations of equal width. */
export interface SetOperationAnalysis {
  readonly kind: 'setOperation';
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
  /** Without ALL. */
  readonly distinct: boolean;
  /** Two or more, only UNION is flattened. `outputs`: one for each of `fields`, over the relation's fields, cast to the common type. */
  readonly inputs: readonly {
    readonly relation: RelationAnalysis;
    readonly outputs: readonly Expression[];
  }[];
  readonly fields: readonly Field[];
}

/** `TABLE(name(…))`. `fields` are what the function gives. */
export interface TableFunctionAnalysis {
  readonly kind: 'tableFunction';
  readonly name: string;
  readonly handle: WireHandle;
  /** The table it works on, row by row; absent: it makes its rows by itself. */
  readonly input?: RelationAnalysis;
  /** Fields of `input` that it reads, in the order in which it does. */
  readonly required?: readonly string[];
  /** What the table is called: the relation's alias must be another. */
  readonly inputName?: readonly string[];
  readonly fields: readonly Field[];
}

/** What MATCH_RECOGNIZE and a window with a row pattern have in common. */
export interface RowPatternAnalysis {
  readonly skip: { readonly position: SkipToPosition; readonly label?: string };
  readonly pattern: IrRowPattern;
  /** Labels of each union of variables. */
  readonly subsets: ReadonlyMap<string, readonly string[]>;
  /** The condition of each variable. */
  readonly definitions: readonly (readonly [label: string, condition: PatternExpression])[];
}

/** MATCH_RECOGNIZE over `input`. */
export interface PatternRecognitionAnalysis extends RowPatternAnalysis {
  readonly kind: 'patternRecognition';
  readonly input: RelationAnalysis;
  /** Fields of the input. */
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly measures: readonly { readonly field: Field; readonly value: PatternExpression }[];
  readonly rowsPerMatch: Exclude<RowsPerMatch, 'WINDOW'>;
  /** Fields of the input that come out, under new ids. */
  readonly passed: readonly { readonly field: Field; readonly from: string }[];
  readonly fields: readonly Field[];
}

/** TABLESAMPLE: rows, or with SYSTEM splits, each with the probability `ratio`. `fields` are those of the relation. */
export interface SampleAnalysis {
  readonly kind: 'sample';
  readonly relation: RelationAnalysis;
  readonly type: 'BERNOULLI' | 'SYSTEM';
  /** 0 to 1. */
  readonly ratio: number;
  readonly fields: readonly Field[];
}

/** A query of WITH RECURSIVE that names itself: the rows of `base`, and of each step over those of the step before. */
export interface RecursionAnalysis {
  readonly kind: 'recursion';
  readonly base: RelationAnalysis;
  readonly step: RelationAnalysis;
  /** One for each of `fields`, over fields of `step`, in the types of the base. */
  readonly outputs: readonly Expression[];
  /** Where the step reads the rows of the step before. */
  readonly previous: RecursiveReferenceAnalysis;
  /** Without ALL. */
  readonly distinct: boolean;
  /** The step has an ORDER BY, which stock can't plan. */
  readonly ordered: boolean;
  readonly fields: readonly Field[];
}

/** The name of a recursion within its step: the rows of the step before. */
export interface RecursiveReferenceAnalysis {
  readonly kind: 'recursiveReference';
  readonly id: string;
  readonly fields: readonly Field[];
}

/** UNNEST: `arguments` (arrays, maps) may read fields to the left; each gives its `fields`, in the order of `fields`. */
export interface UnnestAnalysis {
  readonly kind: 'unnest';
  readonly arguments: readonly { readonly expression: Expression; readonly fields: readonly Field[] }[];
  readonly ordinality?: Field;
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
