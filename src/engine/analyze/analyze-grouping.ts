import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import { isComparable } from '../functions/type-traits.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import type { GroupBy, GroupingElement, GroupingSets } from '../parse/tree/query.ts';
import { verifyNoAggregations } from './aggregate-checks.ts';
import type { Grouping, GroupingKey } from './analysis.ts';
import { analyzeExpression } from './analyze-expression.ts';
import { typeText } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import { crossGroupingSets } from './grouping-sets.ts';
import type { GroupingSetLists } from './grouping-sets.ts';
import { semanticError } from './semantic-error.ts';

/** An expression of SELECT that a whole number in GROUP BY may mean: as written (absent for `*`), and analysed. */
export interface GroupableOutput {
  readonly node?: ExpressionNode;
  readonly expression: Expression;
}

/**
 * The keys of GROUP BY and its grouping sets. A key that is a column has the column's own id.
 * @param outputs the expressions of SELECT
 * @param owner the SELECT: where Trino reports a type that can't be compared
 * @throws TrinoError INVALID_COLUMN_REFERENCE, EXPRESSION_NOT_SCALAR, TYPE_MISMATCH, TOO_MANY_GROUPING_SETS, …
 */
export function analyzeGroupBy(
  groupBy: GroupBy,
  outputs: readonly GroupableOutput[],
  context: ExpressionContext,
  owner: SyntaxNode,
): Pick<Grouping, 'keys' | 'sets'> {
  verifyCount(groupBy);
  const keys = new KeyCollector(context);
  const lists: { -readonly [Kind in keyof GroupingSetLists]: string[][][] } = {
    CUBE: [],
    ROLLUP: [],
    EXPLICIT: [],
  };
  const computed: GroupingKey[] = [];
  for (const element of groupBy.elements) {
    if (element.kind === 'groupingSets') {
      lists[element.type].push(
        element.sets.map((set) => set.map((column) => keys.add(analyzeSetColumn(column, context)).id)),
      );
      continue;
    }
    for (const column of element.columns) {
      const key = keys.add(analyzeKey(column, outputs, context));
      if (keys.isColumn(key.expression)) {
        lists.EXPLICIT.push([[key.id]]);
      } else {
        computed.push(key);
      }
    }
  }
  for (const { expression } of keys.all) {
    if (!isComparable(expression.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        owner,
        `${typeText(expression.type)} is not comparable, and therefore cannot be used in GROUP BY`,
      );
    }
  }
  const sets = crossGroupingSets(
    lists,
    computed.map(({ id }) => id),
    groupBy.distinct,
  );
  // Columns come before what is computed: in the order of the lists, as Trino names their symbols.
  const order = [...lists.CUBE, ...lists.ROLLUP, ...lists.EXPLICIT].flat(2);
  const columns = [...new Set(order)].flatMap((id) => keys.all.filter((key) => key.id === id));
  const ordered = [...new Set([...columns, ...computed])];
  return isPlain(groupBy, sets, ordered) ? { keys: ordered } : { keys: ordered, sets };
}

/** Without GROUPING SETS, ROLLUP and CUBE, or with one set of all keys, the keys say it all. */
function isPlain(
  groupBy: GroupBy,
  sets: readonly (readonly string[])[],
  keys: readonly GroupingKey[],
): boolean {
  return (
    groupBy.elements.every(({ kind }) => kind === 'simpleGroupBy') ||
    (sets.length === 1 && sets[0]?.length === keys.length)
  );
}

class KeyCollector {
  readonly all: GroupingKey[] = [];
  readonly #allocator: FieldAllocator;
  readonly #columns: ReadonlySet<string>;

  constructor({ query, scope }: ExpressionContext) {
    this.#allocator = query.allocator;
    this.#columns = new Set(scope.fields.map(({ id }) => id));
  }

  /** Whether an expression is a column of what is grouped. */
  isColumn(expression: Expression): expression is Expression & { readonly kind: 'symbol' } {
    return expression.kind === 'symbol' && this.#columns.has(expression.name);
  }

  add(expression: Expression): GroupingKey {
    const known = this.all.find((key) => sameExpression(key.expression, expression));
    if (known !== undefined) {
      return known;
    }
    const id = this.isColumn(expression) ? expression.name : this.#allocator.next('expr');
    const key = { id, expression };
    this.all.push(key);
    return key;
  }
}

function analyzeSetColumn(column: ExpressionNode, context: ExpressionContext): Expression {
  const refuse = (): Error =>
    semanticError(
      'INVALID_COLUMN_REFERENCE',
      column,
      `GROUP BY expression must be a column reference: ${expressionText(column)}`,
    );
  const aggregate = (): never => {
    throw refuse();
  };
  const expression = analyzeExpression(column, { ...context, aggregate });
  if (expression.kind !== 'symbol' || (column.kind !== 'identifier' && column.kind !== 'dereference')) {
    throw refuse();
  }
  return expression;
}

function analyzeKey(
  column: ExpressionNode,
  outputs: readonly GroupableOutput[],
  context: ExpressionContext,
): Expression {
  if (column.kind !== 'longLiteral') {
    verifyNoAggregations(column, 'GROUP BY clause');
    return analyzeExpression(column, context);
  }
  const output = outputs[Number(column.value) - 1];
  if (output === undefined) {
    throw semanticError(
      'INVALID_COLUMN_REFERENCE',
      column,
      `GROUP BY position ${column.value} is not in select list`,
    );
  }
  if (output.node !== undefined) {
    verifyNoAggregations(output.node, 'GROUP BY clause');
  }
  return output.expression;
}

/** Trino's limit for the session property `max_grouping_sets`. */
const maxGroupingSets = 2048;
const maxInteger = 2_147_483_647;

function verifyCount(groupBy: GroupBy): void {
  let product = 1;
  for (const element of groupBy.elements) {
    product *= countOf(element);
    if (product > maxGroupingSets) {
      const count = product > maxInteger ? `more than ${maxInteger}` : product;
      throw semanticError(
        'TOO_MANY_GROUPING_SETS',
        groupBy,
        `GROUP BY has ${count} grouping sets but can contain at most ${maxGroupingSets}`,
      );
    }
  }
}

function countOf(element: GroupingElement): number {
  return element.kind === 'simpleGroupBy' ? 1 : countSets(element);
}

function countSets({ type, sets }: GroupingSets): number {
  switch (type) {
    case 'CUBE':
      return 2 ** sets.length;
    case 'ROLLUP':
      return sets.length + 1;
    case 'EXPLICIT':
      return sets.length;
    default: {
      const never: never = type;
      return never;
    }
  }
}
