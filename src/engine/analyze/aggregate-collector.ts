import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import { isComparable, isOrderable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import { findAggregations, isWindowed } from './aggregate-checks.ts';
import type { AggregateCall, SortKey } from './analysis.ts';
import { shapeOf } from './analysis-parts.ts';
import { resolveAggregate } from './analyze-call.ts';
import type { LambdaAnalysis, PrepareLambda } from './analyze-lambda.ts';
import { coerceToBoolean, typeText } from './coerce.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { AnalyzeNested } from './expression-context.ts';
import type { FieldUse, Scope } from './scope.ts';
import { semanticError } from './semantic-error.ts';

/** A call as it was found first. */
interface CollectedCall {
  readonly node: FunctionCallNode;
  readonly call: AggregateCall;
  /** Names that mean outputs of the query, which only exist above the grouping: within its ORDER BY, and elsewhere. */
  readonly outputsInOrder: readonly FieldUse[];
  readonly outputsInside: readonly FieldUse[];
}

/** The aggregates of one SELECT: equal calls are computed once. */
export class AggregateCollector {
  /** By id, in the order of the text. */
  readonly #collected = new Map<string, CollectedCall>();
  /** Ids of those that look alike. */
  readonly #alike = new Map<string, string[]>();
  readonly #allocator: FieldAllocator;

  constructor(allocator: FieldAllocator) {
    this.#allocator = allocator;
  }

  get calls(): readonly AggregateCall[] {
    return [...this.#collected.values()].map(({ call }) => call);
  }

  /**
   * The value of a call above the grouping. Whether it may stand where it does is said by `verify`, once all is analysed.
   * @param nested analyses its parts
   * @param lambda prepares one of its arguments that is a function
   * @param outputs the scope of the query's outputs, where there is one
   * @throws TrinoError FUNCTION_NOT_FOUND, TYPE_MISMATCH, EXPRESSION_NOT_IN_DISTINCT
   */
  add(node: FunctionCallNode, nested: AnalyzeNested, lambda: PrepareLambda, outputs?: Scope): Expression {
    const uses = outputs?.references ?? [];
    const start = uses.length;
    const filter =
      node.filter &&
      coerceToBoolean(
        nested(node.filter),
        node.filter,
        (type) => `Filter expression must evaluate to a boolean (actual: ${type})`,
      );
    const afterFilter = uses.length;
    const { name, binding, given, arguments: args } = resolveAggregate(node, nested, lambda);
    const afterArguments = uses.length;
    const orderBy = analyzeOrder(node, nested);
    if (node.distinct) {
      verifyDistinct(node, args, given, orderBy);
    }
    const call: Omit<AggregateCall, 'id'> = {
      name,
      function: binding.function,
      arguments: args,
      distinct: node.distinct,
      ...(filter !== undefined && { filter }),
      orderBy,
      type: binding.returnType,
    };
    const shape = shapeOf(call, 'with ids');
    const alike = this.#alike.get(shape) ?? [];
    const known = alike.find((id) => isSameCall(this.#collected.get(id)?.call, call));
    const id = known ?? this.#allocator.next(name);
    if (known === undefined) {
      this.#alike.set(shape, [...alike, id]);
      this.#collected.set(id, {
        node,
        call: { ...call, id },
        outputsInOrder: uses.slice(afterArguments),
        outputsInside: [...uses.slice(afterFilter, afterArguments), ...uses.slice(start, afterFilter)],
      });
    }
    return { kind: 'symbol', name: id, type: call.type };
  }

  /**
   * Refuses what a call may not hold; other symbols than those of calls pass.
   * @throws TrinoError NESTED_AGGREGATION, NESTED_WINDOW, COLUMN_NOT_FOUND
   */
  verify(id: string): void {
    const collected = this.#collected.get(id);
    if (collected === undefined) {
      return;
    }
    const { node, outputsInOrder, outputsInside } = collected;
    verifyNotNested(node);
    const [inOrder] = outputsInOrder;
    if (inOrder !== undefined) {
      throw semanticError(
        'COLUMN_NOT_FOUND',
        inOrder.node,
        'ORDER BY clause in aggregation function must not reference query output columns',
      );
    }
    const [inside] = outputsInside;
    if (inside !== undefined) {
      throw semanticError(
        'COLUMN_NOT_FOUND',
        inside.node,
        'Invalid reference to output projection attribute from ORDER BY aggregation',
      );
    }
  }
}

function analyzeOrder(node: FunctionCallNode, nested: AnalyzeNested): readonly SortKey[] {
  return (node.orderBy?.items ?? []).map(({ key, descending, nulls }) => {
    const expression = nested(key);
    if (!isOrderable(expression.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        node,
        `ORDER BY can only be applied to orderable types (actual: ${typeText(expression.type)})`,
      );
    }
    return { expression, descending, nullsFirst: nulls === 'FIRST' };
  });
}

function verifyDistinct(
  node: FunctionCallNode,
  args: readonly Expression[],
  given: readonly (Expression | LambdaAnalysis)[],
  orderBy: readonly SortKey[],
): void {
  const incomparable = args.find(({ type }) => !isComparable(type));
  if (incomparable !== undefined) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `DISTINCT can only be applied to comparable types (actual: ${typeText(incomparable.type)})`,
    );
  }
  orderBy.forEach(({ expression }, i) => {
    if (!given.some((argument) => argument.kind !== 'lambda' && sameExpression(argument, expression))) {
      throw semanticError(
        'EXPRESSION_NOT_IN_DISTINCT',
        node.orderBy?.items[i]?.key ?? node,
        'For aggregate function with DISTINCT, ORDER BY expressions must appear in arguments',
      );
    }
  });
}

