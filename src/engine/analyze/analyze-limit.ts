import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { LimitClause, OffsetClause } from '../parse/tree/query.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/** LIMIT or FETCH FIRST. @throws TrinoError NUMERIC_VALUE_OUT_OF_RANGE */
export function analyzeLimit(node: LimitClause | undefined): {
  readonly limit?: bigint;
  readonly withTies: boolean;
} {
  if (node === undefined || (node.kind === 'limit' && node.rowCount === undefined)) {
    return { withTies: false };
  }
  if (node.kind === 'limit') {
    const { rowCount } = node;
    return { withTies: false, ...(rowCount !== undefined && { limit: constantCount(rowCount) }) };
  }
  const limit = node.rowCount === undefined ? 1n : constantCount(node.rowCount);
  if (limit < 1n) {
    throw semanticError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      node,
      `FETCH FIRST row count must be positive (actual value: ${limit})`,
    );
  }
  return { withTies: node.withTies, limit };
}

export function analyzeOffset(node: OffsetClause | undefined): { readonly offset?: bigint } {
  return node === undefined ? {} : { offset: constantCount(node.rowCount) };
}

function constantCount(node: ExpressionNode): bigint {
  if (node.kind !== 'longLiteral') {
    throw notSupported(node, 'A parameter');
  }
  return node.value;
}
