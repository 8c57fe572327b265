import type { DataTypeNode } from './data-type.ts';
import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { StringLiteral } from './literal.ts';

/** `FORMAT JSON [ENCODING …]`: how an input is read or an output written. */
export type JsonFormat = 'JSON' | 'UTF8' | 'UTF16' | 'UTF32';

/** `input FORMAT …, path AS name PASSING …`: what every path function begins with. */
export interface JsonPathInvocation extends SyntaxNode {
  readonly kind: 'jsonPathInvocation';
  readonly input: ExpressionNode;
  readonly inputFormat: JsonFormat;
  readonly path: StringLiteral;
  readonly pathName?: IdentifierNode;
  readonly parameters: readonly JsonPathParameter[];
}

export interface JsonPathParameter extends SyntaxNode {
  readonly kind: 'jsonPathParameter';
  readonly name: IdentifierNode;
  readonly value: ExpressionNode;
  readonly format?: JsonFormat;
}

export interface JsonExistsNode extends SyntaxNode {
  readonly kind: 'jsonExists';
  readonly invocation: JsonPathInvocation;
  readonly errorBehavior: 'TRUE' | 'FALSE' | 'UNKNOWN' | 'ERROR';
}

export type JsonValueBehavior = 'ERROR' | 'NULL' | 'DEFAULT';

export interface JsonValueNode extends SyntaxNode {
  readonly kind: 'jsonValue';
  readonly invocation: JsonPathInvocation;
  readonly returning?: DataTypeNode;
  readonly emptyBehavior: JsonValueBehavior;
  readonly emptyDefault?: ExpressionNode;
  readonly errorBehavior: JsonValueBehavior;
  readonly errorDefault?: ExpressionNode;
}

export type JsonWrapperBehavior = 'WITHOUT' | 'CONDITIONAL' | 'UNCONDITIONAL';
export type JsonQueryBehavior = 'ERROR' | 'NULL' | 'EMPTY ARRAY' | 'EMPTY OBJECT';

export interface JsonQueryNode extends SyntaxNode {
  readonly kind: 'jsonQuery';
  readonly invocation: JsonPathInvocation;
  readonly returning?: DataTypeNode;
  readonly outputFormat?: JsonFormat;
  readonly wrapper: JsonWrapperBehavior;
  readonly quotes?: 'KEEP' | 'OMIT';
  readonly emptyBehavior: JsonQueryBehavior;
  readonly errorBehavior: JsonQueryBehavior;
}

export interface JsonObjectMember extends SyntaxNode {
  readonly kind: 'jsonObjectMember';
  readonly key: ExpressionNode;
  readonly value: ExpressionNode;
  readonly format?: JsonFormat;
}

export interface JsonObjectNode extends SyntaxNode {
  readonly kind: 'jsonObject';
  readonly members: readonly JsonObjectMember[];
  readonly nullOnNull: boolean;
  readonly uniqueKeys: boolean;
  readonly returning?: DataTypeNode;
  readonly outputFormat?: JsonFormat;
}

export interface JsonArrayElement extends SyntaxNode {
  readonly kind: 'jsonArrayElement';
  readonly value: ExpressionNode;
  readonly format?: JsonFormat;
}

export interface JsonArrayNode extends SyntaxNode {
  readonly kind: 'jsonArray';
  readonly elements: readonly JsonArrayElement[];
  readonly nullOnNull: boolean;
  readonly returning?: DataTypeNode;
  readonly outputFormat?: JsonFormat;
}
