import type { Expression } from '../expressions/expression.ts';
import { isOrderable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { OrderBy } from '../parse/tree/order-by.ts';
import type { SortKey } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';

/** How a key is analysed: in a context, or by the caller itself, who may have to lift it above a grouping. */
export type SortKeyAnalyzer = (
  key: ExpressionNode,
) => { readonly key: ExpressionNode; readonly context: ExpressionContext } | Expression;

/**
 * The keys of ORDER BY; a whole number alone is the position of an output.
 * @param owner the query: where Trino reports a type without order
 */
export function analyzeSortKeys(
  orderBy: OrderBy | undefined,
  owner: SyntaxNode,
  outputs: readonly Field[],
  analyze: SortKeyAnalyzer,
): readonly SortKey[] {
  return (orderBy?.items ?? []).map(({ key, descending, nulls }) => {
    const expression = key.kind === 'longLiteral' ? outputAt(key, outputs) : evaluate(analyze(key));
    if (!isOrderable(expression.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        owner,
        `Type ${typeText(expression.type)} is not orderable, and therefore cannot be used in ORDER BY: ${keyText(key)}`,
      );
    }
    return { expression, descending, nullsFirst: nulls === 'FIRST' };
  });
}

/** A position is the output it means, as Trino writes it. */
function keyText(key: ExpressionNode): string {
  return key.kind === 'longLiteral' ? `:input(${Number(key.value) - 1})` : expressionText(key);
}

function evaluate(analyzed: ReturnType<SortKeyAnalyzer>): Expression {
  return 'context' in analyzed ? analyzeExpression(analyzed.key, analyzed.context) : analyzed;
}

function outputAt(
  node: ExpressionNode & { readonly kind: 'longLiteral' },
  outputs: readonly Field[],
): Expression {
  const field = outputs[Number(node.value) - 1];
  if (field === undefined) {
    throw semanticError(
      'INVALID_COLUMN_REFERENCE',
      node,
      `ORDER BY position ${node.value} is not in select list`,
    );
  }
  return { kind: 'symbol', name: field.id, type: field.type };
}
