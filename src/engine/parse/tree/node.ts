import type { ErrorLocation } from '../../errors/trino-error.ts';

/**
 * What every node of the syntax tree has: where it stands in the SQL text. As in Trino, an operator's node (`a + b`, `a = b`,
 * `a IN (…)`) stands at its operator, every other node at its first token.
 */
export interface SyntaxNode {
  readonly location: ErrorLocation;
}
