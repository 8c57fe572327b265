import type { DataTypeNode } from './data-type.ts';
import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { ParameterBinding } from './parameter-binding.ts';
import type { QueryNode } from './query.ts';

/** `base.field`: a column of a table, or a field of a row: analysis tells. */
export interface DereferenceNode extends SyntaxNode {
  readonly kind: 'dereference';
  readonly base: ExpressionNode;
  readonly field: IdentifierNode;
}

/** `label.*`: all rows of a pattern's variable, as the argument of count. */
export interface LabelDereferenceNode extends SyntaxNode {
  readonly kind: 'labelDereference';
  readonly label: IdentifierNode;
}

/** `base[index]`. */
export interface SubscriptNode extends SyntaxNode {
  readonly kind: 'subscript';
  readonly base: ExpressionNode;
  readonly index: ExpressionNode;
}

export interface ArithmeticUnaryNode extends SyntaxNode {
  readonly kind: 'arithmeticUnary';
  readonly sign: '+' | '-';
  readonly value: ExpressionNode;
}

/** `left operator right`. `a || b` is a call of `concat`, as in Trino. */
export interface ArithmeticBinaryNode extends SyntaxNode {
  readonly kind: 'arithmeticBinary';
  readonly operator: '+' | '-' | '*' | '/' | '%';
  readonly left: ExpressionNode;
  readonly right: ExpressionNode;
}

/** CAST, or with `safe` TRY_CAST. */
export interface CastNode extends SyntaxNode {
  readonly kind: 'cast';
  readonly value: ExpressionNode;
  readonly type: DataTypeNode;
  readonly safe: boolean;
}

export type ExtractField =
  | 'YEAR'
  | 'QUARTER'
  | 'MONTH'
  | 'WEEK'
  | 'DAY'
  | 'DAY_OF_MONTH'
  | 'DAY_OF_WEEK'
  | 'DOW'
  | 'DAY_OF_YEAR'
  | 'DOY'
  | 'YEAR_OF_WEEK'
  | 'YOW'
  | 'HOUR'
  | 'MINUTE'
  | 'SECOND'
  | 'TIMEZONE_MINUTE'
  | 'TIMEZONE_HOUR';

/** `EXTRACT(field FROM value)`. */
export interface ExtractNode extends SyntaxNode {
  readonly kind: 'extract';
  readonly field: ExtractField;
  readonly value: ExpressionNode;
}

/** `TRIM([LEADING|TRAILING|BOTH] [characters] FROM source)`. */
export interface TrimNode extends SyntaxNode {
  readonly kind: 'trim';
  readonly specification: 'BOTH' | 'LEADING' | 'TRAILING';
  readonly source: ExpressionNode;
  readonly characters?: ExpressionNode;
}

/** `FORMAT('…', argument…)`. */
export interface FormatNode extends SyntaxNode {
  readonly kind: 'format';
  readonly arguments: readonly ExpressionNode[];
}

/** `value AT TIME ZONE zone`. */
export interface AtTimeZoneNode extends SyntaxNode {
  readonly kind: 'atTimeZone';
  readonly value: ExpressionNode;
  readonly timeZone: ExpressionNode;
}

/** `CURRENT_DATE`, `LOCALTIMESTAMP(3)`, …; precision as written. */
export interface CurrentTimeNode extends SyntaxNode {
  readonly kind: 'currentTime';
  readonly function: 'CURRENT_DATE' | 'CURRENT_TIME' | 'CURRENT_TIMESTAMP' | 'LOCALTIME' | 'LOCALTIMESTAMP';
  readonly precision?: number;
}

/** `CURRENT_USER` and its like. */
export interface CurrentNode extends SyntaxNode {
  readonly kind: 'current';
  readonly function: 'CURRENT_USER' | 'CURRENT_CATALOG' | 'CURRENT_SCHEMA' | 'CURRENT_PATH';
}

/** `ROW(a, b)` or `(a, b)`. */
export interface RowNode extends SyntaxNode {
  readonly kind: 'row';
  readonly items: readonly ExpressionNode[];
}

/** `ARRAY[a, b]`. */
export interface ArrayNode extends SyntaxNode {
  readonly kind: 'array';
  readonly values: readonly ExpressionNode[];
}

/** `(a, b) -> body`. */
export interface LambdaNode extends SyntaxNode {
  readonly kind: 'lambda';
  readonly parameters: readonly IdentifierNode[];
  readonly body: ExpressionNode;
}

/** `"$INTERNAL$BIND"(value…, lambda)`: only in plan fragments. */
export interface BindNode extends SyntaxNode {
  readonly kind: 'bind';
  readonly values: readonly ExpressionNode[];
  readonly function: ExpressionNode;
}

/** `?`, numbered from 0 in the order of the text. */
export interface ParameterNode extends SyntaxNode {
  readonly kind: 'parameter';
  readonly position: number;
  /** What it stands for; the parser leaves it out. */
  readonly binding?: ParameterBinding;
}

/** `(query)` as a value. */
export interface SubqueryNode extends SyntaxNode {
  readonly kind: 'subquery';
  readonly query: QueryNode;
}
