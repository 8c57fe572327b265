import type { Type } from '../types/type.ts';

/**
 * A typed expression: what the analyser makes of syntax, what the planner puts into plan nodes (as text, by
 * `printExpression`) and what a worker reads back from a fragment (`readExpression`) before it writes DuckDB SQL.
 * Sugar is gone, coercions are explicit `cast`s, names are symbols.
 */
export type Expression =
  | ConstantExpression
  | SymbolExpression
  | CallExpression
  | ArithmeticExpression
  | NegationExpression
  | ComparisonExpression
  | LogicalExpression
  | NotExpression
  | IsNullExpression
  | BetweenExpression
  | InExpression
  | CaseExpression
  | CoalesceExpression
  | NullIfExpression
  | CastExpression
  | RowExpression
  | SubscriptExpression
  | LambdaExpression
  | BindExpression;

/**
 * A constant in its stack form, chosen by its type: boolean → boolean; tinyint…integer, date, interval year to month →
 * number; bigint, decimals (unscaled), time, timestamp(p<=6), interval day to second → bigint; real, double → number;
 * varchar, char, json → string; varbinary and everything else stored as bytes → Uint8Array; timestamp(p>6) → `{ micros, picos }`;
 * with time zone → `{ millis, picosOfMilli, zoneKey }`; NULL → null.
 */
export interface ConstantExpression {
  readonly kind: 'constant';
  readonly type: Type;
  readonly value: ConstantValue;
  /** During analysis, of the value of a parameter: its position, or in a described statement where the type that is wanted is noted. */
  readonly parameter?: number | { type?: Type };
}

export type ConstantValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | { readonly micros: bigint; readonly picos: number }
  | { readonly millis: bigint; readonly picosOfMilli: number; readonly zoneKey: number };

export interface SymbolExpression {
  readonly kind: 'symbol';
  readonly type: Type;
  readonly name: string;
}

/** A call of a resolved function; `function` is what travels on the wire, see ResolvedFunction in worker.yaml. */
export interface CallExpression {
  readonly kind: 'call';
  readonly type: Type;
  readonly function: ResolvedFunction;
  readonly arguments: readonly Expression[];
}

/** The identity of a resolved function, field for field as Trino writes it (PROTOCOL 5.8). */
export interface ResolvedFunction {
  readonly signature: {
    readonly name: {
      readonly catalogName: string;
      readonly schemaName: string;
      readonly functionName: string;
    };
    readonly returnType: string;
    readonly argumentTypes: readonly string[];
  };
  readonly catalogHandle: string;
  readonly id: string;
  readonly functionKind: 'SCALAR' | 'AGGREGATE' | 'WINDOW' | 'TABLE';
  readonly deterministic: boolean;
  readonly functionNullability: {
    readonly returnNullable: boolean;
    readonly argumentNullable: readonly boolean[];
  };
  readonly typeDependencies: Readonly<Record<string, string>>;
  readonly functionDependencies: readonly ResolvedFunction[];
}

export interface ArithmeticExpression {
  readonly kind: 'arithmetic';
  readonly type: Type;
  readonly operator: '+' | '-' | '*' | '/' | '%';
  readonly left: Expression;
  readonly right: Expression;
}

export interface NegationExpression {
  readonly kind: 'negation';
  readonly type: Type;
  readonly value: Expression;
}

export interface ComparisonExpression {
  readonly kind: 'comparison';
  readonly type: Type;
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=' | 'IS DISTINCT FROM';
  readonly left: Expression;
  readonly right: Expression;
}

export interface LogicalExpression {
  readonly kind: 'logical';
  readonly type: Type;
  readonly operator: 'AND' | 'OR';
  readonly terms: readonly Expression[];
}

export interface NotExpression {
  readonly kind: 'not';
  readonly type: Type;
  readonly value: Expression;
}

/** `x IS NULL`; `IS NOT NULL` is `not` over it. */
export interface IsNullExpression {
  readonly kind: 'isNull';
  readonly type: Type;
  readonly value: Expression;
}

export interface BetweenExpression {
  readonly kind: 'between';
  readonly type: Type;
  readonly value: Expression;
  readonly min: Expression;
  readonly max: Expression;
}

export interface InExpression {
  readonly kind: 'in';
  readonly type: Type;
  readonly value: Expression;
  readonly list: readonly Expression[];
}

/** Searched CASE; a simple CASE keeps its operand. */
export interface CaseExpression {
  readonly kind: 'case';
  readonly type: Type;
  readonly operand?: Expression;
  readonly whens: readonly { readonly condition: Expression; readonly result: Expression }[];
  readonly defaultValue: Expression | null;
}

export interface CoalesceExpression {
  readonly kind: 'coalesce';
  readonly type: Type;
  readonly operands: readonly Expression[];
}

export interface NullIfExpression {
  readonly kind: 'nullIf';
  readonly type: Type;
  readonly first: Expression;
  readonly second: Expression;
}

export interface CastExpression {
  readonly kind: 'cast';
  readonly type: Type;
  readonly value: Expression;
  /** TRY_CAST: NULL instead of an error. */
  readonly safe: boolean;
}

export interface RowExpression {
  readonly kind: 'row';
  readonly type: Type;
  readonly fields: readonly Expression[];
}

/** `array[i]`, `map[k]`, `row[n]` with n from 1. */
export interface SubscriptExpression {
  readonly kind: 'subscript';
  readonly type: Type;
  readonly base: Expression;
  readonly index: Expression;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly type: Type;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly body: Expression;
}

/** `"$INTERNAL$BIND"(captured..., lambda)`: values bound to a lambda's first parameters. */
export interface BindExpression {
  readonly kind: 'bind';
  readonly type: Type;
  readonly values: readonly Expression[];
  readonly lambda: Expression;
}
