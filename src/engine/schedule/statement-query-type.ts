import { TrinoError } from '../errors/trino-error.ts';
import { parseStatement } from '../parse/parse.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Session } from '../session/session.ts';
import type { QueryType } from './planned-query.ts';

/**
 * The kind of a statement that isn't analyzed yet, for selectors of resource groups. That of EXECUTE is its prepared statement's.
 * @returns undefined for a text that is no statement: it fails later, with the reason
 */
export function statementQueryType(sql: string, session: Session): QueryType | undefined {
  try {
    const statement = parseStatement(sql);
    if (statement.kind !== 'execute') return typeOf(statement);
    const prepared = session.preparedStatements[statement.name.value];
    return prepared === undefined ? undefined : typeOf(parseStatement(prepared));
  } catch (error) {
    if (error instanceof TrinoError) return undefined;
    throw error;
  }
}

function typeOf({ kind }: Statement): QueryType {
  switch (kind) {
    case 'query':
      return 'SELECT';
    case 'explain':
    case 'explainAnalyze':
      return 'EXPLAIN';
    case 'insert':
    case 'createTableAsSelect':
    case 'refreshMaterializedView':
      return 'INSERT';
    case 'update':
      return 'UPDATE';
    case 'delete':
      return 'DELETE';
    case 'merge':
      return 'MERGE';
    case 'analyze':
      return 'ANALYZE';
    case 'tableExecute':
      return 'ALTER_TABLE_EXECUTE';
    case 'describeInput':
    case 'describeOutput':
      return 'DESCRIBE';
    default:
      return kind.startsWith('show') ? 'DESCRIBE' : 'DATA_DEFINITION';
  }
}
