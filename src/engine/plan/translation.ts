import { substitute } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import type { PlanContext } from './plan-context.ts';

/** From what analysis calls fields, keys and aggregates to the symbols of the plan. */
export class Translation {
  readonly #context: PlanContext;
  readonly #values = new Map<string, Expression>();

  constructor(context: PlanContext) {
    this.#context = context;
  }

  bind(fieldId: string, symbol: string): void {
    this.#values.set(fieldId, this.#context.reference(symbol));
  }

  translate(expression: Expression): Expression {
    return substitute(expression, this.#values);
  }
}
