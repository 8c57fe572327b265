import type { ErrorLocation } from '../../errors/trino-error.ts';
import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode, QualifiedName } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { OrderBy } from './order-by.ts';
import type { DataTypeNode } from './data-type.ts';
import type { RelationNode } from './relation.ts';

/** `TABLE(name(arguments COPARTITION (…)))`. */
export interface TableFunctionInvocation extends SyntaxNode {
  readonly kind: 'tableFunctionInvocation';
  readonly name: QualifiedName;
  readonly arguments: readonly TableFunctionArgument[];
  readonly copartitioning: readonly (readonly QualifiedName[])[];
}

export interface TableFunctionArgument extends SyntaxNode {
  readonly kind: 'tableFunctionArgument';
  readonly name?: IdentifierNode;
  readonly value: TableArgument | DescriptorArgument | ExpressionNode;
}

/** `TABLE(t) PARTITION BY … PRUNE|KEEP WHEN EMPTY ORDER BY …`. */
export interface TableArgument extends SyntaxNode {
  readonly kind: 'tableArgument';
  readonly table: RelationNode;
  readonly partitionBy?: readonly ExpressionNode[];
  readonly orderBy?: OrderBy;
  readonly whenEmpty?: 'PRUNE' | 'KEEP';
  /** Where `whenEmpty` stands. */
  readonly whenEmptyLocation?: ErrorLocation;
}

/** `DESCRIPTOR(name type, …)`, or `CAST(NULL AS DESCRIPTOR)` without fields. */
export interface DescriptorArgument extends SyntaxNode {
  readonly kind: 'descriptorArgument';
  readonly fields?: readonly DescriptorField[];
}

export interface DescriptorField extends SyntaxNode {
  readonly kind: 'descriptorField';
  readonly name: IdentifierNode;
  readonly type?: DataTypeNode;
}
