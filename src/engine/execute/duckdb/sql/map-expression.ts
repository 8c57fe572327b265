import type { SqlExpression, SqlFrameBound, SqlOrdering } from './sql-expression.ts';

/** The expression with every part of it changed, the innermost first. Queries inside of it stay as they are. */
export function mapExpression(
  expression: SqlExpression,
  change: (part: SqlExpression) => SqlExpression,
): SqlExpression {
  const one = (part: SqlExpression): SqlExpression => mapExpression(part, change);
  const all = (parts: readonly SqlExpression[]): readonly SqlExpression[] => parts.map(one);
  return change(withParts(expression, one, all));
}

function withParts(
  expression: SqlExpression,
  one: (part: SqlExpression) => SqlExpression,
  all: (parts: readonly SqlExpression[]) => readonly SqlExpression[],
): SqlExpression {
  switch (expression.kind) {
    case 'column':
    case 'null':
    case 'boolean':
    case 'constant':
    case 'text':
    case 'bytes':
    case 'exists':
      return expression;
    case 'cast':
    case 'not':
    case 'negate':
    case 'bitwiseNot':
    case 'isNull':
    case 'inQuery':
    case 'like':
    case 'field':
    case 'try':
    case 'lazy':
      return { ...expression, value: one(expression.value) };
    case 'call':
    case 'computed':
    case 'routine':
      return { ...expression, arguments: all(expression.arguments) };
    case 'aggregate':
      return {
        ...expression,
        arguments: all(expression.arguments),
        orderBy: orderings(expression.orderBy, one),
        ...(expression.filter === undefined ? {} : { filter: one(expression.filter) }),
      };
    case 'window':
      return {
        ...expression,
        arguments: all(expression.arguments),
        partitionBy: all(expression.partitionBy),
        orderBy: orderings(expression.orderBy, one),
        ...(expression.argumentOrder === undefined
          ? {}
          : { argumentOrder: orderings(expression.argumentOrder, one) }),
        ...(expression.filter === undefined ? {} : { filter: one(expression.filter) }),
        ...(expression.frame === undefined
          ? {}
          : {
              frame: {
                ...expression.frame,
                start: bound(expression.frame.start, one),
                end: bound(expression.frame.end, one),
              },
            }),
      };
    case 'binary':
      return { ...expression, left: one(expression.left), right: one(expression.right) };
    case 'logical':
      return { ...expression, terms: all(expression.terms) };
    case 'in':
      return { ...expression, value: one(expression.value), list: all(expression.list) };
    case 'case':
      return {
        ...expression,
        whens: expression.whens.map(({ condition, result }) => ({
          condition: one(condition),
          result: one(result),
        })),
        ...(expression.otherwise === undefined ? {} : { otherwise: one(expression.otherwise) }),
      };
    case 'struct':
      return {
        ...expression,
        fields: expression.fields.map(({ name, value }) => ({ name, value: one(value) })),
      };
    case 'list':
      return { ...expression, elements: all(expression.elements) };
    case 'lambda':
      return { ...expression, body: one(expression.body) };
    default:
      throw new Error(`Unknown expression ${(expression satisfies never as SqlExpression).kind}`);
  }
}

function orderings(
  list: readonly SqlOrdering[],
  one: (part: SqlExpression) => SqlExpression,
): readonly SqlOrdering[] {
  return list.map((ordering) => ({ ...ordering, value: one(ordering.value) }));
}

function bound(part: SqlFrameBound, one: (part: SqlExpression) => SqlExpression): SqlFrameBound {
  return 'value' in part ? { ...part, value: one(part.value) } : part;
}
