import { TrinoError } from '../errors/trino-error.ts';
import { some } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { simplify } from '../expressions/simplify.ts';

/**
 * Refuses calls of aggregates and window functions where each row is computed alone: analysis lets them pass in VALUES, as stock's does.
 * Branches that are never taken may hold some.
 * @throws TrinoError GENERIC_INTERNAL_ERROR, in stock's words
 */
export function refuseAggregateCalls(expression: Expression): void {
  some(simplify(expression), (part) => {
    if (part.kind !== 'call' || part.function.functionKind === 'SCALAR') return false;
    const signature = part.function.id
      .replace(/^[^<(]+/, '')
      .replace(/^<[^>]*>/, (variables) => variables.replace(/(?<=[<,])\w+/g, (name) => name.toUpperCase()));
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `java.lang.RuntimeException: java.lang.IllegalArgumentException: ${signature} is not a scalar function`,
    );
  });
}
