import type { QualifiedName, IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { Statement } from './statement.ts';
import type { RelationNode } from './relation.ts';

/** Statements that answer with rows about metadata or plans. */
export type ShowStatement =
  | ShowCatalogs
  | ShowSchemas
  | ShowTables
  | ShowColumns
  | ShowFunctions
  | ShowSession
  | ShowStats
  | ShowCreate
  | ShowGrants
  | ShowRoles
  | ShowRoleGrants
  | Explain
  | ExplainAnalyze
  | DescribeInput
  | DescribeOutput;

/** `LIKE 'pattern' ESCAPE 'e'` of the SHOW statements. */
interface Filtered {
  readonly like?: string;
  readonly escape?: string;
}

export interface ShowCatalogs extends SyntaxNode, Filtered {
  readonly kind: 'showCatalogs';
}

export interface ShowSchemas extends SyntaxNode, Filtered {
  readonly kind: 'showSchemas';
  readonly catalog?: IdentifierNode;
}

export interface ShowTables extends SyntaxNode, Filtered {
  readonly kind: 'showTables';
  readonly schema?: QualifiedName;
}

/** SHOW COLUMNS, and DESCRIBE table. */
export interface ShowColumns extends SyntaxNode, Filtered {
  readonly kind: 'showColumns';
  readonly table: QualifiedName;
}

export interface ShowFunctions extends SyntaxNode, Filtered {
  readonly kind: 'showFunctions';
  readonly schema?: QualifiedName;
}

export interface ShowSession extends SyntaxNode, Filtered {
  readonly kind: 'showSession';
}

/** SHOW STATS FOR a table or a parenthesised query. */
export interface ShowStats extends SyntaxNode {
  readonly kind: 'showStats';
  readonly relation: RelationNode;
}

export interface ShowCreate extends SyntaxNode {
  readonly kind: 'showCreate';
  readonly type: 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW' | 'SCHEMA';
  readonly name: QualifiedName;
}

export interface ShowGrants extends SyntaxNode {
  readonly kind: 'showGrants';
  readonly table?: QualifiedName;
  /** Whether the word TABLE was written. */
  readonly tableKeyword: boolean;
}

export interface ShowRoles extends SyntaxNode {
  readonly kind: 'showRoles';
  readonly catalog?: IdentifierNode;
  readonly current: boolean;
}

export interface ShowRoleGrants extends SyntaxNode {
  readonly kind: 'showRoleGrants';
  readonly catalog?: IdentifierNode;
}

export interface Explain extends SyntaxNode {
  readonly kind: 'explain';
  readonly statement: Statement;
  readonly options: readonly ExplainOption[];
}

export type ExplainOption =
  | (SyntaxNode & { readonly kind: 'explainFormat'; readonly format: 'TEXT' | 'GRAPHVIZ' | 'JSON' })
  | (SyntaxNode & {
      readonly kind: 'explainType';
      readonly type: 'LOGICAL' | 'DISTRIBUTED' | 'VALIDATE' | 'IO';
    });

export interface ExplainAnalyze extends SyntaxNode {
  readonly kind: 'explainAnalyze';
  readonly statement: Statement;
  readonly verbose: boolean;
}

export interface DescribeInput extends SyntaxNode {
  readonly kind: 'describeInput';
  readonly name: IdentifierNode;
}

export interface DescribeOutput extends SyntaxNode {
  readonly kind: 'describeOutput';
  readonly name: IdentifierNode;
}
