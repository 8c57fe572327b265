import { TrinoError } from '../errors/trino-error.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import { expressionsIn } from './aggregate-checks.ts';
import { expressionText } from './expression-text.ts';

/**
 * Refuses subqueries in VALUES and UNNEST, where Trino analyses them and then can't plan them: its message has no position.
 * @throws TrinoError GENERIC_INTERNAL_ERROR
 */
export function refuseSubqueries(expressions: readonly ExpressionNode[]): void {
  const [subquery] = expressions.flatMap(findSubqueries);
  if (subquery !== undefined) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Unexpected subquery expression in logical plan: ${expressionText(subquery)}`,
    );
  }
}

/** The scalar subqueries of an expression; not those within another one. */
export function findSubqueries(node: ExpressionNode): readonly ExpressionNode[] {
  return node.kind === 'subquery' ? [node] : expressionsIn(node).flatMap(findSubqueries);
}
