import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';

/** A type as written in CAST, column definitions and lambda-free signatures; names aren't resolved yet. */
export type DataTypeNode = GenericDataType | DateTimeDataType | IntervalDataType | RowDataType;

/** `bigint`, `varchar(10)`, `decimal(10, 2)`, `array(bigint)`, `map(a, b)`; `double precision` has the name `double`. */
export interface GenericDataType extends SyntaxNode {
  readonly kind: 'genericDataType';
  readonly name: IdentifierNode;
  readonly arguments: readonly DataTypeArgument[];
}

export type DataTypeArgument = NumericTypeArgument | DataTypeNode;

/** A length, precision or scale. The text is kept: it may not fit a number. */
export interface NumericTypeArgument extends SyntaxNode {
  readonly kind: 'numericTypeArgument';
  readonly value: string;
}

/** `time`, `timestamp(3) with time zone`, …; precision is text, absent where none was written. */
export interface DateTimeDataType extends SyntaxNode {
  readonly kind: 'dateTimeDataType';
  readonly type: 'time' | 'timestamp';
  readonly withTimeZone: boolean;
  readonly precision?: DataTypeArgument;
}

export interface IntervalDataType extends SyntaxNode {
  readonly kind: 'intervalDataType';
  readonly from: string;
  readonly to: string;
}

export interface RowDataType extends SyntaxNode {
  readonly kind: 'rowDataType';
  readonly fields: readonly RowDataTypeField[];
}

export interface RowDataTypeField extends SyntaxNode {
  readonly kind: 'rowDataTypeField';
  readonly name?: IdentifierNode;
  readonly type: DataTypeNode;
}
