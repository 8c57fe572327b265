import type { Expression, LambdaExpression } from '../expressions/expression.ts';
import type { LambdaArgument } from '../functions/bind-signature.ts';
import type { LambdaNode } from '../parse/tree/scalar.ts';
import type { ExpressionNode } from '../parse/tree/expression-node.ts';
import { formatType } from '../types/format-type.ts';
import type { Type } from '../types/type.ts';
import { verifyNoAggregations } from './aggregate-checks.ts';
import { coerce } from './coerce.ts';
import type { ExpressionContext } from './expression-context.ts';
import { findSubqueries } from './refuse-subqueries.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';

type Analyze = (node: ExpressionNode, context: ExpressionContext) => Expression;

/** Takes a lambda that is an argument, to be analysed once its parameters' types are known. */
export type PrepareLambda = (node: LambdaNode) => LambdaAnalysis;

/** A lambda in a call: its parameters have the types that the function gives them. */
export class LambdaAnalysis implements LambdaArgument {
  readonly kind = 'lambda';
  readonly #node: LambdaNode;
  readonly #context: ExpressionContext;
  readonly #analyze: Analyze;
  /** By the types of the parameters: overloads ask for the same ones. */
  readonly #known = new Map<string, LambdaExpression>();

  constructor(node: LambdaNode, context: ExpressionContext, analyze: Analyze) {
    this.#node = node;
    this.#context = context;
    this.#analyze = analyze;
  }

  resultType(parameters: readonly Type[]): Type {
    return this.#analyzed(parameters).body.type;
  }

  /** @param type what the chosen function takes */
  expression(type: Type): LambdaExpression {
    if (type.kind !== 'function') throw new TypeError('A lambda for a value');
    const lambda = this.#analyzed(type.arguments);
    return { ...lambda, type, body: coerce(lambda.body, type.result) };
  }

  /** @throws TrinoError INVALID_PARAMETER_USAGE when there are more or fewer parameters; NOT_SUPPORTED, EXPRESSION_NOT_SCALAR */
  #analyzed(types: readonly Type[]): LambdaExpression {
    const { parameters, body } = this.#node;
    if (this.#context.rowPattern !== undefined) {
      throw semanticError(
        'NOT_SUPPORTED',
        this.#node,
        'Lambda expression in pattern recognition context is not yet supported',
      );
    }
    if (types.length !== parameters.length) {
      throw semanticError(
        'INVALID_PARAMETER_USAGE',
        this.#node,
        `Expected a lambda that takes ${types.length} argument(s) but got ${parameters.length}`,
      );
    }
    const key = types.map(formatType).join(';');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    verifyNoAggregations(body, 'Lambda expression');
    const [subquery] = findSubqueries(body);
    if (subquery !== undefined)
      throw semanticError('NOT_SUPPORTED', subquery, 'Lambda expression cannot contain subqueries');
    const { allocator } = this.#context.query;
    const fields = parameters.map(
      ({ value: name }, i): Field => ({ id: allocator.next(name), name, type: types[i] as Type }),
    );
    const scope = { fields, parent: this.#context.scope };
    const analyzed = this.#analyze(body, { ...this.#context, scope });
    const lambda: LambdaExpression = {
      kind: 'lambda',
      type: { kind: 'function', arguments: types, result: analyzed.type },
      parameters: fields.map(({ id, type }) => ({ name: id, type })),
      body: analyzed,
    };
    this.#known.set(key, lambda);
    return lambda;
  }
}
