import type { ExpressionNode } from './expression-node.ts';
import type { SyntaxNode } from './node.ts';

export interface OrderBy extends SyntaxNode {
  readonly kind: 'orderBy';
  readonly items: readonly SortItem[];
}

/** A whole number alone as key is a column's position: analysis tells. */
export interface SortItem extends SyntaxNode {
  readonly kind: 'sortItem';
  readonly key: ExpressionNode;
  readonly descending: boolean;
  /** Absent: last, in both directions. */
  readonly nulls?: 'FIRST' | 'LAST';
}
