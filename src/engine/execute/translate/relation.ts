import type { SqlColumn, SqlFrom, SqlQuery } from '../duckdb/sql/sql-query.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';

/** A translated plan node: a query and the symbols that its columns are, each once; a column's name is its symbol's. */
export interface Relation {
  readonly query: SqlQuery;
  readonly symbols: readonly string[];
}

/** Name of the one column of a relation that has none: SQL has no empty rows. */
export const placeholderColumn = 'z';

/** What to put behind FROM for a node's source. @param alias only needed to tell relations of one select apart */
export function from(source: Relation, alias = 'r'): SqlFrom {
  return { kind: 'query', query: source.query, alias };
}

/** A select; one without columns gets a placeholder. */
export function select(
  columns: readonly SqlColumn[],
  rest: Omit<Extract<SqlQuery, { kind: 'select' }>, 'kind' | 'columns'>,
): SqlQuery {
  const placeholder: SqlExpression = { kind: 'boolean', value: true };
  return {
    kind: 'select',
    columns: columns.length > 0 ? columns : [{ name: placeholderColumn, value: placeholder }],
    ...rest,
  };
}

/** The columns of symbols under their own names. */
export function columnsOf(symbols: readonly string[], name: (symbol: string) => string): SqlColumn[] {
  return symbols.map((symbol) => ({ name: name(symbol), value: { kind: 'column', name: name(symbol) } }));
}
