import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { LimitClause, OffsetClause } from '../parse/tree/query.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { QueryContext } from './query-context.ts';
import { evaluateConstant } from './evaluate-constant.ts';
import { semanticError } from './semantic-error.ts';

/**
 * LIMIT or FETCH FIRST.
 * @throws TrinoError NUMERIC_VALUE_OUT_OF_RANGE; of a parameter also TYPE_MISMATCH, INVALID_ARGUMENTS
 */
export function analyzeLimit(
  node: LimitClause | undefined,
  context: QueryContext,
): { readonly limit?: bigint; readonly withTies: boolean } {
  if (node === undefined || (node.kind === 'limit' && node.rowCount === undefined)) {
    return { withTies: false };
  }
  if (node.kind === 'limit') {
    const { rowCount } = node;
    return {
      withTies: false,
      ...(rowCount !== undefined && { limit: notNegative(node, 'LIMIT', count(rowCount, 'LIMIT', context)) }),
    };
  }
  const limit = node.rowCount === undefined ? 1n : count(node.rowCount, 'FETCH FIRST', context);
  if (limit < 1n) {
    throw semanticError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      node,
      `FETCH FIRST row count must be positive (actual value: ${limit})`,
    );
  }
  return { withTies: node.withTies, limit };
}

/** @throws TrinoError as of LIMIT */
export function analyzeOffset(
  node: OffsetClause | undefined,
  context: QueryContext,
): { readonly offset?: bigint } {
  return node === undefined
    ? {}
    : { offset: notNegative(node, 'OFFSET', count(node.rowCount, 'OFFSET', context)) };
}

function notNegative(node: SyntaxNode, clause: string, rows: bigint): bigint {
  if (rows < 0n) {
    throw semanticError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      node,
      `${clause} row count must be greater or equal to 0 (actual value: ${rows})`,
    );
  }
  return rows;
}

/** The grammar lets literals and parameters stand here. */
function count(node: ExpressionNode, clause: string, context: QueryContext): bigint {
  if (node.kind === 'longLiteral') return node.value;
  if (node.kind === 'parameter' && node.binding?.kind === 'described') {
    node.binding.use.type = { kind: 'bigint' };
    // Only described, never run: any number of rows that no clause refuses.
    return 1n;
  }
  const value = evaluateConstant(
    node.kind === 'parameter' && node.binding?.kind === 'value' ? node.binding.value : node,
    { kind: 'bigint' },
    context,
  );
  if (typeof value !== 'bigint') {
    throw semanticError('INVALID_ARGUMENTS', node, `Parameter value provided for ${clause} is NULL: null`);
  }
  return value;
}
