import type { ConstantExpression, ConstantValue, Expression } from '../expressions/expression.ts';
import { simplify } from '../expressions/simplify.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import type { QueryNode } from '../parse/tree/query.ts';
import type { Session } from '../session/session.ts';
import { canCoerce } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';
import type { SubqueryExpressionAnalysis } from './analysis.ts';
import { coerce, typeText } from './coerce.ts';
import { computedConstant } from './computed-constant.ts';
import type { QueryContext } from './query-context.ts';
import { findSubqueries } from './refuse-subqueries.ts';
import { semanticError } from './semantic-error.ts';

/**
 * The value of an expression that has to be known before the statement runs: a row count of LIMIT, a session property.
 * @param type that the value is to have
 * @throws TrinoError of the expression, TYPE_MISMATCH at it, EXPRESSION_NOT_CONSTANT; ConstantNeeded where execution has to compute it
 */
export function evaluateConstant(node: ExpressionNode, type: Type, context: QueryContext): ConstantValue {
  return constantOf(analyzeAlone(node, context), type, node, context.session);
}

function withoutOuter(context: QueryContext): QueryContext {
  const alone: { -readonly [K in keyof QueryContext]: QueryContext[K] } = { ...context };
  delete alone.outer;
  return alone;
}

/**
 * The value of an analysed expression as one of `type`.
 * @param node where errors are reported
 * @throws TrinoError of the expression, TYPE_MISMATCH; ConstantNeeded where execution has to compute it first
 */
export function constantOf(
  expression: Expression,
  type: Type,
  node: ExpressionNode,
  session: Session,
): ConstantValue {
  if (!canCoerce(expression.type, type)) {
    throw semanticError(
      'TYPE_MISMATCH',
      node,
      `Cannot cast type ${typeText(expression.type)} to ${typeText(type)}`,
    );
  }
  return foldConstant(coerce(expression, type), session).value;
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
 * The value of an expression outside of any query, of its own type.
 * @throws TrinoError of the expression, EXPRESSION_NOT_CONSTANT for subqueries; ConstantNeeded
 */
export function foldedConstant(node: ExpressionNode, context: QueryContext): ConstantExpression {
  return foldConstant(analyzeAlone(node, context), context.session);
}

/** @throws TrinoError of the expression; ConstantNeeded where execution has to compute it first */
export function foldConstant(expression: Expression, session: Session): ConstantExpression {
  const folded = simplify(expression);
  return folded.kind === 'constant' ? folded : computedConstant(folded, session);
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
