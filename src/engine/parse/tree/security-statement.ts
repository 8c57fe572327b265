import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { Grantor, Principal } from './property.ts';

/** Roles and privileges. */
export type SecurityStatement = CreateRole | DropRole | GrantRoles | RevokeRoles | Grant | Deny | Revoke;

export interface CreateRole extends SyntaxNode {
  readonly kind: 'createRole';
  readonly name: IdentifierNode;
  readonly admin?: Grantor;
  readonly catalog?: IdentifierNode;
}

export interface DropRole extends SyntaxNode {
  readonly kind: 'dropRole';
  readonly name: IdentifierNode;
  readonly catalog?: IdentifierNode;
}

export interface GrantRoles extends SyntaxNode {
  readonly kind: 'grantRoles';
  readonly roles: readonly IdentifierNode[];
  readonly grantees: readonly Principal[];
  readonly adminOption: boolean;
  readonly grantedBy?: Grantor;
  readonly catalog?: IdentifierNode;
}

export interface RevokeRoles extends SyntaxNode {
  readonly kind: 'revokeRoles';
  readonly roles: readonly IdentifierNode[];
  readonly grantees: readonly Principal[];
  readonly adminOption: boolean;
  readonly grantedBy?: Grantor;
  readonly catalog?: IdentifierNode;
}

/** What a privilege is about: a table unless SCHEMA was written. */
export interface GrantObject extends SyntaxNode {
  readonly kind: 'grantObject';
  readonly entity?: 'TABLE' | 'SCHEMA';
  readonly name: QualifiedName;
}

export interface Grant extends SyntaxNode {
  readonly kind: 'grant';
  /** Absent: ALL PRIVILEGES. */
  readonly privileges?: readonly string[];
  readonly object: GrantObject;
  readonly grantee: Principal;
  readonly grantOption: boolean;
}

export interface Deny extends SyntaxNode {
  readonly kind: 'deny';
  readonly privileges?: readonly string[];
  readonly object: GrantObject;
  readonly grantee: Principal;
}

export interface Revoke extends SyntaxNode {
  readonly kind: 'revoke';
  readonly privileges?: readonly string[];
  readonly object: GrantObject;
  readonly grantee: Principal;
  readonly grantOption: boolean;
}
