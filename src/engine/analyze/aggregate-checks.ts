import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import { expressionText } from './expression-text.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import { isAggregateCall, isWindowFunctionCall } from './is-aggregate-call.ts';
import { semanticError } from './semantic-error.ts';

/** Calls of aggregates and window functions, and GROUPING, in an expression, also within each other: the inner ones first. */
export function findAggregations(node: ExpressionNode): readonly ExpressionNode[] {
  const found: ExpressionNode[] = [];
  collect(node, found);
  return found;
}

/** Whether an expression computes an aggregate of its query. Stock takes a call over a window for one when it has an ORDER BY. */
export function hasAggregate(node: ExpressionNode): boolean {
  return findAggregations(node).some(
    (call) => call.kind === 'functionCall' && (!isWindowed(call) || call.orderBy !== undefined),
  );
}

/** Whether what `findAggregations` found is computed over a window, or would be if it had one. */
export function isWindowed(node: ExpressionNode): boolean {
  return (
    node.kind === 'windowOperation' ||
    (node.kind === 'functionCall' && (node.window !== undefined || isWindowFunctionCall(node)))
  );
}

/**
 * Refuses aggregations where a clause is computed before groups are made.
 * @param clause as the message begins: `WHERE clause`
 * @throws TrinoError EXPRESSION_NOT_SCALAR at the expression
 */
export function verifyNoAggregations(node: ExpressionNode, clause: string): void {
  const found = findAggregations(node);
  if (found.length > 0) {
    const isGrouping = (each: ExpressionNode): boolean => each.kind === 'groupingOperation';
    const inOrder = [
      ...found.filter((each) => !isWindowed(each) && !isGrouping(each)),
      ...found.filter(isWindowed),
      ...found.filter(isGrouping),
    ];
    throw semanticError(
      'EXPRESSION_NOT_SCALAR',
      node,
      `${clause} cannot contain aggregations, window functions or grouping operations: [${inOrder.map(expressionText).join(', ')}]`,
    );
  }
}

function collect(node: ExpressionNode, found: ExpressionNode[]): void {
  if (node.kind === 'subquery' || node.kind === 'exists') {
    return;
  }
  for (const child of expressionsIn(node)) {
    collect(child, found);
  }
  if (
    (node.kind === 'functionCall' || node.kind === 'windowOperation') &&
    node.window?.kind === 'windowSpecification'
  ) {
    const { partitionBy, orderBy, frame } = node.window;
    const bounds = [frame?.start.value, frame?.end?.value].filter((value) => value !== undefined);
    // Aggregates over rows of a match are taken for ones of the query, as in stock.
    const { measures = [], definitions = [] } = frame?.pattern ?? {};
    const ofPattern = [...measures, ...definitions].map(({ expression }) => expression);
    const keys = (orderBy?.items ?? []).map(({ key }) => key);
    for (const part of [...partitionBy, ...keys, ...bounds, ...ofPattern]) collect(part, found);
  }
  if (
    node.kind === 'groupingOperation' ||
    node.kind === 'windowOperation' ||
    (node.kind === 'functionCall' && isAggregation(node))
  ) {
    found.push(node);
  }
}

/** FILTER and ORDER BY make an aggregation of any call: that its function is none is found where it is resolved. */
function isAggregation(node: FunctionCallNode): boolean {
  return (
    node.window !== undefined ||
    node.filter !== undefined ||
    node.orderBy !== undefined ||
    isWindowFunctionCall(node) ||
    isAggregateCall(node)
  );
}

/** The expressions directly in a node: every property that is one, or a list or part with some. */
export function expressionsIn(node: object): ExpressionNode[] {
  return Object.entries(node).flatMap(([key, value]): ExpressionNode[] => {
    if (key === 'location' || typeof value !== 'object' || value === null || value instanceof Uint8Array) {
      return [];
    }
    if (Array.isArray(value)) {
      return value.flatMap((each: unknown) => (isNode(each) ? expressionOrParts(each) : []));
    }
    return isNode(value) ? expressionOrParts(value) : [];
  });
}

/** Parts such as WHEN aren't expressions themselves; types and names hold none. */
function expressionOrParts(node: { readonly kind: string }): ExpressionNode[] {
  switch (node.kind) {
    case 'when':
    case 'orderBy':
    case 'sortItem':
    case 'jsonPathInvocation':
    case 'jsonPathParameter':
    case 'jsonObjectMember':
    case 'jsonArrayElement':
      return expressionsIn(node);
    case 'qualifiedName':
    case 'genericDataType':
    case 'dateTimeDataType':
    case 'intervalDataType':
    case 'rowDataType':
    case 'query':
    case 'windowSpecification':
    case 'windowReference':
      return [];
    default:
      return [node as ExpressionNode];
  }
}

function isNode(value: unknown): value is { readonly kind: string } {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}
