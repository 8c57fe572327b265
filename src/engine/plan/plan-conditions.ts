import type { ComparisonExpression, ConstantValue, Expression } from '../expressions/expression.ts';
import type { Type } from '../types/type.ts';

const booleanType: Type = { kind: 'boolean' };

export const yes: Expression = { kind: 'constant', type: booleanType, value: true };
export const no: Expression = { kind: 'constant', type: booleanType, value: false };

export function constant(type: Type, value: ConstantValue): Expression {
  return { kind: 'constant', type, value };
}

/** A BIGINT constant. */
export function long(value: bigint): Expression {
  return constant({ kind: 'bigint' }, value);
}

export function compare(
  operator: ComparisonExpression['operator'],
  left: Expression,
  right: Expression,
): Expression {
  return { kind: 'comparison', type: booleanType, operator, left, right };
}

export function not(value: Expression): Expression {
  return { kind: 'not', type: booleanType, value };
}

export function isNull(value: Expression): Expression {
  return { kind: 'isNull', type: booleanType, value };
}

export function isNotNull(value: Expression): Expression {
  return not(isNull(value));
}

export function and(...terms: readonly Expression[]): Expression {
  return { kind: 'logical', type: booleanType, operator: 'AND', terms };
}

export function or(...terms: readonly Expression[]): Expression {
  return { kind: 'logical', type: booleanType, operator: 'OR', terms };
}

/** `first` where it isn't NULL, else `second`. */
export function coalesce(first: Expression, second: Expression): Expression {
  return { kind: 'coalesce', type: first.type, operands: [first, second] };
}

/** CASE over conditions; without a match `otherwise`. */
export function choose(
  whens: readonly (readonly [condition: Expression, result: Expression])[],
  otherwise: Expression,
): Expression {
  return {
    kind: 'case',
    type: otherwise.type,
    whens: whens.map(([condition, result]) => ({ condition, result })),
    defaultValue: otherwise,
  };
}
