import type { SyntaxNode } from './node.ts';

/** A name as written; `delimited` says it stood in double quotes (then `value` has them removed). Case is kept. */
export interface IdentifierNode extends SyntaxNode {
  readonly kind: 'identifier';
  readonly value: string;
  readonly delimited: boolean;
}

/** `catalog.schema.table` and the like: one or more identifiers. */
export interface QualifiedName extends SyntaxNode {
  readonly kind: 'qualifiedName';
  readonly parts: readonly IdentifierNode[];
}
