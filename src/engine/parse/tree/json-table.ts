import type { DataTypeNode } from './data-type.ts';
import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode } from './identifier.ts';
import type {
  JsonFormat,
  JsonPathInvocation,
  JsonQueryBehavior,
  JsonValueBehavior,
  JsonWrapperBehavior,
} from './json-function.ts';
import type { StringLiteral } from './literal.ts';
import type { SyntaxNode } from './node.ts';

/** `JSON_TABLE(…)`. */
export interface JsonTable extends SyntaxNode {
  readonly kind: 'jsonTable';
  readonly invocation: JsonPathInvocation;
  readonly columns: readonly JsonTableColumn[];
  readonly plan?: JsonTablePlan;
  readonly errorBehavior?: 'ERROR' | 'EMPTY';
}

export type JsonTableColumn = OrdinalityColumn | ValueColumn | QueryColumn | NestedColumns;

export interface OrdinalityColumn extends SyntaxNode {
  readonly kind: 'ordinalityColumn';
  readonly name: IdentifierNode;
}

export interface ValueColumn extends SyntaxNode {
  readonly kind: 'valueColumn';
  readonly name: IdentifierNode;
  readonly type: DataTypeNode;
  readonly path?: StringLiteral;
  readonly emptyBehavior: JsonValueBehavior;
  readonly emptyDefault?: ExpressionNode;
  readonly errorBehavior?: JsonValueBehavior;
  readonly errorDefault?: ExpressionNode;
}

export interface QueryColumn extends SyntaxNode {
  readonly kind: 'queryColumn';
  readonly name: IdentifierNode;
  readonly type: DataTypeNode;
  readonly format: JsonFormat;
  readonly path?: StringLiteral;
  readonly wrapper: JsonWrapperBehavior;
  readonly quotes?: 'KEEP' | 'OMIT';
  readonly emptyBehavior: JsonQueryBehavior;
  readonly errorBehavior?: JsonQueryBehavior;
}

export interface NestedColumns extends SyntaxNode {
  readonly kind: 'nestedColumns';
  readonly path: StringLiteral;
  readonly pathName?: IdentifierNode;
  readonly columns: readonly JsonTableColumn[];
}

/** `PLAN (…)` and `PLAN DEFAULT (…)`. */
export type JsonTablePlan =
  | JsonTablePlanLeaf
  | JsonTablePlanParentChild
  | JsonTablePlanSiblings
  | JsonTableDefaultPlan;

export interface JsonTablePlanLeaf extends SyntaxNode {
  readonly kind: 'planLeaf';
  readonly name: IdentifierNode;
}

export interface JsonTablePlanParentChild extends SyntaxNode {
  readonly kind: 'planParentChild';
  readonly join: 'OUTER' | 'INNER';
  readonly parent: JsonTablePlanLeaf;
  readonly child: JsonTablePlan;
}

export interface JsonTablePlanSiblings extends SyntaxNode {
  readonly kind: 'planSiblings';
  readonly join: 'UNION' | 'CROSS';
  readonly siblings: readonly JsonTablePlan[];
}

export interface JsonTableDefaultPlan extends SyntaxNode {
  readonly kind: 'planDefault';
  readonly parentChild: 'OUTER' | 'INNER';
  readonly siblings: 'UNION' | 'CROSS';
}
