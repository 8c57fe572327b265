import type { Metadata, QualifiedTableName } from '../catalog/metadata.ts';
import type { NamedQuery, QueryNode } from '../parse/tree/query.ts';
import type { TableNode } from '../parse/tree/relation.ts';
import type { Session } from '../session/session.ts';
import type {
  AnalysisWarning,
  QueryAnalysis,
  RecursionAnalysis,
  RecursiveReferenceAnalysis,
  SubqueryExpressionAnalysis,
} from './analysis.ts';
import type { RecursiveShape } from './analyze-recursion.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { RoutineScope } from './routines/routine-scope.ts';
import type { Scope } from './scope.ts';

/** What a query is analysed in. */
export interface QueryContext {
  readonly session: Session;
  readonly metadata: Metadata;
  readonly allocator: FieldAllocator;
  /** Queries of enclosing WITH clauses by lower-case name, each with what it sees itself. */
  readonly named: ReadonlyMap<string, NamedQueryContext>;
  /** Within the step of a recursion: the place where it names itself, and what stands there. */
  readonly recursion?: { readonly reference: TableNode; readonly previous: RecursiveReferenceAnalysis };
  /** How often queries of WITH and views were used: each use is analysed anew, and uses within them multiply. */
  readonly namedQueryUses: { count: number };
  readonly warnings: AnalysisWarning[];
  /** Subqueries of the statement's expressions, by id: one map for all its queries. */
  readonly subqueries: Map<string, SubqueryExpressionAnalysis>;
  /** Functions that the statement brings along; absent where it has none. */
  readonly routines?: RoutineScope;
  /** Set within views, and where one is being made. */
  readonly views?: ViewContext;
  /** Scope of the enclosing query, for correlated names. */
  readonly outer?: Scope;
  /** Set where expressions may not use names of enclosing queries: in the condition of an outer join. */
  readonly isUncorrelated?: boolean;
  /** Analyses a nested query. Handed down, so that queries, relations and expressions needn't import each other in a circle. */
  readonly analyzeQuery: (query: QueryNode, context: QueryContext) => QueryAnalysis;
  /** Analyses a recursion of WITH RECURSIVE: handed down as well. */
  readonly analyzeRecursion: (
    named: NamedQuery,
    shape: RecursiveShape,
    context: QueryContext,
  ) => RecursionAnalysis;
}

/** A query of WITH, what it sees itself, and how it names itself, if it does. */
export interface NamedQueryContext {
  readonly query: NamedQuery;
  readonly context: QueryContext;
  readonly recursive?: RecursiveShape;
}

/** Twenty queries, or views, that each use the one before twice would come to a million. */
export const maxNamedQueryUses = 10_000;

/** Where a query stands among views. */
export interface ViewContext {
  /** The view that the statement is about to replace: its query may not use it. */
  readonly replaced?: QualifiedTableName;
  /** Full names of the views around the query, from the outside. */
  readonly enclosing?: readonly string[];
  /** What table names of the query are completed with, instead of the session's. */
  readonly names?: { readonly catalog?: string; readonly schema?: string };
}

/** The scope of a relation's fields within the queries around it, which notes what it is used for. */
export function scopeOf(fields: Scope['fields'], { outer }: QueryContext): Scope {
  return { fields, references: [], ...(outer !== undefined && { parent: outer, isBoundary: true }) };
}
