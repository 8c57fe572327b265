import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { Property } from './property.ts';
import type { QueryNode } from './query.ts';
import type { RelationNode, TableNode } from './relation.ts';

/** Statements that change rows, or run a table's procedures. */
export type DataStatement =
  | Insert
  | Delete
  | Update
  | Merge
  | TruncateTable
  | RefreshMaterializedView
  | Call
  | Analyze
  | TableExecute;

export interface Insert extends SyntaxNode {
  readonly kind: 'insert';
  readonly table: TableNode;
  readonly columns?: readonly IdentifierNode[];
  readonly query: QueryNode;
}

export interface Delete extends SyntaxNode {
  readonly kind: 'delete';
  readonly table: TableNode;
  readonly where?: ExpressionNode;
}

export interface Update extends SyntaxNode {
  readonly kind: 'update';
  readonly table: TableNode;
  readonly assignments: readonly UpdateAssignment[];
  readonly where?: ExpressionNode;
}

export interface UpdateAssignment extends SyntaxNode {
  readonly kind: 'updateAssignment';
  readonly name: IdentifierNode;
  readonly value: ExpressionNode;
}

export interface Merge extends SyntaxNode {
  readonly kind: 'merge';
  /** A table, maybe aliased. */
  readonly target: RelationNode;
  readonly source: RelationNode;
  readonly on: ExpressionNode;
  readonly cases: readonly MergeCase[];
}

export type MergeCase =
  | (SyntaxNode & {
      readonly kind: 'mergeUpdate';
      readonly condition?: ExpressionNode;
      readonly assignments: readonly UpdateAssignment[];
    })
  | (SyntaxNode & { readonly kind: 'mergeDelete'; readonly condition?: ExpressionNode })
  | (SyntaxNode & {
      readonly kind: 'mergeInsert';
      readonly condition?: ExpressionNode;
      readonly columns: readonly IdentifierNode[];
      readonly values: readonly ExpressionNode[];
    });

export interface TruncateTable extends SyntaxNode {
  readonly kind: 'truncateTable';
  readonly table: QualifiedName;
}

export interface RefreshMaterializedView extends SyntaxNode {
  readonly kind: 'refreshMaterializedView';
  readonly name: QualifiedName;
}

export interface CallArgument extends SyntaxNode {
  readonly kind: 'callArgument';
  readonly name?: IdentifierNode;
  readonly value: ExpressionNode;
}

export interface Call extends SyntaxNode {
  readonly kind: 'call';
  readonly name: QualifiedName;
  readonly arguments: readonly CallArgument[];
}

export interface Analyze extends SyntaxNode {
  readonly kind: 'analyze';
  readonly table: QualifiedName;
  readonly properties: readonly Property[];
}

/** `ALTER TABLE t EXECUTE procedure(arguments) WHERE …`. */
export interface TableExecute extends SyntaxNode {
  readonly kind: 'tableExecute';
  readonly table: QualifiedName;
  readonly procedure: IdentifierNode;
  readonly arguments: readonly CallArgument[];
  readonly where?: ExpressionNode;
}
