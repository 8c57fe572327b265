import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { StringLiteral } from './literal.ts';
import type { SyntaxNode } from './node.ts';
import type { Statement } from './statement.ts';

/** Statements that change the client's session: the coordinator runs them without tasks. */
export type SessionStatement =
  | Use
  | SetSession
  | ResetSession
  | SetSessionAuthorization
  | ResetSessionAuthorization
  | SetPath
  | SetTimeZone
  | SetRole
  | Prepare
  | Execute
  | ExecuteImmediate
  | Deallocate
  | StartTransaction
  | Commit
  | Rollback;

export interface Use extends SyntaxNode {
  readonly kind: 'use';
  readonly catalog?: IdentifierNode;
  readonly schema: IdentifierNode;
}

export interface SetSession extends SyntaxNode {
  readonly kind: 'setSession';
  readonly name: QualifiedName;
  readonly value: ExpressionNode;
}

export interface ResetSession extends SyntaxNode {
  readonly kind: 'resetSession';
  readonly name: QualifiedName;
}

export interface SetSessionAuthorization extends SyntaxNode {
  readonly kind: 'setSessionAuthorization';
  /** A name or a string. */
  readonly user: ExpressionNode;
}

export interface ResetSessionAuthorization extends SyntaxNode {
  readonly kind: 'resetSessionAuthorization';
}

export interface SetPath extends SyntaxNode {
  readonly kind: 'setPath';
  readonly path: readonly PathElement[];
}

export interface PathElement extends SyntaxNode {
  readonly kind: 'pathElement';
  readonly catalog?: IdentifierNode;
  readonly schema: IdentifierNode;
}

export interface SetTimeZone extends SyntaxNode {
  readonly kind: 'setTimeZone';
  /** Absent: LOCAL. */
  readonly timeZone?: ExpressionNode;
}

export interface SetRole extends SyntaxNode {
  readonly kind: 'setRole';
  readonly type: 'ROLE' | 'ALL' | 'NONE';
  readonly role?: IdentifierNode;
  readonly catalog?: IdentifierNode;
}

export interface Prepare extends SyntaxNode {
  readonly kind: 'prepare';
  readonly name: IdentifierNode;
  readonly statement: Statement;
}

export interface Execute extends SyntaxNode {
  readonly kind: 'execute';
  readonly name: IdentifierNode;
  readonly parameters: readonly ExpressionNode[];
}

/** The string is read as a statement when it is run: what is wrong in it is no error of this statement. */
export interface ExecuteImmediate extends SyntaxNode {
  readonly kind: 'executeImmediate';
  readonly statement: StringLiteral;
  readonly parameters: readonly ExpressionNode[];
}

export interface Deallocate extends SyntaxNode {
  readonly kind: 'deallocate';
  readonly name: IdentifierNode;
}

export interface StartTransaction extends SyntaxNode {
  readonly kind: 'startTransaction';
  readonly modes: readonly TransactionMode[];
}

export type TransactionMode =
  | (SyntaxNode & {
      readonly kind: 'isolation';
      readonly level: 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';
    })
  | (SyntaxNode & { readonly kind: 'transactionAccessMode'; readonly readOnly: boolean });

export interface Commit extends SyntaxNode {
  readonly kind: 'commit';
}

export interface Rollback extends SyntaxNode {
  readonly kind: 'rollback';
}