function verifyNotNested(node: FunctionCallNode): void {
  const name = node.name.parts.at(-1)?.value.toLowerCase() ?? '';
  const texts = (found: readonly ExpressionNode[]): string => found.map(expressionText).join(', ');
  const inArguments = node.arguments.flatMap(findAggregations);
  const aggregates = inArguments.filter((each) => !isWindowed(each));
  // Stock plans aggregates in FILTER and ORDER BY and then can't compile them.
  const elsewhere = [
    ...(node.filter ? [node.filter] : []),
    ...(node.orderBy?.items ?? []).map(({ key }) => key),
  ].flatMap(findAggregations);
  const nested = aggregates.length > 0 ? aggregates : elsewhere.filter((each) => !isWindowed(each));
  if (nested.length > 0) {
    throw semanticError(
      'NESTED_AGGREGATION',
      node,
      `Cannot nest aggregations inside aggregation '${name}': [${texts(nested)}]`,
    );
  }
  const windowed = (inArguments.length > 0 ? inArguments : elsewhere).filter(isWindowed);
  if (windowed.length > 0) {
    throw semanticError(
      'NESTED_WINDOW',
      node,
      `Cannot nest window functions or row pattern measures inside aggregation '${name}': [${texts(windowed)}]`,
    );
  }
}

function isSameCall(known: AggregateCall | undefined, other: Omit<AggregateCall, 'id'>): boolean {
  return (
    known !== undefined &&
    known.function.id === other.function.id &&
    known.distinct === other.distinct &&
    sameOptional(known.filter, other.filter) &&
    known.arguments.length === other.arguments.length &&
    known.arguments.every((argument, i) => sameOptional(argument, other.arguments[i])) &&
    known.orderBy.length === other.orderBy.length &&
    known.orderBy.every(
      ({ expression, descending, nullsFirst }, i) =>
        sameOptional(expression, other.orderBy[i]?.expression) &&
        descending === other.orderBy[i]?.descending &&
        nullsFirst === other.orderBy[i].nullsFirst,
    )
  );
}

function sameOptional(left: Expression | undefined, right: Expression | undefined): boolean {
  return left === undefined || right === undefined ? left === right : sameExpression(left, right);
}
