/**
 * A path of SQL/JSON as plans carry it: the JSON form of these nodes is Trino's own. A `type` stands where analysis knows it, which is
 * where no JSON and no variable is involved.
 */
export type PathNode =
  | ContextVariable
  | CurrentItem
  | LastIndex
  | PathLiteral
  | JsonNullLiteral
  | NamedVariable
  | MemberAccessor
  | DescendantAccessor
  | ArrayAccessor
  | FilterNode
  | PathMethod
  | UnaryNode
  | BinaryNode;

/** A whole path: how missing things are met (`lax`), and where it begins. */
export interface JsonPath {
  readonly lax: boolean;
  readonly root: PathNode;
}

/** `$`. */
export interface ContextVariable {
  readonly '@type': 'contextvariable';
}

/** `@` in a filter. */
export interface CurrentItem {
  readonly '@type': 'currentitem';
}

/** `last` in a subscript. */
export interface LastIndex {
  readonly '@type': 'last';
  readonly type: 'integer';
}

/** A number, text or boolean: a block of one position, in base64. */
export interface PathLiteral {
  readonly '@type': 'literal';
  readonly type: string;
  readonly valueAsBlock: string;
}

/** `null`; on the wire it is a pair of names (`path-wire.ts`). */
export interface JsonNullLiteral {
  readonly '@type': 'jsonnull';
}

/** `$name`: the field of the row of parameters, an SQL value or JSON. */
export interface NamedVariable {
  readonly '@type': 'namedvaluevariable' | 'namedjsonvariable';
  readonly index: number;
}

/** `.key`; `.*` is without a key. */
export interface MemberAccessor {
  readonly '@type': 'memberaccessor';
  readonly base: PathNode;
  readonly key?: string;
}

/** `..key`. */
export interface DescendantAccessor {
  readonly '@type': 'descendantmemberaccessor';
  readonly base: PathNode;
  readonly key: string;
}

/** `[0, 2 to 3]`; `[*]` is without subscripts. */
export interface ArrayAccessor {
  readonly '@type': 'arrayaccessor';
  readonly base: PathNode;
  readonly subscripts: readonly PathSubscript[];
}

export interface PathSubscript {
  readonly from: PathNode;
  readonly to?: PathNode;
}

/** `? (…)`. */
export interface FilterNode {
  readonly '@type': 'filter';
  readonly base: PathNode;
  readonly predicate: PathPredicate;
}

export type PathMethodName = 'abs' | 'ceiling' | 'double' | 'floor' | 'keyvalue' | 'size' | 'type';

/** `.abs()` and its kin. */
export interface PathMethod {
  readonly '@type': PathMethodName;
  readonly base: PathNode;
  readonly type?: string;
}

export interface UnaryNode {
  readonly '@type': 'unary';
  readonly sign: 'PLUS' | 'MINUS';
  readonly base: PathNode;
  readonly type?: string;
}

export type PathOperator = 'ADD' | 'SUBTRACT' | 'MULTIPLY' | 'DIVIDE' | 'MODULUS';

export interface BinaryNode {
  readonly '@type': 'binary';
  readonly operator: PathOperator;
  readonly left: PathNode;
  readonly right: PathNode;
  readonly type?: string;
}

/** A condition on an item; true, false or unknown. */
export type PathPredicate =
  | ComparisonPredicate
  | JunctionPredicate
  | ExistsPredicate
  | NestedPredicate
  | StartsWithPredicate;

export type PathComparison =
  | 'EQUAL'
  | 'NOT_EQUAL'
  | 'LESS_THAN'
  | 'GREATER_THAN'
  | 'LESS_THAN_OR_EQUAL'
  | 'GREATER_THAN_OR_EQUAL';

export interface ComparisonPredicate {
  readonly '@type': 'comparison';
  readonly operator: PathComparison;
  readonly left: PathNode;
  readonly right: PathNode;
}

export interface JunctionPredicate {
  readonly '@type': 'conjunction' | 'disjunction';
  readonly left: PathPredicate;
  readonly right: PathPredicate;
}

export interface ExistsPredicate {
  readonly '@type': 'exists';
  readonly path: PathNode;
}

/** `!(…)` and `(…) is unknown`. */
export interface NestedPredicate {
  readonly '@type': 'negation' | 'isunknown';
  readonly predicate: PathPredicate;
}

export interface StartsWithPredicate {
  readonly '@type': 'startswith';
  readonly value: PathNode;
  readonly prefix: PathNode;
}
