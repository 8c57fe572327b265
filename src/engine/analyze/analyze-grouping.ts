import { mapChildren, some } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { GroupBy } from '../parse/tree/query.ts';
import { findAggregations, verifyNoAggregations } from './aggregate-checks.ts';
import type { AggregateCall, GroupingKey } from './analysis.ts';
import { resolveAggregate } from './analyze-call.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { Field } from './scope.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/** The aggregates of one SELECT: equal calls are computed once. */
export class AggregateCollector {
  readonly calls: AggregateCall[] = [];
  readonly #allocator: FieldAllocator;

  constructor(allocator: FieldAllocator) {
    this.#allocator = allocator;
  }

  /**
   * The value of a call above the grouping.
   * @param context the scope of its arguments
   * @param outputs fields that only exist above the grouping, which arguments can't read
   */
  add(node: FunctionCallNode, context: ExpressionContext, outputs: readonly Field[] = []): Expression {
    const nested = node.arguments.flatMap(findAggregations);
    if (nested.length > 0) {
      throw semanticError(
        'NESTED_AGGREGATION',
        node,
        `Cannot nest aggregations inside aggregation '${node.name.parts.at(-1)?.value.toLowerCase() ?? ''}': [${nested.map(expressionText).join(', ')}]`,
      );
    }
    const args = node.arguments.map((argument) => analyzeArgument(argument, context, outputs));
    const { name, binding, arguments: coerced } = resolveAggregate(node, args);
    if (node.distinct) {
      throw notSupported(node, 'DISTINCT in an aggregation');
    }
    if (node.filter !== undefined) {
      throw notSupported(node.filter, 'FILTER of an aggregation');
    }
    if (node.orderBy !== undefined) {
      throw notSupported(node.orderBy, 'ORDER BY in an aggregation');
    }
    let call = this.calls.find(
      (known) =>
        known.function.id === binding.function.id &&
        known.arguments.length === coerced.length &&
        known.arguments.every((argument, i) => sameExpression(argument, coerced[i] as Expression)),
    );
    if (call === undefined) {
      call = {
        id: this.#allocator.next(name),
        name,
        function: binding.function,
        arguments: coerced,
        distinct: false,
        orderBy: [],
        type: binding.returnType,
      };
      this.calls.push(call);
    }
    return { kind: 'symbol', name: call.id, type: call.type };
  }
}

function analyzeArgument(
  node: ExpressionNode,
  { session, scope }: ExpressionContext,
  outputs: readonly Field[],
): Expression {
  const argument = analyzeExpression(node, { session, scope });
  if (some(argument, (part) => part.kind === 'symbol' && outputs.some(({ id }) => id === part.name))) {
    throw semanticError(
      'COLUMN_NOT_FOUND',
      node,
      'Invalid reference to output projection attribute from ORDER BY aggregation',
    );
  }
  return argument;
}

/**
 * The keys of GROUP BY.
 * @param outputs the expressions of SELECT, which whole numbers refer to
 * @param owner the SELECT: where Trino reports a type that can't be compared
 * @throws TrinoError INVALID_COLUMN_REFERENCE, EXPRESSION_NOT_SCALAR, TYPE_MISMATCH, …
 */
export function analyzeGroupingKeys(
  groupBy: GroupBy,
  outputs: readonly (ExpressionNode | Field | Expression)[],
  context: ExpressionContext,
  allocator: FieldAllocator,
  owner: SyntaxNode,
): readonly GroupingKey[] {
  const keys: GroupingKey[] = [];
  for (const element of groupBy.elements) {
    if (element.kind !== 'simpleGroupBy') {
      throw notSupported(element, element.type === 'EXPLICIT' ? 'GROUPING SETS' : element.type);
    }
    for (const column of element.columns) {
      const expression = analyzeKey(column, outputs, context);
      if (!isComparable(expression.type)) {
        throw semanticError(
          'TYPE_MISMATCH',
          owner,
          `${typeText(expression.type)} is not comparable, and therefore cannot be used in GROUP BY`,
        );
      }
      if (!keys.some((key) => sameExpression(key.expression, expression))) {
        const name = expression.kind === 'symbol' ? expression.name.replace(/#\d+$/, '') : 'expr';
        keys.push({ id: allocator.next(name), expression });
      }
    }
  }
  return keys;
}

function analyzeKey(
  column: ExpressionNode,
  outputs: readonly (ExpressionNode | Field | Expression)[],
  context: ExpressionContext,
): Expression {
  if (column.kind !== 'longLiteral') {
    verifyNoAggregations(column, 'GROUP BY clause');
    return analyzeExpression(column, context);
  }
  const output = outputs[Number(column.value) - 1];
  if (output === undefined) {
    throw semanticError(
      'INVALID_COLUMN_REFERENCE',
      column,
      `GROUP BY position ${column.value} is not in select list`,
    );
  }
  if ('id' in output) {
    return { kind: 'symbol', name: output.id, type: output.type };
  }
  if (!('location' in output)) {
    return output;
  }
  verifyNoAggregations(output, 'GROUP BY clause');
  return analyzeExpression(output, context);
}

/**
 * An expression as it is computed above the grouping: over keys and aggregates.
 * @param readable symbols that exist above the grouping besides keys and aggregates
 * @returns undefined when it reads something that isn't the same for all rows of a group
 */
export function aboveGrouping(
  expression: Expression,
  keys: readonly GroupingKey[],
  readable: ReadonlySet<string>,
): Expression | undefined {
  const unreadable: string[] = [];
  const lift = (part: Expression): Expression => {
    const key = keys.find((each) => sameExpression(each.expression, part));
    if (key !== undefined) {
      return { kind: 'symbol', name: key.id, type: part.type };
    }
    if (part.kind === 'symbol') {
      if (!readable.has(part.name)) {
        unreadable.push(part.name);
      }
      return part;
    }
    return mapChildren(part, lift);
  };
  const result = lift(expression);
  return unreadable.length === 0 ? result : undefined;
}
