import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Session } from '../session/session.ts';
import { semanticError } from './semantic-error.ts';
import type { Analysis, AnalysisWarning, SubqueryExpressionAnalysis } from './analysis.ts';
import { analyzeQuery } from './analyze-query.ts';
import { createFieldAllocator } from './field-allocator.ts';
import type { QueryContext } from './query-context.ts';

/**
 * Resolves the names, functions and types of a statement.
 * @throws TrinoError of the kinds of USER_ERROR, with Trino's message and the place in the text; NOT_SUPPORTED for what this
 *   version can't do yet
 */
export function analyze(
  statement: Statement,
  { session, metadata }: { readonly session: Session; readonly metadata: Metadata },
): Analysis {
  if (statement.kind !== 'query') {
    throw semanticError('NOT_SUPPORTED', statement, `Statement ${statement.kind} not yet supported`);
  }
  try {
    return analyzeStatementQuery(statement, session, metadata);
  } catch (error) {
    throw isStackOverflow(error)
      ? new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)')
      : error;
  }
}

/** What JavaScript throws when expressions are nested too deeply to be walked. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

function analyzeStatementQuery(node: QueryNode, session: Session, metadata: Metadata): Analysis {
  const warnings: AnalysisWarning[] = [];
  const allocator = createFieldAllocator();
  const subqueries = new Map<string, SubqueryExpressionAnalysis>();
  const context: QueryContext = {
    session,
    metadata,
    allocator,
    named: new Map(),
    namedQueryUses: { count: 0 },
    warnings,
    subqueries,
    analyzeQuery: (nested, around) => analyzeQuery(nested, around, false),
  };
  const query = analyzeQuery(node, context, true);
  return {
    query,
    columns: query.fields.map(({ name, type }, i) => ({ name: name ?? `_col${i}`, type })),
    warnings,
    subqueries,
  };
}
