import { TrinoError } from '../errors/trino-error.ts';
import { integerConstant } from '../expressions/integer-constant.ts';
import type {
  CastExpression,
  ConstantExpression,
  ConstantValue,
  Expression,
} from '../expressions/expression.ts';
import { rewrite } from '../expressions/expression-tree.ts';
import { simplify } from '../expressions/simplify.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import { canCoerce } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import type { SubqueryExpressionAnalysis } from './analysis.ts';
import { coerce, typeText } from './coerce.ts';
import type { QueryContext } from './query-context.ts';
import { findSubqueries } from './refuse-subqueries.ts';
import { notSupported, semanticError } from './semantic-error.ts';

/**
 * The value of an expression that has to be known before the statement runs: a row count of LIMIT, a session property.
 * @param type that the value is to have
 * @throws TrinoError of the expression, TYPE_MISMATCH at it, EXPRESSION_NOT_CONSTANT, DIVISION_BY_ZERO; NOT_SUPPORTED for calls of
 *   functions that only execution computes
 */
export function evaluateConstant(node: ExpressionNode, type: Type, context: QueryContext): ConstantValue {
  return constantOf(analyzeAlone(node, context), type, node);
}

function withoutOuter(context: QueryContext): QueryContext {
  const alone: { -readonly [K in keyof QueryContext]: QueryContext[K] } = { ...context };
  delete alone.outer;
  return alone;
}

/**
 * The value of an analysed expression as one of `type`.
 * @param node where errors are reported
 * @throws TrinoError TYPE_MISMATCH, DIVISION_BY_ZERO; NOT_SUPPORTED for calls of functions that only execution computes
 */
export function constantOf(expression: Expression, type: Type, node: ExpressionNode): ConstantValue {
  if (!canCoerce(expression.type, type)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Cannot cast type ${typeText(expression.type)} to ${typeText(type)}`,
    );
  }
  return foldConstant(coerce(expression, type), node).value;
}

/** An expression outside of any query. @throws TrinoError of the expression, EXPRESSION_NOT_CONSTANT for subqueries */
function analyzeAlone(node: ExpressionNode, context: QueryContext): Expression {
  const subqueries = new Map<string, SubqueryExpressionAnalysis>();
  const { body } = context.analyzeQuery(selecting(node), { ...withoutOuter(context), subqueries });
  checkNoSubquery(node, subqueries);
  const expression = body.kind === 'select' ? body.outputs[0]?.expression : undefined;
  if (expression === undefined) throw new TypeError('A SELECT of one value has none');
  return expression;
}

/**
 * An expression outside of any query, as far as it can be computed.
 * @throws TrinoError of the expression, EXPRESSION_NOT_CONSTANT for subqueries, DIVISION_BY_ZERO
 */
export function foldedConstant(node: ExpressionNode, context: QueryContext): Expression {
  return fold(analyzeAlone(node, context));
}

function fold(expression: Expression): Expression {
  return simplify(rewrite(simplify(expression), foldCall));
}

/** @param node where errors are reported */
export function foldConstant(expression: Expression, node: ExpressionNode): ConstantExpression {
  const folded = fold(expression);
  if (folded.kind === 'constant') return folded;
  throw notSupported(node, 'A call of a function in an expression that must be constant');
}

/** What simplification leaves: divisions by zero, which fail, and calls whose answer is plain. */
function foldCall(expression: Expression): Expression {
  if (expression.kind === 'arithmetic') {
    const { operator, left, right, type } = expression;
    if (type.kind === 'interval day to second' && left.kind === 'constant' && right.kind === 'constant') {
      const [a, b] = [left.value, right.value];
      if (typeof a === 'bigint' && typeof b === 'bigint' && (operator === '+' || operator === '-')) {
        return { kind: 'constant', type, value: operator === '+' ? a + b : a - b };
      }
    }
    const isZero = right.kind === 'constant' && (right.value === 0 || right.value === 0n);
    if (isZero && right.type.kind !== 'double' && (operator === '/' || operator === '%')) {
      throw new TrinoError('DIVISION_BY_ZERO', 'Division by zero');
    }
    return expression;
  }
  if (expression.kind === 'cast') return castText(expression);
  if (expression.kind !== 'call') return expression;
  const texts = expression.arguments.map((argument) =>
    argument.kind === 'constant' && argument.type.kind === 'varchar' ? argument.value : undefined,
  );
  if (!texts.every((text) => typeof text === 'string')) return expression;
  const value = textFunction(expression.function.signature.name.functionName, texts);
  return value === undefined ? expression : { kind: 'constant', type: expression.type, value };
}

/** The cast of a text to a whole number, where it is one. */
function castText(expression: CastExpression): Expression {
  const { value, type } = expression;
  if (value.kind !== 'constant' || value.type.kind !== 'varchar' || typeof value.value !== 'string')
    return expression;
  if (!/^[+-]?\d+$/.test(value.value)) return expression;
  const whole = integerConstant(BigInt(value.value), type.kind);
  return whole === undefined ? expression : { kind: 'constant', type, value: whole };
}

function textFunction(name: string, texts: readonly string[]): ConstantValue | undefined {
  const [text] = texts;
  if (text === undefined) return undefined;
  switch (name) {
    case 'concat':
      return texts.join('');
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'length':
      return BigInt(Array.from(text).length);
    default:
      return undefined;
  }
}

/** @throws TrinoError EXPRESSION_NOT_CONSTANT, as in stock at the parenthesis, EXISTS or IN */
export function checkNoSubquery(
  node: ExpressionNode,
  subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>,
): void {
  const [subquery] = subqueries.values();
  if (subquery === undefined) return;
  const [scalar] = subquery.kind === 'scalar' ? findSubqueries(node) : [];
  const place = scalar ?? { location: subquery.location };
  throw semanticError('EXPRESSION_NOT_CONSTANT', place, 'Constant expression cannot contain a subquery');
}

/** SELECT of one value. */
export function selecting(expression: ExpressionNode): QueryNode {
  const { location } = expression;
  const items = [{ kind: 'singleColumn', expression, location } as const];
  return {
    kind: 'query',
    body: { kind: 'querySpecification', distinct: false, items, windows: [], location },
    location,
  };
}
