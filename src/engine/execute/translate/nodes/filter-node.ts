import type { FilterNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { childrenOf } from '../../../expressions/expression-tree.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { close, inline, isTrivial } from '../relation.ts';
import type { Column, Relation } from '../relation.ts';
import { translatePredicate } from '../translate-expression.ts';

/**
 * Keeps the rows for which the predicate is true. A condition that is a column, or its opposite, decides the column for all rows
 * that stay: a semijoin's answer isn't asked for twice, and DuckDB can make a semi or anti join of it.
 */
export function translateFilter(node: FilterNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  const predicate = context.read(node.predicate);
  const known = new Map<string, boolean>();
  for (const term of termsOf(predicate)) {
    const value = term.kind === 'not' ? term.value : term;
    if (value.kind === 'symbol') known.set(names.of(value.name), term.kind !== 'not');
  }
  const condition = translatePredicate(predicate, names);
  let filtered = inline(source, [condition], names);
  // Computed twice, for the filter and for who reads the column: only what is as good the second time.
  const loses = (name: string): boolean => {
    const column = source.columns.get(name);
    return column !== undefined && !known.has(name) && (column.pinned || column.sql.kind === 'inQuery');
  };
  if (symbolsOf(predicate).some((symbol) => loses(names.of(symbol))))
    filtered = inline(close(source, names), [condition], names);
  const columns = new Map<string, Column>(filtered.source.columns);
  for (const [name, value] of known) {
    if (!isTrivial(columns.get(name)?.sql))
      columns.set(name, { sql: { kind: 'boolean', value }, pinned: false });
  }
  return { ...filtered.source, columns, where: [...filtered.source.where, ...filtered.parts] };
}

function termsOf(predicate: Expression): readonly Expression[] {
  return predicate.kind === 'logical' && predicate.operator === 'AND'
    ? predicate.terms.flatMap(termsOf)
    : [predicate];
}

function symbolsOf(expression: Expression): string[] {
  return expression.kind === 'symbol' ? [expression.name] : childrenOf(expression).flatMap(symbolsOf);
}
