import type { SyntaxNode } from './node.ts';

export type LiteralNode =
  | NullLiteral
  | BooleanLiteral
  | StringLiteral
  | BinaryLiteral
  | LongLiteral
  | DecimalLiteral
  | DoubleLiteral
  | GenericLiteral
  | IntervalLiteral;

export interface NullLiteral extends SyntaxNode {
  readonly kind: 'nullLiteral';
}

export interface BooleanLiteral extends SyntaxNode {
  readonly kind: 'booleanLiteral';
  readonly value: boolean;
}

/** `'text'` or `U&'t\00e9xt'`, unescaped. */
export interface StringLiteral extends SyntaxNode {
  readonly kind: 'stringLiteral';
  readonly value: string;
}

/** `X'00 ff'`. */
export interface BinaryLiteral extends SyntaxNode {
  readonly kind: 'binaryLiteral';
  readonly value: Uint8Array;
}

/** A whole number: `42`, `1_000`, `0x2A`; its type is integer or bigint by size. */
export interface LongLiteral extends SyntaxNode {
  readonly kind: 'longLiteral';
  readonly value: bigint;
  /** As written. */
  readonly text: string;
}

/** `1.5` or `DECIMAL '1.5'`: the digits as written, underscores removed. */
export interface DecimalLiteral extends SyntaxNode {
  readonly kind: 'decimalLiteral';
  readonly value: string;
}

/** `1.5E0`. */
export interface DoubleLiteral extends SyntaxNode {
  readonly kind: 'doubleLiteral';
  readonly value: number;
}

/** `type 'text'` of any other type: `DATE '2020-01-01'`, `TIMESTAMP '…'`, `BIGINT '5'`, `JSON '{}'`. `type` is as written, quotes included. */
export interface GenericLiteral extends SyntaxNode {
  readonly kind: 'genericLiteral';
  readonly type: string;
  readonly value: string;
}

export type IntervalField = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';

/** `INTERVAL '2' DAY`, `INTERVAL -'1-2' YEAR TO MONTH`. */
export interface IntervalLiteral extends SyntaxNode {
  readonly kind: 'intervalLiteral';
  readonly value: string;
  readonly sign: 1 | -1;
  readonly start: IntervalField;
  readonly end?: IntervalField;
}
