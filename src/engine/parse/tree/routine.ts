import type { DataTypeNode } from './data-type.ts';
import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { SyntaxNode } from './node.ts';

/** `FUNCTION name(parameters) RETURNS type … statement`, in WITH FUNCTION and CREATE FUNCTION. */
export interface FunctionSpecification extends SyntaxNode {
  readonly kind: 'functionSpecification';
  readonly name: QualifiedName;
  readonly parameters: readonly RoutineParameter[];
  readonly returns: DataTypeNode;
  readonly characteristics: readonly RoutineCharacteristic[];
  readonly statement: ControlStatement;
}

export interface RoutineParameter extends SyntaxNode {
  readonly kind: 'routineParameter';
  readonly name?: IdentifierNode;
  readonly type: DataTypeNode;
}

export type RoutineCharacteristic =
  | (SyntaxNode & { readonly kind: 'language'; readonly language: IdentifierNode })
  | (SyntaxNode & { readonly kind: 'deterministic'; readonly deterministic: boolean })
  | (SyntaxNode & { readonly kind: 'nullInput'; readonly calledOnNull: boolean })
  | (SyntaxNode & { readonly kind: 'security'; readonly security: 'DEFINER' | 'INVOKER' })
  | (SyntaxNode & { readonly kind: 'routineComment'; readonly comment: string });

/** A statement inside a SQL function's body. */
export type ControlStatement =
  | ReturnStatement
  | AssignmentStatement
  | CaseStatement
  | IfStatement
  | IterateStatement
  | LeaveStatement
  | CompoundStatement
  | LoopStatement
  | WhileStatement
  | RepeatStatement;

export interface ReturnStatement extends SyntaxNode {
  readonly kind: 'return';
  readonly value: ExpressionNode;
}

export interface AssignmentStatement extends SyntaxNode {
  readonly kind: 'assignment';
  readonly target: IdentifierNode;
  readonly value: ExpressionNode;
}

export interface CaseStatement extends SyntaxNode {
  readonly kind: 'caseStatement';
  readonly operand?: ExpressionNode;
  readonly whens: readonly ConditionalBlock[];
  readonly otherwise?: readonly ControlStatement[];
}

export interface ConditionalBlock extends SyntaxNode {
  readonly kind: 'conditionalBlock';
  readonly condition: ExpressionNode;
  readonly statements: readonly ControlStatement[];
}

/** IF and its ELSEIFs in order. */
export interface IfStatement extends SyntaxNode {
  readonly kind: 'ifStatement';
  readonly branches: readonly ConditionalBlock[];
  readonly otherwise?: readonly ControlStatement[];
}

export interface IterateStatement extends SyntaxNode {
  readonly kind: 'iterate';
  readonly label: IdentifierNode;
}

export interface LeaveStatement extends SyntaxNode {
  readonly kind: 'leave';
  readonly label: IdentifierNode;
}

export interface CompoundStatement extends SyntaxNode {
  readonly kind: 'compound';
  readonly variables: readonly VariableDeclaration[];
  readonly statements: readonly ControlStatement[];
}

export interface VariableDeclaration extends SyntaxNode {
  readonly kind: 'variableDeclaration';
  readonly names: readonly IdentifierNode[];
  readonly type: DataTypeNode;
  readonly defaultValue?: ExpressionNode;
}

export interface LoopStatement extends SyntaxNode {
  readonly kind: 'loop';
  readonly label?: IdentifierNode;
  readonly statements: readonly ControlStatement[];
}

export interface WhileStatement extends SyntaxNode {
  readonly kind: 'while';
  readonly label?: IdentifierNode;
  readonly condition: ExpressionNode;
  readonly statements: readonly ControlStatement[];
}

export interface RepeatStatement extends SyntaxNode {
  readonly kind: 'repeat';
  readonly label?: IdentifierNode;
  readonly statements: readonly ControlStatement[];
  readonly until: ExpressionNode;
}
