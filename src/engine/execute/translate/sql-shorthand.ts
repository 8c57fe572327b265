import type { ErrorName } from '../../errors/error-codes.ts';
import type {
  SqlAggregate,
  SqlExpression,
  SqlFrame,
  SqlFunction,
  SqlOperator,
  SqlOrdering,
  SqlWindowFunction,
} from '../duckdb/sql/sql-expression.ts';
import { named } from '../duckdb/sql/sql-type.ts';
import type { SqlType } from '../duckdb/sql/sql-type.ts';

/** Short makers of DuckDB expressions, for translations that read like the SQL they make. */

export const bigint = named('BIGINT');
export const hugeint = named('HUGEINT');
export const integer = named('INTEGER');
export const double = named('DOUBLE');
export const boolean = named('BOOLEAN');
export const varchar = named('VARCHAR');

export function fn(name: SqlFunction, ...values: readonly SqlExpression[]): SqlExpression {
  return { kind: 'call', name, arguments: values };
}

export function binary(left: SqlExpression, operator: SqlOperator, right: SqlExpression): SqlExpression {
  return { kind: 'binary', operator, left, right };
}

export function cast(value: SqlExpression, type: SqlType): SqlExpression {
  return { kind: 'cast', value, type, safe: false };
}

export function tryCast(value: SqlExpression, type: SqlType): SqlExpression {
  return { kind: 'cast', value, type, safe: true };
}

export function and(...terms: readonly SqlExpression[]): SqlExpression {
  return { kind: 'logical', operator: 'AND', terms };
}

export function or(...terms: readonly SqlExpression[]): SqlExpression {
  return { kind: 'logical', operator: 'OR', terms };
}

export function not(value: SqlExpression): SqlExpression {
  return { kind: 'not', value };
}

export function isNull(value: SqlExpression): SqlExpression {
  return { kind: 'isNull', value, negated: false };
}

export function isNotNull(value: SqlExpression): SqlExpression {
  return { kind: 'isNull', value, negated: true };
}

/** A whole number of a type; every literal carries its cast, or DuckDB would narrow it to the other side's type. */
export function whole(value: number | bigint, type: SqlType = bigint): SqlExpression {
  return { kind: 'constant', text: String(value), type };
}

export function constant(text: string, type: SqlType): SqlExpression {
  return { kind: 'constant', text, type };
}

export function text(value: string): SqlExpression {
  return { kind: 'text', value };
}

export function field(value: SqlExpression, name: string): SqlExpression {
  return { kind: 'field', value, name };
}

/** `name(values) OVER (…)`. */
export function windowCall(
  name: SqlWindowFunction | SqlAggregate,
  values: readonly SqlExpression[],
  over: {
    readonly partitionBy?: readonly SqlExpression[];
    readonly orderBy?: readonly SqlOrdering[];
    readonly frame?: SqlFrame;
  },
): SqlExpression {
  return { kind: 'window', name, arguments: values, partitionBy: [], orderBy: [], ...over };
}

/** `CASE WHEN condition THEN result … ELSE otherwise END`. */
export function when(
  whens: readonly (readonly [condition: SqlExpression, result: SqlExpression])[],
  otherwise?: SqlExpression,
): SqlExpression {
  const branches = whens.map(([condition, result]) => ({ condition, result }));
  return otherwise === undefined
    ? { kind: 'case', whens: branches }
    : { kind: 'case', whens: branches, otherwise };
}

/** Texts joined; NULL when one is. */
export function concat(...parts: readonly SqlExpression[]): SqlExpression {
  return parts.slice(1).reduce((left, right) => binary(left, '||', right), parts[0] as SqlExpression);
}

/**
 * Fails the statement with Trino's error when a row gets there. DuckDB's `error` is volatile: it is never called while a
 * statement is planned, and only for rows whose CASE branch it is in.
 * @param message parts that are joined; those that aren't text are values of the row
 */
export function raise(
  name: ErrorName,
  type: SqlType,
  ...message: readonly (string | SqlExpression)[]
): SqlExpression {
  const [first, ...rest] = message.map((part) =>
    typeof part === 'string' ? text(part) : cast(part, varchar),
  );
  const head = text(`${errorMark}${name}${errorMark}`);
  return cast(fn('error', concat(head, first as SqlExpression, ...rest)), type);
}

/** Around the error's name in what `raise` makes DuckDB say. */
export const errorMark = '#';
