import type { ExpressionNode } from './expression-node.ts';
import type { WindowSpecification } from './function-call.ts';
import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { OrderBy } from './order-by.ts';
import type { RelationNode, TableNode, TableSubquery } from './relation.ts';
import type { FunctionSpecification } from './routine.ts';

/**
 * A query with its own WITH. A simple `SELECT … ORDER BY … LIMIT …` keeps ORDER BY, OFFSET and LIMIT in its
 * `querySpecification`, as in Trino, so that they see the specification's scope; over a set operation they stand here.
 */
export interface QueryNode extends SyntaxNode {
  readonly kind: 'query';
  readonly with?: WithClause;
  readonly body: QueryBody;
  readonly orderBy?: OrderBy;
  readonly offset?: OffsetClause;
  readonly limit?: LimitClause;
  /** Functions declared by WITH FUNCTION, only at the root. */
  readonly functions?: readonly FunctionSpecification[];
}

export type QueryBody = QuerySpecification | SetOperation | ValuesNode | TableNode | TableSubquery;

export interface WithClause extends SyntaxNode {
  readonly kind: 'with';
  readonly recursive: boolean;
  readonly queries: readonly NamedQuery[];
}

export interface NamedQuery extends SyntaxNode {
  readonly kind: 'namedQuery';
  readonly name: IdentifierNode;
  readonly query: QueryNode;
  readonly columnNames?: readonly IdentifierNode[];
}

export interface QuerySpecification extends SyntaxNode {
  readonly kind: 'querySpecification';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from?: RelationNode;
  readonly where?: ExpressionNode;
  readonly groupBy?: GroupBy;
  readonly having?: ExpressionNode;
  readonly windows: readonly WindowDefinition[];
  readonly orderBy?: OrderBy;
  readonly offset?: OffsetClause;
  readonly limit?: LimitClause;
}

export type SelectItem = SingleColumn | AllColumns;

export interface SingleColumn extends SyntaxNode {
  readonly kind: 'singleColumn';
  readonly expression: ExpressionNode;
  readonly alias?: IdentifierNode;
}

/** `*`, `target.*` or `target.* AS (a, b)`. */
export interface AllColumns extends SyntaxNode {
  readonly kind: 'allColumns';
  readonly target?: ExpressionNode;
  readonly aliases: readonly IdentifierNode[];
}

export interface GroupBy extends SyntaxNode {
  readonly kind: 'groupBy';
  readonly distinct: boolean;
  readonly elements: readonly GroupingElement[];
}

export type GroupingElement = SimpleGroupBy | GroupingSets;

/** A key, or with more than one column (or none) a parenthesised list: one grouping set. */
export interface SimpleGroupBy extends SyntaxNode {
  readonly kind: 'simpleGroupBy';
  readonly columns: readonly ExpressionNode[];
}

export interface GroupingSets extends SyntaxNode {
  readonly kind: 'groupingSets';
  readonly type: 'EXPLICIT' | 'ROLLUP' | 'CUBE';
  readonly sets: readonly (readonly ExpressionNode[])[];
}

export interface WindowDefinition extends SyntaxNode {
  readonly kind: 'windowDefinition';
  readonly name: IdentifierNode;
  readonly window: WindowSpecification;
}

/** UNION and INTERSECT chains of one operator and quantifier nest to the left: two relations each. */
export interface SetOperation extends SyntaxNode {
  readonly kind: 'setOperation';
  readonly operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
  readonly distinct: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
}

/** `VALUES row, row`. A row of several columns is a `row` node, a row of one column any other expression. */
export interface ValuesNode extends SyntaxNode {
  readonly kind: 'values';
  readonly rows: readonly ExpressionNode[];
}

export interface OffsetClause extends SyntaxNode {
  readonly kind: 'offset';
  /** A `longLiteral` or a `parameter`. */
  readonly rowCount: ExpressionNode;
}

export type LimitClause = Limit | FetchFirst;

/** LIMIT n, `LIMIT ?`, or LIMIT ALL when `rowCount` is absent. */
export interface Limit extends SyntaxNode {
  readonly kind: 'limit';
  readonly rowCount?: ExpressionNode;
}

/** FETCH FIRST n ROWS ONLY | WITH TIES; without `rowCount` one row. */
export interface FetchFirst extends SyntaxNode {
  readonly kind: 'fetchFirst';
  readonly rowCount?: ExpressionNode;
  readonly withTies: boolean;
}
