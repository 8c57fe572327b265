import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';

/** `name = value` of a WITH (…) list; without `value` the property is set to DEFAULT. */
export interface Property extends SyntaxNode {
  readonly kind: 'property';
  readonly name: IdentifierNode;
  readonly value?: ExpressionNode;
}

/** A user or role as grantee or owner; `type` is absent where neither USER nor ROLE was written. */
export interface Principal extends SyntaxNode {
  readonly kind: 'principal';
  readonly type?: 'USER' | 'ROLE';
  readonly name: IdentifierNode;
}

/** Who grants: a principal or the current user or role. */
export type Grantor =
  | (SyntaxNode & { readonly kind: 'grantorPrincipal'; readonly principal: Principal })
  | (SyntaxNode & { readonly kind: 'currentUserGrantor' })
  | (SyntaxNode & { readonly kind: 'currentRoleGrantor' });
