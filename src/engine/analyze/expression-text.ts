import { formatExpression } from '../parse/format/format-expression.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';

/** An expression in an error message: as written, in Trino's formatting. */
export function expressionText(node: ExpressionNode): string {
  return formatExpression(node);
}
