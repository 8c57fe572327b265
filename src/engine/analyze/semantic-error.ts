import { TrinoError } from '../errors/trino-error.ts';
import type { ErrorName } from '../errors/error-codes.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';

/** An error of analysis at a place in the SQL text; as in Trino, the message begins with the place. */
export function semanticError(name: ErrorName, node: SyntaxNode, message: string): TrinoError {
  const { location } = node;
  return new TrinoError(name, `line ${location.lineNumber}:${location.columnNumber}: ${message}`, {
    location,
  });
}

/** A construct of Trino's SQL that this version can't analyse yet. */
export function notSupported(node: SyntaxNode, construct: string): TrinoError {
  return semanticError('NOT_SUPPORTED', node, `${construct} not yet supported`);
}

/** Gives an error raised by vocabulary, which knows no positions, the position of `node`. */
export function located<T>(node: SyntaxNode, action: () => T): T {
  try {
    return action();
  } catch (error) {
    // What stock doesn't foresee has no place.
    throw error instanceof TrinoError &&
      error.location === undefined &&
      error.errorName !== 'GENERIC_INTERNAL_ERROR'
      ? semanticError(error.errorName, node, error.message)
      : error;
  }
}
