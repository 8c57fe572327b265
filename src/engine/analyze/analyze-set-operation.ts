import { isComparable } from '../functions/type-traits.ts';
import type { QueryBody, SetOperation } from '../parse/tree/query.ts';
import { commonSuperType } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import type { RelationAnalysis, SetOperationAnalysis } from './analysis.ts';
import { coerce, typeText } from './coerce.ts';
import type { QueryContext } from './query-context.ts';
import { semanticError } from './semantic-error.ts';

/** An operand: handed in, because queries hold set operations. */
type AnalyzeInput = (node: QueryBody, context: QueryContext) => RelationAnalysis;

/**
 * UNION, INTERSECT or EXCEPT: columns get common types, and the names that the first input gives them.
 * @throws TrinoError TYPE_MISMATCH at the operator
 */
export function analyzeSetOperation(
  node: SetOperation,
  context: QueryContext,
  analyzeInput: AnalyzeInput,
): SetOperationAnalysis {
  const { operator, distinct } = node;
  const inputs = [analyzeInput(node.left, context), analyzeInput(node.right, context)];
  const [{ fields: first }] = inputs as [RelationAnalysis, RelationAnalysis];
  const types = first.map(({ type }) => type);
  for (const { fields } of inputs) {
    if (fields.length !== types.length) {
      throw semanticError(
        'TYPE_MISMATCH',
        node,
        `${operator} query has different number of fields: ${types.length}, ${fields.length}`,
      );
    }
    for (const [i, { type }] of fields.entries()) {
      const known = types[i] as Type;
      const common = commonSuperType(known, type);
      if (common === undefined) {
        throw semanticError(
          'TYPE_MISMATCH',
          node,
          `column ${i + 1} in ${operator} query has incompatible types: ${typeText(known)}, ${typeText(type)}`,
        );
      }
      types[i] = common;
    }
  }
  // Only UNION ALL compares nothing.
  const incomparable = types.find((type) => !isComparable(type));
  if (incomparable !== undefined && (operator !== 'UNION' || distinct)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Type ${typeText(incomparable)} is not comparable and therefore cannot be used in ${operator}${operator === 'UNION' ? ' DISTINCT' : ''}`,
    );
  }
  return {
    kind: 'setOperation',
    operator,
    distinct,
    inputs: inputs.map((relation) => ({
      relation,
      outputs: relation.fields.map(({ id, type }, i) =>
        coerce({ kind: 'symbol', name: id, type }, types[i] as Type),
      ),
    })),
    fields: first.map((field, i) => ({
      ...field,
      id: context.allocator.next(field.name ?? 'field'),
      type: types[i] as Type,
    })),
  };
}
