import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { OrderBy } from './order-by.ts';
import type { RowPatternCommon } from './row-pattern.ts';

/**
 * `name(arguments) FILTER (…) OVER (…)`. `count(*)` has no arguments. Special syntax that is only a call in disguise is one
 * here too, as in Trino: `a || b` (concat), POSITION (strpos), SUBSTRING FROM, NORMALIZE, LISTAGG.
 */
export interface FunctionCallNode extends SyntaxNode {
  readonly kind: 'functionCall';
  readonly name: QualifiedName;
  readonly arguments: readonly ExpressionNode[];
  readonly distinct: boolean;
  readonly orderBy?: OrderBy;
  readonly filter?: ExpressionNode;
  readonly window?: WindowNode;
  readonly nullTreatment?: 'IGNORE' | 'RESPECT';
  /** RUNNING or FINAL, inside MATCH_RECOGNIZE. */
  readonly processingMode?: 'RUNNING' | 'FINAL';
}

/** What OVER names or spells out. */
export type WindowNode = WindowReference | WindowSpecification;

export interface WindowReference extends SyntaxNode {
  readonly kind: 'windowReference';
  readonly name: IdentifierNode;
}

export interface WindowSpecification extends SyntaxNode {
  readonly kind: 'windowSpecification';
  readonly existingName?: IdentifierNode;
  readonly partitionBy: readonly ExpressionNode[];
  readonly orderBy?: OrderBy;
  readonly frame?: WindowFrame;
}

export interface WindowFrame extends SyntaxNode {
  readonly kind: 'windowFrame';
  readonly type: 'RANGE' | 'ROWS' | 'GROUPS';
  readonly start: FrameBound;
  readonly end?: FrameBound;
  /** Measures and pattern, when the frame recognizes a row pattern. */
  readonly pattern?: RowPatternCommon;
}

export interface FrameBound extends SyntaxNode {
  readonly kind: 'frameBound';
  readonly type: 'UNBOUNDED PRECEDING' | 'PRECEDING' | 'CURRENT ROW' | 'FOLLOWING' | 'UNBOUNDED FOLLOWING';
  readonly value?: ExpressionNode;
}

/** `measure OVER window`: a measure of a row pattern in a window. */
export interface WindowOperationNode extends SyntaxNode {
  readonly kind: 'windowOperation';
  readonly name: IdentifierNode;
  readonly window: WindowNode;
}

/** `GROUPING(column…)`. */
export interface GroupingOperationNode extends SyntaxNode {
  readonly kind: 'groupingOperation';
  readonly columns: readonly QualifiedName[];
}
