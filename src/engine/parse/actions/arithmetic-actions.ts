import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { ExpressionNode } from '../tree/expression-node.ts';
import type { ArithmeticBinaryNode } from '../tree/scalar.ts';
import { functionNamed } from './call-actions.ts';
import type { Tail } from './rule-results.ts';

/** Operators of values: chains nest to the left, each node stands at its operator. */
export const arithmeticActions = {
  Concatenation: (c, _at, first, tails) => {
    let left = first;
    for (const { operator, right } of tails) left = functionNamed(c, operator, 'concat', [left, right]);
    return left;
  },
  ConcatenationTail: (_c, _at, operator, right) => ({ operator, right }),
  Sum: (c, _at, first, tails) => binary(c, first, tails),
  SumTail: (_c, _at, operator, right) => ({ operator, right }),
  Product: (c, _at, first, tails) => binary(c, first, tails),
  ProductTail: (_c, _at, operator, right) => ({ operator, right }),
  Signed_signed: (c, at, operator, value) => ({
    kind: 'arithmeticUnary',
    sign: c.text(operator) === '-' ? '-' : '+',
    value,
    location: c.location(at),
  }),
  Zoned: (c, _at, first, zones) => {
    let value = first;
    for (const { operator, right } of zones) {
      value = { kind: 'atTimeZone', value, timeZone: right, location: c.location(operator) };
    }
    return value;
  },
  AtTimeZone_interval: (_c, at, right) => ({ operator: at, right }),
  AtTimeZone_string: (_c, at, right) => ({ operator: at, right }),
  Primary: (c, at, base, suffixes) => {
    let value = base;
    for (const suffix of suffixes) {
      const location = c.location(at);
      value =
        suffix.kind === 'field'
          ? { kind: 'dereference', base: value, field: suffix.name, location }
          : { kind: 'subscript', base: value, index: suffix.index, location };
    }
    return value;
  },
  Suffix_subscript: (_c, _at, index) => ({ kind: 'subscript', index }),
  Suffix_field: (_c, _at, name) => ({ kind: 'field', name }),
} satisfies Partial<SqlActions<ParseContext>>;

function binary(
  c: ParseContext,
  first: ExpressionNode,
  tails: readonly Tail<ExpressionNode>[],
): ExpressionNode {
  let left = first;
  for (const { operator, right } of tails) {
    const sign = c.text(operator) as ArithmeticBinaryNode['operator'];
    left = { kind: 'arithmeticBinary', operator: sign, left, right, location: c.location(operator) };
  }
  return left;
}
