import type { Metadata } from '../catalog/metadata.ts';
import type { NamedQuery, QueryNode } from '../parse/tree/query.ts';
import type { Session } from '../session/session.ts';
import type { AnalysisWarning, QueryAnalysis } from './analysis.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { Scope } from './scope.ts';

/** What a query is analysed in. */
export interface QueryContext {
  readonly session: Session;
  readonly metadata: Metadata;
  readonly allocator: FieldAllocator;
  /** Queries of enclosing WITH clauses by lower-case name, each with what it sees itself. */
  readonly named: ReadonlyMap<string, { readonly query: NamedQuery; readonly context: QueryContext }>;
  readonly warnings: AnalysisWarning[];
  /** Scope of the enclosing query, for correlated names. */
  readonly outer?: Scope;
}

/** Analyses a nested query: handed to the relations, so that the two parts needn't import each other. */
export type AnalyzeSubquery = (query: QueryNode, context: QueryContext) => QueryAnalysis;
