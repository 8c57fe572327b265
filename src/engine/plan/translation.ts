import type { Field } from '../analyze/scope.ts';
import { mapChildren } from '../expressions/expression-tree.ts';
import type { Expression, LambdaExpression } from '../expressions/expression.ts';
import type { PlanContext } from './plan-context.ts';

/**
 * From what analysis calls fields, keys, aggregates and subqueries to the symbols of the plan. A nested query has a translation of
 * its own, and what that doesn't know is asked of the enclosing one.
 */
export class Translation {
  readonly #context: PlanContext;
  readonly #outer: Translation | undefined;
  readonly #values = new Map<string, Expression>();

  constructor(context: PlanContext, outer?: Translation) {
    this.#context = context;
    this.#outer = outer;
  }

  bind(id: string, symbol: string): void {
    this.#values.set(id, this.#context.reference(symbol));
  }

  /** Binds a relation's fields to the symbols that carry them. */
  bindFields(fields: readonly Field[], symbols: readonly string[]): void {
    fields.forEach(({ id }, i) => {
      this.bind(id, symbols[i] ?? '');
    });
  }

  /** Lets an id stand for an expression over symbols of the plan. */
  bindExpression(id: string, expression: Expression): void {
    this.#values.set(id, expression);
  }

  /** What an id stands for, here or in an enclosing query. */
  valueOf(id: string): Expression | undefined {
    return this.#values.get(id) ?? this.#outer?.valueOf(id);
  }

  translate(expression: Expression): Expression {
    if (expression.kind === 'symbol') return this.valueOf(expression.name) ?? expression;
    if (expression.kind === 'lambda') this.#nameParameters(expression);
    const translated = mapChildren(expression, (child) => this.translate(child));
    if (translated.kind !== 'lambda') return translated;
    const parameters = translated.parameters.map(({ name, type }) => {
      const symbol = this.valueOf(name);
      return symbol?.kind === 'symbol' ? { name: symbol.name, type } : { name, type };
    });
    return { ...translated, parameters };
  }

  /** Parameters become symbols of the plan, so that none is called as a column. */
  #nameParameters({ parameters }: LambdaExpression): void {
    for (const { name, type } of parameters) {
      if (this.valueOf(name) !== undefined) continue;
      this.bind(name, this.#context.newSymbol(name.replace(/#\d+$/, ''), type));
    }
  }
}
