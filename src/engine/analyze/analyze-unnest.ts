import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import type { UnnestNode } from '../parse/tree/relation.ts';
import type { Type } from '../types/type.ts';
import { verifyNoAggregations } from './aggregate-checks.ts';
import type { UnnestAnalysis } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { typeText } from './coerce.ts';
import type { FieldAllocator } from './field-allocator.ts';
import { scopeOf } from './query-context.ts';
import type { QueryContext } from './query-context.ts';
import type { Field, Scope } from './scope.ts';
import { refuseSubqueries } from './refuse-subqueries.ts';
import { SubqueryCollector } from './subquery-collector.ts';

/**
 * UNNEST: an array gives a column, of rows one for each of their fields; a map gives two. Its arguments see what stands to its left.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT for other types
 */
export function analyzeUnnest(node: UnnestNode, context: QueryContext): UnnestAnalysis {
  const { allocator } = context;
  // What stands to the left belongs to the same query.
  const scope: Scope = { ...scopeOf([], context), isBoundary: false };
  const subqueries = new SubqueryCollector(context, scope);
  const args = node.expressions.map((argument) => {
    verifyNoAggregations(argument, 'UNNEST');
    const expression = analyzeExpression(argument, { query: context, scope, subqueries });
    const fields = fieldsOf(expression, allocator);
    if (fields === undefined) {
      // Trino tells no position here.
      throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `Cannot unnest type: ${typeText(expression.type)}`);
    }
    return { expression, fields };
  });
  refuseSubqueries(node.expressions);
  const fields = args.flatMap((argument) => argument.fields);
  if (!node.withOrdinality) {
    return { kind: 'unnest', arguments: args, fields };
  }
  const ordinality: Field = { id: allocator.next('ordinality'), type: { kind: 'bigint' } };
  return { kind: 'unnest', arguments: args, ordinality, fields: [...fields, ordinality] };
}

function fieldsOf({ type }: Expression, allocator: FieldAllocator): readonly Field[] | undefined {
  const field = (of: Type, name?: string): Field => ({
    id: allocator.next(name ?? 'field'),
    type: of,
    ...(name !== undefined && { name }),
  });
  switch (type.kind) {
    case 'array':
      return type.element.kind === 'row'
        ? type.element.fields.map((part) => field(part.type, part.name))
        : [field(type.element)];
    case 'map':
      return [field(type.key), field(type.value)];
    default:
      return undefined;
  }
}
