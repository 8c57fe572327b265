import type { DataTypeNode } from './data-type.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { IntervalLiteral } from './literal.ts';
import type { SyntaxNode } from './node.ts';
import type { Principal, Property } from './property.ts';
import type { QueryNode } from './query.ts';
import type { FunctionSpecification } from './routine.ts';

/** Statements that create, change and drop catalogs, schemas, tables, views and functions. */
export type DefinitionStatement =
  | CreateCatalog
  | DropCatalog
  | CreateSchema
  | DropSchema
  | RenameSchema
  | SetAuthorization
  | CreateTable
  | CreateTableAsSelect
  | DropTable
  | RenameTable
  | SetProperties
  | AddColumn
  | DropColumn
  | RenameColumn
  | SetColumnType
  | Comment
  | CreateView
  | RenameView
  | DropView
  | CreateMaterializedView
  | DropMaterializedView
  | RenameMaterializedView
  | CreateFunction
  | DropFunction;

export interface CreateCatalog extends SyntaxNode {
  readonly kind: 'createCatalog';
  readonly name: IdentifierNode;
  readonly ifNotExists: boolean;
  readonly connector: IdentifierNode;
  readonly comment?: string;
  readonly owner?: Principal;
  readonly properties: readonly Property[];
}

export interface DropCatalog extends SyntaxNode {
  readonly kind: 'dropCatalog';
  readonly name: IdentifierNode;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

export interface CreateSchema extends SyntaxNode {
  readonly kind: 'createSchema';
  readonly name: QualifiedName;
  readonly ifNotExists: boolean;
  readonly owner?: Principal;
  readonly properties: readonly Property[];
}

export interface DropSchema extends SyntaxNode {
  readonly kind: 'dropSchema';
  readonly name: QualifiedName;
  readonly ifExists: boolean;
  readonly cascade: boolean;
}

export interface RenameSchema extends SyntaxNode {
  readonly kind: 'renameSchema';
  readonly source: QualifiedName;
  readonly target: IdentifierNode;
}

export interface SetAuthorization extends SyntaxNode {
  readonly kind: 'setAuthorization';
  readonly entity: 'SCHEMA' | 'TABLE' | 'VIEW';
  readonly name: QualifiedName;
  readonly principal: Principal;
}

export type TableElement = ColumnDefinition | LikeClause;

export interface ColumnDefinition extends SyntaxNode {
  readonly kind: 'columnDefinition';
  /** Several parts only in ALTER TABLE ADD COLUMN (a field of a row). */
  readonly name: QualifiedName;
  readonly type: DataTypeNode;
  readonly nullable: boolean;
  readonly comment?: string;
  readonly properties: readonly Property[];
}

export interface LikeClause extends SyntaxNode {
  readonly kind: 'likeClause';
  readonly table: QualifiedName;
  readonly properties?: 'INCLUDING' | 'EXCLUDING';
}

/** How CREATE takes an existing one: fail, keep (IF NOT EXISTS) or replace (OR REPLACE). */
export type SaveMode = 'FAIL' | 'IGNORE' | 'REPLACE';

export interface CreateTable extends SyntaxNode {
  readonly kind: 'createTable';
  readonly name: QualifiedName;
  readonly saveMode: SaveMode;
  readonly elements: readonly TableElement[];
  readonly comment?: string;
  readonly properties: readonly Property[];
}

export interface CreateTableAsSelect extends SyntaxNode {
  readonly kind: 'createTableAsSelect';
  readonly name: QualifiedName;
  readonly saveMode: SaveMode;
  readonly columnAliases?: readonly IdentifierNode[];
  readonly comment?: string;
  readonly properties: readonly Property[];
  readonly query: QueryNode;
  readonly withData: boolean;
}

export interface DropTable extends SyntaxNode {
  readonly kind: 'dropTable';
  readonly name: QualifiedName;
  readonly ifExists: boolean;
}

export interface RenameTable extends SyntaxNode {
  readonly kind: 'renameTable';
  readonly source: QualifiedName;
  readonly target: QualifiedName;
  readonly ifExists: boolean;
}

export interface SetProperties extends SyntaxNode {
  readonly kind: 'setProperties';
  readonly entity: 'TABLE' | 'MATERIALIZED VIEW';
  readonly name: QualifiedName;
  readonly properties: readonly Property[];
}

export interface AddColumn extends SyntaxNode {
  readonly kind: 'addColumn';
  readonly table: QualifiedName;
  readonly column: ColumnDefinition;
  readonly ifTableExists: boolean;
  readonly ifNotExists: boolean;
}

export interface DropColumn extends SyntaxNode {
  readonly kind: 'dropColumn';
  readonly table: QualifiedName;
  readonly column: QualifiedName;
  readonly ifTableExists: boolean;
  readonly ifExists: boolean;
}

export interface RenameColumn extends SyntaxNode {
  readonly kind: 'renameColumn';
  readonly table: QualifiedName;
  readonly source: QualifiedName;
  readonly target: IdentifierNode;
  readonly ifTableExists: boolean;
  readonly ifExists: boolean;
}

export interface SetColumnType extends SyntaxNode {
  readonly kind: 'setColumnType';
  readonly table: QualifiedName;
  readonly column: QualifiedName;
  readonly type: DataTypeNode;
  readonly ifTableExists: boolean;
}

export interface Comment extends SyntaxNode {
  readonly kind: 'comment';
  readonly type: 'TABLE' | 'VIEW' | 'COLUMN';
  readonly name: QualifiedName;
  /** Absent: NULL. */
  readonly comment?: string;
}

export interface CreateView extends SyntaxNode {
  readonly kind: 'createView';
  readonly name: QualifiedName;
  readonly replace: boolean;
  readonly comment?: string;
  readonly security?: 'DEFINER' | 'INVOKER';
  readonly query: QueryNode;
}

export interface RenameView extends SyntaxNode {
  readonly kind: 'renameView';
  readonly source: QualifiedName;
  readonly target: QualifiedName;
}

export interface DropView extends SyntaxNode {
  readonly kind: 'dropView';
  readonly name: QualifiedName;
  readonly ifExists: boolean;
}

export interface CreateMaterializedView extends SyntaxNode {
  readonly kind: 'createMaterializedView';
  readonly name: QualifiedName;
  readonly replace: boolean;
  readonly ifNotExists: boolean;
  readonly gracePeriod?: IntervalLiteral;
  readonly comment?: string;
  readonly properties: readonly Property[];
  readonly query: QueryNode;
}

export interface DropMaterializedView extends SyntaxNode {
  readonly kind: 'dropMaterializedView';
  readonly name: QualifiedName;
  readonly ifExists: boolean;
}

export interface RenameMaterializedView extends SyntaxNode {
  readonly kind: 'renameMaterializedView';
  readonly source: QualifiedName;
  readonly target: QualifiedName;
  readonly ifExists: boolean;
}

export interface CreateFunction extends SyntaxNode {
  readonly kind: 'createFunction';
  readonly specification: FunctionSpecification;
  readonly replace: boolean;
}

export interface DropFunction extends SyntaxNode {
  readonly kind: 'dropFunction';
  readonly name: QualifiedName;
  readonly parameters: readonly { readonly type: DataTypeNode; readonly name?: IdentifierNode }[];
  readonly ifExists: boolean;
}
