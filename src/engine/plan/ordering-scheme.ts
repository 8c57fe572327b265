import type { OrderingScheme, SortOrder } from '../../../generated/worker/types.ts';
import type { SortKey } from '../analyze/analysis.ts';
import type { Expression } from '../expressions/expression.ts';

/** Sort keys as nodes have them. A key that comes again changes nothing and is left out. */
export function orderingSchemeOf(
  keys: readonly SortKey[],
  symbolOf: (expression: Expression) => string,
): OrderingScheme {
  const orderings = new Map<string, SortOrder>();
  for (const { expression, descending, nullsFirst } of keys) {
    const symbol = symbolOf(expression);
    if (!orderings.has(symbol)) {
      orderings.set(symbol, `${descending ? 'DESC' : 'ASC'}_NULLS_${nullsFirst ? 'FIRST' : 'LAST'}`);
    }
  }
  return { orderBy: [...orderings.keys()], orderings: Object.fromEntries(orderings) };
}
