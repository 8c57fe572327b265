import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { formatExpression } from '../../parse/format/format-expression.ts';
import { semanticError } from '../semantic-error.ts';

/**
 * The value of a parameter may name no columns, nor anything that could be one.
 * @throws TrinoError INVALID_PARAMETER_USAGE; EXPRESSION_NOT_CONSTANT, at the whole expression; GENERIC_INTERNAL_ERROR for a subquery, as in Trino
 */
export function checkConstant(expression: ExpressionNode): void {
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const item of part) visit(item);
      return;
    }
    if (typeof part !== 'object' || part === null) return;
    switch ('kind' in part ? part.kind : undefined) {
      case 'identifier':
      case 'dereference':
        throw semanticError(
          'EXPRESSION_NOT_CONSTANT',
          expression,
          'Constant expression cannot contain column references',
        );
      case 'parameter':
        throw semanticError('INVALID_PARAMETER_USAGE', part as SyntaxNode, 'No value provided for parameter');
      // Names of functions, types and their fields.
      case 'qualifiedName':
      case 'genericDataType':
      case 'dateTimeDataType':
      case 'intervalDataType':
      case 'rowDataType':
        return;
      case 'subquery':
        throw new TrinoError(
          'GENERIC_INTERNAL_ERROR',
          `Unexpected subquery expression in logical plan: ${formatExpression(part as ExpressionNode)}`,
        );
      default:
        for (const child of Object.values(part)) visit(child);
    }
  };
  visit(expression);
}
