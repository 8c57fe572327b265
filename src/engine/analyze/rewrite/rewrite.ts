import type { QueryNode } from '../../parse/tree/query.ts';
import type { Statement } from '../../parse/tree/statement.ts';
import { notSupported } from '../semantic-error.ts';
import { rewriteAnalyze } from './analyze-rows.ts';
import { rewriteDescribeInput, rewriteDescribeOutput } from './describe-prepared.ts';
import { rewriteExplain } from './explain.ts';
import type { RewriteContext } from './rewrite-context.ts';
import { rewriteShowCatalogs } from './show-catalogs.ts';
import { rewriteShowColumns } from './show-columns.ts';
import { rewriteShowCreate } from './show-create.ts';
import { rewriteShowFunctions } from './show-functions.ts';
import { rewriteShowGrants, rewriteShowRoles } from './show-roles.ts';
import { rewriteShowSchemas } from './show-schemas.ts';
import { rewriteShowSession } from './show-session.ts';
import { rewriteShowStats } from './show-stats.ts';
import { rewriteShowTables } from './show-tables.ts';

/** A statement that answers with rows, as the query that makes them. */
export interface RewrittenStatement {
  readonly query: QueryNode;
  /** What the console and `QueryInfo` call it. */
  readonly queryType: 'SELECT' | 'DESCRIBE' | 'EXPLAIN' | 'ANALYZE';
  /** What the client is told that was done, to the number of rows that the query answers with. */
  readonly updateType?: 'ANALYZE';
}

/**
 * Turns what isn't a query but answers like one into a query; happens before analysis, as in Trino.
 * @throws TrinoError when what the statement is about doesn't exist; NOT_SUPPORTED for statements that this version can't do yet
 */
export function rewriteStatement(statement: Statement, context: RewriteContext): RewrittenStatement {
  switch (statement.kind) {
    case 'query':
      return { query: statement, queryType: 'SELECT' };
    case 'showCatalogs':
      return describe(rewriteShowCatalogs(statement, context));
    case 'showSchemas':
      return describe(rewriteShowSchemas(statement, context));
    case 'showTables':
      return describe(rewriteShowTables(statement, context));
    case 'showColumns':
      return describe(rewriteShowColumns(statement, context));
    case 'showCreate':
      return describe(rewriteShowCreate(statement, context));
    case 'showFunctions':
      return describe(rewriteShowFunctions(statement, context));
    case 'showRoles':
    case 'showRoleGrants':
      return describe(rewriteShowRoles(statement, context));
    case 'showGrants':
      return describe(rewriteShowGrants(statement, context));
    case 'showStats':
      return describe(rewriteShowStats(statement, context));
    case 'analyze':
      return { query: rewriteAnalyze(statement, context), queryType: 'ANALYZE', updateType: 'ANALYZE' };
    case 'describeInput':
      return describe(rewriteDescribeInput(statement, context));
    case 'describeOutput':
      return describe(rewriteDescribeOutput(statement, context));
    case 'showSession':
      return describe(rewriteShowSession(statement, context));
    case 'explain':
      return { query: rewriteExplain(statement, context), queryType: 'EXPLAIN' };
    case 'explainAnalyze':
      throw notSupported(statement, 'EXPLAIN ANALYZE');
    default:
      throw notSupported(statement, `Statement ${statement.kind}`);
  }
}

function describe(query: QueryNode): RewrittenStatement {
  return { query, queryType: 'DESCRIBE' };
}
