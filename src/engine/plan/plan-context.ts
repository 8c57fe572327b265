import type { PlanNode } from '../../../generated/worker/types.ts';
import type { ColumnMetadata } from '../catalog/connector.ts';
import type { Metadata, ResolvedTable } from '../catalog/metadata.ts';
import type { ErrorLocation } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import { printExpression } from '../expressions/print-expression.ts';
import { readExpression } from '../expressions/read-expression.ts';
import type { Type } from '../types/type.ts';
import { defaultPlanSettings } from './plan-settings.ts';
import type { PlanSettings } from './plan-settings.ts';
import type { RelationEstimate } from './stats/relation-estimate.ts';

/** What a table scan of the plan reads: handles alone don't say. */
export interface ScannedTable {
  readonly table: ResolvedTable;
  /** Column by symbol. */
  readonly columns: ReadonlyMap<string, ColumnMetadata>;
}

/**
 * What one plan's nodes share. Nodes are in wire form, so their expressions are texts; the context remembers what each text was
 * written from, so that a rule that looks at one parses nothing.
 */
export class PlanContext {
  /** What the session says about optimization. */
  readonly settings: PlanSettings;
  /** Where statistics come from; without it nothing is known of tables. */
  readonly metadata: Metadata | undefined;
  /** Types of all symbols. */
  readonly symbols = new Map<string, Type>();
  /** Tables by the id of their scan node. */
  readonly scans = new Map<string, ScannedTable>();
  /** Where the statement has a LATERAL that is planned late, by the id of its node. */
  readonly lateralLocations = new Map<string, ErrorLocation>();
  /** What was estimated of nodes (`stats/estimate.ts`). */
  readonly estimates = new WeakMap<PlanNode, RelationEstimate>();
  readonly guesses = new WeakMap<PlanNode, RelationEstimate>();
  readonly #texts = new WeakMap<Expression, string>();
  readonly #expressions = new Map<string, Expression>();
  #nodes = 0;
  #suffix = 0;

  constructor(
    options: { readonly metadata?: Metadata | undefined; readonly settings?: PlanSettings | undefined } = {},
  ) {
    this.metadata = options.metadata;
    this.settings = options.settings ?? defaultPlanSettings;
  }

  /** An id that no node of the plan has. */
  nextId(): string {
    return String(this.#nodes++);
  }

  /**
   * A symbol that the plan doesn't have yet, named as Trino names them: `count`, and where that is taken `count_0`.
   * @param hint a column's or function's name; a number behind an underscore isn't part of it
   */
  newSymbol(hint: string, type: Type, suffix?: string): string {
    // Nodes hold symbols as property names, and this one would not become a property.
    const safe = hint === '__proto__' ? 'expr' : hint;
    const stem = safe.toLowerCase().replace(/(?<=.)_\d*$/, '') + (suffix === undefined ? '' : `$${suffix}`);
    let name = stem;
    while (this.symbols.has(name)) {
      name = `${stem}_${this.#suffix++}`;
    }
    this.symbols.set(name, type);
    return name;
  }

  /** A symbol for the value of an expression, named after a column or function where it is one. */
  symbolFor(expression: Expression): string {
    switch (expression.kind) {
      case 'symbol':
        return this.newSymbol(expression.name, expression.type);
      case 'call': {
        const { functionName } = expression.function.signature.name;
        return this.newSymbol(functionName.startsWith('$') ? 'expr' : functionName, expression.type);
      }
      default:
        return this.newSymbol('expr', expression.type);
    }
  }

  /** The symbol as an expression. */
  reference(name: string): Expression {
    const type = this.symbols.get(name);
    if (type === undefined) {
      throw new TypeError(`The plan has no symbol ${name}`);
    }
    return { kind: 'symbol', name, type };
  }

  /** @throws TypeError when the plan has no such symbol */
  typeOf(name: string): Type {
    return this.reference(name).type;
  }

  /** An expression as it stands in a node. */
  write(expression: Expression): string {
    const text = this.textOf(expression);
    this.#expressions.set(text, expression);
    return text;
  }

  /** The text that `write` gives, which tells equal expressions. */
  textOf(expression: Expression): string {
    let text = this.#texts.get(expression);
    if (text === undefined) {
      text = printExpression(expression);
      this.#texts.set(expression, text);
    }
    return text;
  }

  /** The expression of a text in a node. */
  read(text: string): Expression {
    let expression = this.#expressions.get(text);
    if (expression === undefined) {
      expression = readExpression(text, this.symbols);
      this.#expressions.set(text, expression);
    }
    return expression;
  }
}
