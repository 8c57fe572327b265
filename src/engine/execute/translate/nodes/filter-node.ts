import type { FilterNode } from '../../../../../generated/worker/types.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { childrenOf } from '../../../expressions/expression-tree.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { close, inline, isTrivial } from '../relation.ts';
import type { Column, Relation } from '../relation.ts';
import { binary } from '../sql-shorthand.ts';
import type { SymbolNames } from '../symbol-names.ts';
import { translatePredicate } from '../translate-expression.ts';
import { semiJoinKey } from './semi-join-node.ts';

/**
 * Keeps the rows for which the predicate is true. A condition that is a column, or its opposite, decides the column for all rows
 * that stay: a semijoin's answer isn't asked for twice, and DuckDB can make a semi join of it.
 */
export function translateFilter(node: FilterNode, source: Relation, context: FragmentContext): Relation {
  const { names } = context;
  let rows = source;
  const terms: Expression[] = [];
  for (const term of termsOf(context.read(node.predicate))) {
    const absent = absentSymbol(term);
    const without = absent === undefined ? undefined : antiJoin(rows, names.of(absent), names);
    if (without === undefined) terms.push(term);
    else rows = without;
  }
  const [first] = terms;
  if (first === undefined) return rows;
  const predicate: Expression =
    terms.length === 1 ? first : { kind: 'logical', operator: 'AND', terms, type: { kind: 'boolean' } };
  const known = new Map<string, boolean>();
  for (const term of terms) {
    const value = term.kind === 'not' ? term.value : term;
    if (value.kind === 'symbol') known.set(names.of(value.name), term.kind !== 'not');
  }
  const condition = translatePredicate(predicate, names);
  let filtered = inline(rows, [condition], names);
  // Computed twice, for the filter and for who reads the column: only what is as good the second time.
  const loses = (name: string): boolean => {
    const column = rows.columns.get(name);
    return column !== undefined && !known.has(name) && (column.pinned || column.sql.kind === 'inQuery');
  };
  if (symbolsOf(predicate).some((symbol) => loses(names.of(symbol))))
    filtered = inline(close(rows, names), [condition], names);
  const columns = new Map<string, Column>(filtered.source.columns);
  for (const [name, value] of known) {
    if (!isTrivial(columns.get(name)?.sql))
      columns.set(name, { sql: { kind: 'boolean', value }, pinned: false });
  }
  return { ...filtered.source, columns, where: [...filtered.source.where, ...filtered.parts] };
}

/** `NOT COALESCE(x, false)`, as plans write NOT EXISTS. */
function absentSymbol(term: Expression): string | undefined {
  if (term.kind !== 'not' || term.value.kind !== 'coalesce') return undefined;
  const [value, otherwise] = term.value.operands;
  return value?.kind === 'symbol' && otherwise?.kind === 'constant' && otherwise.value === false
    ? value.name
    : undefined;
}

/** The rows whose value is not known to be among a semijoin's: here DuckDB may hash the side that is smaller. */
function antiJoin(source: Relation, name: string, names: SymbolNames): Relation | undefined {
  const among = source.columns.get(name)?.sql;
  if (among?.kind !== 'inQuery' || source.from === undefined) return undefined;
  const alias = names.fresh();
  const key: SqlExpression = { kind: 'column', relation: alias, name: semiJoinKey };
  const { symbols, columns, where } = source;
  return {
    symbols,
    columns,
    where,
    from: {
      kind: 'join',
      type: 'ANTI',
      left: source.from,
      right: { kind: 'query', query: among.query, alias },
      on: binary(among.value, '=', key),
    },
  };
}

function termsOf(predicate: Expression): readonly Expression[] {
  return predicate.kind === 'logical' && predicate.operator === 'AND'
    ? predicate.terms.flatMap(termsOf)
    : [predicate];
}

function symbolsOf(expression: Expression): string[] {
  return expression.kind === 'symbol' ? [expression.name] : childrenOf(expression).flatMap(symbolsOf);
}
