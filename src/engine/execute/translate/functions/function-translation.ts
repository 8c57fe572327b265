import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import type { QuerySession } from '../query-session.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';

/**
 * How DuckDB computes a call of one of Trino's functions.
 * @param call the call, with its resolved function and typed arguments
 * @param translate makes DuckDB's form of an argument
 * @param session what its value may depend on beside
 */
export type FunctionTranslation = (
  call: CallExpression,
  translate: (argument: Expression) => SqlExpression,
  session: QuerySession,
) => SqlExpression;

/** Translations by function name; a name stands for all its overloads. */
export type FunctionTranslations = Readonly<Record<string, FunctionTranslation>>;

/** A function whose arguments are all evaluated. */
export function ofArguments(
  make: (values: readonly SqlExpression[], call: CallExpression) => SqlExpression,
): FunctionTranslation {
  return (call, translate) => make(call.arguments.map(translate), call);
}

/** The n-th argument; the resolved signature says that it's there. @param index from 0 */
export function argument<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new Error(`Argument ${index + 1} is missing`);
  return value;
}
