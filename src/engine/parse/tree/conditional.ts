import type { ExpressionNode } from './expression-node.ts';
import type { SyntaxNode } from './node.ts';

/** CASE, searched or, with an `operand`, simple. */
export interface CaseNode extends SyntaxNode {
  readonly kind: 'case';
  readonly operand?: ExpressionNode;
  readonly whens: readonly WhenClause[];
  readonly defaultValue?: ExpressionNode;
}

export interface WhenClause extends SyntaxNode {
  readonly kind: 'when';
  readonly condition: ExpressionNode;
  readonly result: ExpressionNode;
}

/** `IF(condition, trueValue [, falseValue])`. */
export interface IfNode extends SyntaxNode {
  readonly kind: 'if';
  readonly condition: ExpressionNode;
  readonly trueValue: ExpressionNode;
  readonly falseValue?: ExpressionNode;
}

export interface CoalesceNode extends SyntaxNode {
  readonly kind: 'coalesce';
  readonly operands: readonly ExpressionNode[];
}

export interface NullIfNode extends SyntaxNode {
  readonly kind: 'nullIf';
  readonly first: ExpressionNode;
  readonly second: ExpressionNode;
}

/** `TRY(expression)`. */
export interface TryNode extends SyntaxNode {
  readonly kind: 'try';
  readonly value: ExpressionNode;
}
