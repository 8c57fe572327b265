import type { PlanNode } from '../../../generated/worker/types.ts';
import type { Expression } from '../expressions/expression.ts';
import type { PlanContext } from './plan-context.ts';
import { extend, outputsOf } from './plan-nodes.ts';

/** Expressions over a source as symbols: what isn't a column of it becomes one by a projection, equal ones share it. */
export class ComputedColumns {
  readonly #context: PlanContext;
  readonly #source: PlanNode;
  readonly #passed: ReadonlySet<string>;
  readonly #computed = new Map<string, Expression>();
  readonly #symbolByText = new Map<string, string>();

  constructor(context: PlanContext, source: PlanNode) {
    this.#context = context;
    this.#source = source;
    this.#passed = new Set(outputsOf(source));
  }

  /** @param name makes the symbol, if there has to be a new one */
  symbolOf(
    expression: Expression,
    name: () => string = (): string => this.#context.symbolFor(expression),
  ): string {
    if (expression.kind === 'symbol' && this.#passed.has(expression.name)) {
      return expression.name;
    }
    const text = this.#context.write(expression);
    let symbol = this.#symbolByText.get(text);
    if (symbol === undefined) {
      symbol = name();
      this.#symbolByText.set(text, symbol);
      this.#computed.set(symbol, expression);
    }
    return symbol;
  }

  /** The source with the columns that were asked for. */
  node(): PlanNode {
    return extend(this.#context, this.#source, this.#computed);
  }
}
