import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata, QualifiedTableName } from '../catalog/metadata.ts';
import { parseStatement } from '../parse/parse.ts';
import type { CreateTableAsSelect } from '../parse/tree/definition-statement.ts';
import type { Insert } from '../parse/tree/data-statement.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { Statement } from '../parse/tree/statement.ts';
import type { Session } from '../session/session.ts';
import { semanticError } from './semantic-error.ts';
import type { Analysis, AnalysisWarning, SubqueryExpressionAnalysis } from './analysis.ts';
import { analyzeQuery, analyzeRecursiveQuery } from './analyze-query.ts';
import { analyzeCreateTableAs, analyzeInsert } from './analyze-write.ts';
import type { AnalyzedWrite } from './analyze-write.ts';
import { createFieldAllocator } from './field-allocator.ts';
import type { QueryContext } from './query-context.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { FunctionSpecification } from '../parse/tree/routine.ts';
import { analyzeRoutine, declareRoutines, verifyBegin } from './routines/analyze-routine.ts';
import { parseSpecification, readSpecification } from './routines/read-specification.ts';
import { routineHead } from './routines/routine-head.ts';
import type { RoutineHead, RoutinePlace } from './routines/routine-head.ts';
import { RoutineScope } from './routines/routine-scope.ts';
import { StoredRoutines } from './routines/stored-routines.ts';

/** What a statement is analysed in. */
export interface AnalysisOptions {
  readonly session: Session;
  readonly metadata: Metadata;
  /** The query is to become this view, which exists: it may not use it. */
  readonly replacedView?: QualifiedTableName;
}

/**
 * Resolves the names, functions and types of a statement.
 * @throws TrinoError of the kinds of USER_ERROR, with Trino's message and the place in the text; NOT_SUPPORTED for what this
 *   version can't do yet
 */
export function analyze(
  statement: Statement,
  { session, metadata, replacedView }: AnalysisOptions,
): Analysis {
  if (!isAnalyzed(statement)) {
    throw semanticError('NOT_SUPPORTED', statement, `Statement ${statement.kind} not yet supported`);
  }
  try {
    return analyzeAny(statement, session, metadata, replacedView);
  } catch (error) {
    throw isStackOverflow(error)
      ? new TrinoError('STACK_OVERFLOW', 'statement is too large (stack overflow during analysis)')
      : error;
  }
}

type AnalyzedStatement = QueryNode | Insert | CreateTableAsSelect;

/** Whether a statement is one that is planned: a query, or one that writes the rows of a query. */
export function isAnalyzed(statement: Statement): statement is AnalyzedStatement {
  return (
    statement.kind === 'query' || statement.kind === 'insert' || statement.kind === 'createTableAsSelect'
  );
}

/** What JavaScript throws when expressions are nested too deeply to be walked. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

function analyzeAny(
  node: AnalyzedStatement,
  session: Session,
  metadata: Metadata,
  replacedView: QualifiedTableName | undefined,
): Analysis {
  const warnings: AnalysisWarning[] = [];
  const allocator = createFieldAllocator();
  const subqueries = new Map<string, SubqueryExpressionAnalysis>();
  const { context, routines } = queryContext(session, metadata, {
    allocator,
    warnings,
    subqueries,
    replacedView,
  });
  declareRoutines((node.kind === 'query' ? node : node.query).functions ?? [], routines, context);
  if (node.kind === 'query') {
    const query = analyzeQuery(node, context, true);
    return {
      query,
      columns: query.fields.map(({ name, type }, i) => ({ name: name ?? `_col${i}`, type })),
      warnings,
      subqueries,
      routines: routines.routines,
    };
  }
  return {
    ...analyzeWrite(node, context),
    routines: routines.routines,
    updateType: node.kind === 'insert' ? 'INSERT' : 'CREATE TABLE',
    columns: [{ name: 'rows', type: { kind: 'bigint' } }],
    warnings,
    subqueries,
  };
}

/** What the queries of a statement share, and the functions that they can call. */
function queryContext(
  session: Session,
  metadata: Metadata,
  {
    allocator = createFieldAllocator(),
    warnings = [],
    subqueries = new Map(),
    replacedView,
  }: {
    readonly allocator?: FieldAllocator;
    readonly warnings?: AnalysisWarning[];
    readonly subqueries?: Map<string, SubqueryExpressionAnalysis>;
    readonly replacedView?: QualifiedTableName | undefined;
  } = {},
): { readonly context: QueryContext; readonly routines: RoutineScope } {
  const stored: StoredRoutines = new StoredRoutines(metadata, (head, source) => {
    const { path } = source.function;
    const around = { ...session, path };
    return analyzeRoutine(parseSpecification(source.function.sql), head.function, {
      ...context,
      session: around,
      routines: new RoutineScope(stored, around),
    });
  });
  const routines = new RoutineScope(stored, session);
  const context: QueryContext = {
    session,
    metadata,
    allocator,
    named: new Map(),
    namedQueryUses: { count: 0 },
    warnings,
    subqueries,
    routines,
    ...(replacedView !== undefined && { views: { replaced: replacedView } }),
    analyzeQuery: (nested, around) => analyzeQuery(nested, around, false),
    analyzeRecursion: analyzeRecursiveQuery,
  };
  return { context, routines };
}

/**
 * Checks a function that a catalog is to keep.
 * @returns it as it is kept, and what its declaration says
 * @throws TrinoError with positions in the kept text
 */
export function analyzeFunction(
  node: FunctionSpecification,
  place: RoutinePlace,
  { session, metadata }: AnalysisOptions,
): RoutineHead & { readonly sql: string } {
  verifyBegin(node);
  const { sql, tree } = readSpecification(node);
  const declared = routineHead(tree, sql, place);
  analyzeRoutine(tree, declared.head, queryContext(session, metadata).context);
  return { ...declared, sql };
}

function analyzeWrite(node: Insert | CreateTableAsSelect, context: QueryContext): AnalyzedWrite {
  return node.kind === 'insert'
    ? analyzeInsert(node, context)
    : analyzeCreateTableAs(node, context, noRowsWritten);
}

/** The result of a statement that had nothing to do. */
function noRowsWritten(): QueryNode {
  const query = parseStatement("SELECT BIGINT '0' AS rows");
  if (query.kind !== 'query') throw new TypeError(`A query was read as ${query.kind}`);
  return query;
}
