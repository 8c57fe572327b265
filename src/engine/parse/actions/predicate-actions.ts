import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import type { ComparisonOperator } from '../tree/predicate.ts';
import { given } from './given.ts';

/** AND, OR, NOT and the predicates. Negated predicates are `not` over the plain one. */
export const predicateActions = {
  Disjunction: (c, at, first, others) =>
    others.length === 0
      ? first
      : { kind: 'logical', operator: 'OR', terms: [first, ...others], location: c.location(at) },
  Conjunction: (c, at, first, others) =>
    others.length === 0
      ? first
      : { kind: 'logical', operator: 'AND', terms: [first, ...others], location: c.location(at) },
  Negation_not: (c, at, value) => ({ kind: 'not', value, location: c.location(at) }),
  Predicated: (_c, _at, value, predicate) => (predicate === undefined ? value : predicate(value)),
  Predicate_quantified: (c, at, operator, quantifier, query) => (value) => ({
    kind: 'quantifiedComparison',
    operator: comparison(c, operator),
    quantifier: c.word(quantifier) as 'ALL' | 'ANY' | 'SOME',
    value,
    subquery: { kind: 'subquery', query, location: query.location },
    location: c.location(at),
  }),
  Predicate_comparison: (c, at, operator, right) => (left) => ({
    kind: 'comparison',
    operator: comparison(c, operator),
    left,
    right,
    location: c.location(at),
  }),
  Predicate_between: (c, at, not, min, max) => (value) =>
    negated(c, at, not, { kind: 'between', value, min, max, location: c.location(at) }),
  Predicate_inList: (c, at, not, values) => (value) =>
    negated(c, at, not, {
      kind: 'in',
      value,
      list: { kind: 'inList', values, location: c.location(at) },
      location: c.location(at),
    }),
  Predicate_inSubquery: (c, at, not, query) => (value) =>
    negated(c, at, not, {
      kind: 'in',
      value,
      list: { kind: 'subquery', query, location: c.location(at) },
      location: c.location(at),
    }),
  Predicate_like: (c, at, not, pattern, escape) => (value) =>
    negated(c, at, not, { kind: 'like', value, pattern, ...given({ escape }), location: c.location(at) }),
  Predicate_null: (c, at, not) => (value) =>
    not === undefined
      ? { kind: 'isNull', value, location: c.location(at) }
      : { kind: 'isNotNull', value, location: c.location(at) },
  Predicate_distinct: (c, at, not, right) => (left) =>
    negated(c, at, not, {
      kind: 'comparison',
      operator: 'IS DISTINCT FROM',
      left,
      right,
      location: c.location(at),
    }),
} satisfies Partial<SqlActions<ParseContext>>;

function comparison(c: ParseContext, operator: number): ComparisonOperator {
  const text = c.text(operator);
  return text === '!=' ? '<>' : (text as ComparisonOperator);
}

function negated(
  c: ParseContext,
  at: number,
  not: number | undefined,
  value: ExpressionNode,
): ExpressionNode {
  return not === undefined ? value : { kind: 'not', value, location: c.location(at) };
}
