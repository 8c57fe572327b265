import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { JsonTable } from './json-table.ts';
import type { SyntaxNode } from './node.ts';
import type { QueryNode, ValuesNode } from './query.ts';
import type { PatternRecognition } from './row-pattern.ts';
import type { TableFunctionInvocation } from './table-function.ts';

/** What FROM can name. Several relations separated by commas are implicit joins. */
export type RelationNode =
  | TableNode
  | AliasedRelation
  | JoinNode
  | TableSubquery
  | LateralNode
  | UnnestNode
  | ValuesNode
  | SampledRelation
  | PatternRecognition
  | TableFunctionInvocation
  | JsonTable;

export interface TableNode extends SyntaxNode {
  readonly kind: 'table';
  readonly name: QualifiedName;
  readonly version?: QueryPeriod;
}

/** `FOR TIMESTAMP|VERSION AS OF value`. */
export interface QueryPeriod extends SyntaxNode {
  readonly kind: 'queryPeriod';
  readonly type: 'TIMESTAMP' | 'VERSION';
  readonly end: ExpressionNode;
}

export interface AliasedRelation extends SyntaxNode {
  readonly kind: 'aliasedRelation';
  readonly relation: RelationNode;
  readonly alias: IdentifierNode;
  readonly columnNames?: readonly IdentifierNode[];
}

export interface JoinNode extends SyntaxNode {
  readonly kind: 'join';
  /** IMPLICIT: a comma. */
  readonly type: 'CROSS' | 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'IMPLICIT';
  readonly left: RelationNode;
  readonly right: RelationNode;
  readonly criteria?: JoinCriteria;
}

export type JoinCriteria =
  | { readonly kind: 'on'; readonly expression: ExpressionNode }
  | { readonly kind: 'using'; readonly columns: readonly IdentifierNode[] }
  | { readonly kind: 'natural' };

/** `(query)` in FROM, or as an operand of a set operation. */
export interface TableSubquery extends SyntaxNode {
  readonly kind: 'tableSubquery';
  readonly query: QueryNode;
}

export interface LateralNode extends SyntaxNode {
  readonly kind: 'lateral';
  readonly query: QueryNode;
}

export interface UnnestNode extends SyntaxNode {
  readonly kind: 'unnest';
  readonly expressions: readonly ExpressionNode[];
  readonly withOrdinality: boolean;
}

export interface SampledRelation extends SyntaxNode {
  readonly kind: 'sampledRelation';
  readonly relation: RelationNode;
  readonly type: 'BERNOULLI' | 'SYSTEM';
  readonly percentage: ExpressionNode;
}
