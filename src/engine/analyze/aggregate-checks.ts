import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import { expressionText } from './expression-text.ts';
import { isAggregateCall } from './is-aggregate-call.ts';
import { semanticError } from './semantic-error.ts';

/** Calls of aggregates and window functions, and GROUPING, in an expression; not those within one of them. */
export function findAggregations(node: ExpressionNode): readonly ExpressionNode[] {
  const found: ExpressionNode[] = [];
  collect(node, found);
  return found;
}

/** Whether an expression computes an aggregate of its query. Stock takes a call over a window for one when it has an ORDER BY. */
export function hasAggregate(node: ExpressionNode): boolean {
  return findAggregations(node).some(
    (call) => call.kind === 'functionCall' && (call.window === undefined || call.orderBy !== undefined),
  );
}

/** Whether what `findAggregations` found is computed over a window. */
export function isWindowed(node: ExpressionNode): boolean {
  return node.kind === 'windowOperation' || (node.kind === 'functionCall' && node.window !== undefined);
}

/**
 * Refuses aggregations where a clause is computed before groups are made.
 * @param clause as the message begins: `WHERE clause`
 * @throws TrinoError EXPRESSION_NOT_SCALAR at the expression
 */
export function verifyNoAggregations(node: ExpressionNode, clause: string): void {
  const found = findAggregations(node);
  if (found.length > 0) {
    throw semanticError(
      'EXPRESSION_NOT_SCALAR',
      node,
      `${clause} cannot contain aggregations, window functions or grouping operations: [${found.map(expressionText).join(', ')}]`,
    );
  }
}

function collect(node: ExpressionNode, found: ExpressionNode[]): void {
  if (
    node.kind === 'groupingOperation' ||
    node.kind === 'windowOperation' ||
    (node.kind === 'functionCall' && (node.window !== undefined || isAggregateCall(node)))
  ) {
    found.push(node);
    return;
  }
  if (node.kind === 'subquery' || node.kind === 'exists') {
    return;
  }
  for (const child of expressionsIn(node)) {
    collect(child, found);
  }
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
