import type { ExpressionNode } from './expression-node.ts';
import type { SyntaxNode } from './node.ts';

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=' | 'IS DISTINCT FROM';

/** `left operator right`. `!=` is `<>`; `IS NOT DISTINCT FROM` is `not` over `IS DISTINCT FROM`. */
export interface ComparisonNode extends SyntaxNode {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** `value = ALL (subquery)`; SOME is ANY. */
export interface QuantifiedComparisonNode extends SyntaxNode {
  readonly kind: 'quantifiedComparison';
  readonly operator: ComparisonOperator;
  readonly quantifier: 'ALL' | 'ANY' | 'SOME';
  readonly value: ExpressionNode;
  readonly subquery: ExpressionNode;
}

/** `a AND b AND c` is one node of three terms: chains aren't nested. */
export interface LogicalNode extends SyntaxNode {
  readonly kind: 'logical';
  readonly operator: 'AND' | 'OR';
  readonly terms: readonly ExpressionNode[];
}

/** `NOT x`, and the negated predicates: `x NOT IN (…)` is `not` over `in`. */
export interface NotNode extends SyntaxNode {
  readonly kind: 'not';
  readonly value: ExpressionNode;
}

export interface IsNullNode extends SyntaxNode {
  readonly kind: 'isNull';
  readonly value: ExpressionNode;
}

export interface IsNotNullNode extends SyntaxNode {
  readonly kind: 'isNotNull';
  readonly value: ExpressionNode;
}

export interface BetweenNode extends SyntaxNode {
  readonly kind: 'between';
  readonly value: ExpressionNode;
  readonly min: ExpressionNode;
  readonly max: ExpressionNode;
}

/** `value IN list`; the list is an `inList` or a `subquery`. */
export interface InNode extends SyntaxNode {
  readonly kind: 'in';
  readonly value: ExpressionNode;
  readonly list: ExpressionNode;
}

/** The parenthesised values of IN; stands only there. */
export interface InListNode extends SyntaxNode {
  readonly kind: 'inList';
  readonly values: readonly ExpressionNode[];
}

export interface LikeNode extends SyntaxNode {
  readonly kind: 'like';
  readonly value: ExpressionNode;
  readonly pattern: ExpressionNode;
  readonly escape?: ExpressionNode;
}

/** `EXISTS (query)`. */
export interface ExistsNode extends SyntaxNode {
  readonly kind: 'exists';
  readonly subquery: ExpressionNode;
}
