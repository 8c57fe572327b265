import type { ConstantExpression, Expression } from '../expressions/expression.ts';
import { commonSuperType } from '../types/coercion.ts';
import { displayName } from '../types/display-name.ts';
import { sameType } from '../types/same-type.ts';
import type { Type } from '../types/type.ts';
import type { SyntaxNode } from '../parse/tree/node.ts';
import { semanticError } from './semantic-error.ts';

export const booleanType: Type = { kind: 'boolean' };
export const unknownType: Type = { kind: 'unknown' };

/** An expression as a value of `type`: itself, a typed NULL, or an implicit cast. The caller knows that the cast exists. */
export function coerce(expression: Expression, type: Type): Expression {
  if (sameType(expression.type, type)) {
    return expression;
  }
  if (expression.kind === 'constant' && expression.value === null) {
    const { parameter } = expression;
    if (parameter === undefined) return nullOf(type);
    if (typeof parameter === 'object') parameter.type = type;
    return { ...nullOf(type), parameter };
  }
  // Fields of a row constructor have no names: casting them one by one makes the same row.
  if (
    expression.kind === 'row' &&
    type.kind === 'row' &&
    type.fields.every(({ name }) => name === undefined)
  ) {
    const fields = expression.fields.map((field, i) => coerce(field, type.fields[i]?.type ?? field.type));
    return { kind: 'row', fields, type };
  }
  return { kind: 'cast', value: expression, type, safe: false };
}

export function nullOf(type: Type): ConstantExpression {
  return { kind: 'constant', type, value: null };
}

/** A type in an error message. */
export const typeText = displayName;

/**
 * Gives all of several expressions one type: the results of CASE, the operands of COALESCE, the list of IN.
 * @param what how the message calls them: `All CASE results`
 * @throws TrinoError TYPE_MISMATCH at the first one that doesn't fit those before it
 */
export function coerceToCommonType(
  expressions: readonly Expression[],
  nodes: readonly SyntaxNode[],
  what: string,
): { readonly type: Type; readonly expressions: readonly Expression[] } {
  let type: Type = unknownType;
  for (const [i, expression] of expressions.entries()) {
    const common = commonSuperType(type, expression.type);
    if (common === undefined) {
      const all = [...new Set(expressions.map((each) => typeText(each.type)))].join(', ');
      throw semanticError(
        'TYPE_MISMATCH',
        nodes[i] as SyntaxNode,
        `${what} must be the same type or coercible to a common type. Cannot find common type between ${typeText(type)} and ${typeText(expression.type)}, all types (without duplicates): [${all}]`,
      );
    }
    type = common;
  }
  return { type, expressions: expressions.map((expression) => coerce(expression, type)) };
}

/**
 * A condition: boolean, or NULL.
 * @param message of the error, the actual type behind it
 */
export function coerceToBoolean(
  expression: Expression,
  node: SyntaxNode,
  message: (type: string) => string,
): Expression {
  if (expression.type.kind !== 'boolean' && expression.type.kind !== 'unknown') {
    throw semanticError('TYPE_MISMATCH', node, message(typeText(expression.type)));
  }
  return coerce(expression, booleanType);
}
