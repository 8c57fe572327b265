import { mapExpression } from '../duckdb/sql/map-expression.ts';
import type { SqlColumn, SqlFrom, SqlQuery } from '../duckdb/sql/sql-query.ts';
import type { SqlExpression } from '../duckdb/sql/sql-expression.ts';
import type { SymbolNames } from './symbol-names.ts';

/**
 * A translated plan node: a select that is still open. Nodes above add to it as long as that means the same, so that DuckDB sees
 * the joins and filters of a plan in one select, and not a wall of sub-selects that its join order can't look through.
 */
export interface Relation {
  /** What comes out, each once. */
  readonly symbols: readonly string[];
  /** By the name of each symbol's column. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly from: SqlFrom | undefined;
  /** Conditions that all hold; NULL is as good as false. */
  readonly where: readonly SqlExpression[];
  /**
   * Of groups: their `from` again, made only for values of a key that are among a query's.
   * @param column name of the key in `from`
   * @returns undefined when it is no key
   */
  readonly restrict?: (column: string, among: SqlQuery) => SqlFrom | undefined;
}

/** What a column of a relation is, in terms of what its `from` gives. */
export interface Column {
  readonly sql: SqlExpression;
  /** May fail, or differ each time: it is computed where the plan has it, once a row. */
  readonly pinned: boolean;
}

/** Name of the one column of a relation that has none: SQL has no empty rows. */
export const placeholderColumn = 'z';

/** A relation of a finished query, whose columns have the names of the symbols. */
export function closed(query: SqlQuery, symbols: readonly string[], names: SymbolNames): Relation {
  return over({ kind: 'query', query, alias: names.fresh() }, symbols, names);
}

/** All rows of what stands behind a FROM, whose columns have the names of the symbols. */
function over(source: SqlFrom, symbols: readonly string[], names: SymbolNames): Relation {
  const columns = symbols.map((symbol): [string, Column] => {
    const name = names.of(symbol);
    return [name, { sql: { kind: 'column', name }, pinned: false }];
  });
  return { symbols, columns: new Map(columns), from: source, where: [] };
}

/** The relation as a finished query. @param symbols what has to come out of it */
export function queryOf(
  source: Relation,
  names: SymbolNames,
  symbols: readonly string[] = source.symbols,
): SqlQuery {
  const columns = symbols.map(
    (symbol): SqlColumn => ({
      name: names.of(symbol),
      value: columnOf(source, names.of(symbol)).sql,
    }),
  );
  return select(columns, openParts(source));
}

/** What to put behind FROM for a node's source that stays a select of its own, unless it adds nothing to its own source. */
export function from(
  source: Relation,
  names: SymbolNames,
  symbols: readonly string[] = source.symbols,
): SqlFrom {
  const { from: inner } = source;
  if (inner?.kind === 'query' && source.where.length === 0 && keepsNames(source)) return inner;
  return { kind: 'query', query: queryOf(source, names, symbols), alias: names.fresh() };
}

/** The same rows from a finished select: what the source computes is computed there. */
export function close(
  source: Relation,
  names: SymbolNames,
  symbols: readonly string[] = source.symbols,
): Relation {
  return over(from(source, names, symbols), symbols, names);
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

/** FROM and WHERE of an open select. */
export function openParts(source: Relation): { readonly from?: SqlFrom; readonly where?: SqlExpression } {
  const [first, ...others] = source.where;
  return {
    ...(source.from === undefined ? {} : { from: source.from }),
    ...(first === undefined
      ? {}
      : { where: others.length === 0 ? first : { kind: 'logical', operator: 'AND', terms: source.where } }),
  };
}

/** The columns of symbols under their own names. */
export function columnsOf(symbols: readonly string[], names: SymbolNames): SqlColumn[] {
  return symbols.map((symbol) => ({
    name: names.of(symbol),
    value: { kind: 'column', name: names.of(symbol) },
  }));
}

/** Expressions over a relation's columns, in terms of what its `from` gives. */
export interface Inlined {
  /** The relation, closed when it had to be. */
  readonly source: Relation;
  readonly parts: readonly SqlExpression[];
  /** For each part whether it has a pinned column in it. */
  readonly pinned: readonly boolean[];
}

/**
 * Puts what columns are computed from in their place, unless something would be computed twice for that.
 * @param symbols what of the source is needed above, when it has to be closed
 */
export function inline(
  source: Relation,
  parts: readonly SqlExpression[],
  names: SymbolNames,
  symbols: readonly string[] = source.symbols,
): Inlined {
  const uses = new Map<string, number>();
  for (const part of parts) countColumns(part, uses);
  const repeated = [...uses].some(([name, count]) => count > 1 && !isTrivial(source.columns.get(name)?.sql));
  const base = repeated ? close(source, names, symbols) : source;
  const pinned = parts.map(() => false);
  const inlined = parts.map((part, index) =>
    mapExpression(part, (piece) => {
      if (piece.kind !== 'column' || piece.relation !== undefined) return piece;
      const column = base.columns.get(piece.name);
      if (column === undefined) return piece;
      if (column.pinned) pinned[index] = true;
      return column.sql;
    }),
  );
  return { source: base, parts: inlined, pinned };
}

/** Whether a column costs nothing to compute again. */
export function isTrivial(sql: SqlExpression | undefined): boolean {
  switch (sql?.kind) {
    case undefined:
    case 'column':
    case 'null':
    case 'boolean':
    case 'constant':
    case 'text':
      return true;
    default:
      return false;
  }
}

function countColumns(part: SqlExpression, uses: Map<string, number>): void {
  mapExpression(part, (piece) => {
    if (piece.kind === 'column') uses.set(piece.name, (uses.get(piece.name) ?? 0) + 1);
    return piece;
  });
}

export function columnOf(source: Relation, name: string): Column {
  const column = source.columns.get(name);
  if (column === undefined) throw new Error(`Relation has no column ${name}`);
  return column;
}

function keepsNames(source: Relation): boolean {
  return [...source.columns].every(([name, { sql }]) => sql.kind === 'column' && sql.name === name);
}
