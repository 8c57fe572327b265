import { chosen } from './choices.ts';
import { ExpressionGenerator } from './expressions.ts';
import type { FuzzExpression } from './expressions.ts';
import { anyType } from './literals.ts';
import { constants, edges, ordinary } from './sources.ts';
import type { FuzzSource } from './sources.ts';
import type fc from 'fast-check';

/** An expression and the rows it's computed over. */
export interface ExpressionCase {
  readonly expression: FuzzExpression;
  readonly source: FuzzSource;
}

/** Expressions of any type: one in eight doesn't fit its types, one in five reads no column. */
export function expressionCases(): fc.Arbitrary<ExpressionCase> {
  return chosen((choices) => {
    const share = choices.int(0, 99);
    const source = share < 20 ? constants : share < 85 ? ordinary : edges;
    const generator = new ExpressionGenerator(choices, source.columns);
    const expression = choices.chance(12)
      ? generator.illTyped(2)
      : generator.expression(anyType(choices, 2), choices.int(1, 4));
    return { expression, source };
  });
}

/**
 * The statement of expressions over one source: an expression a line, so that an error's line tells whose it is.
 * @param only the one row that is computed
 */
export function expressionStatement(
  expressions: readonly string[],
  source: FuzzSource,
  only?: number,
): string {
  const list = expressions.join(',\n');
  const from = source.from(list, only);
  return from === '' ? `SELECT\n${list}` : `SELECT k,\n${list}\nFROM ${from}`;
}
