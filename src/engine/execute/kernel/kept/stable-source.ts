import type { Split } from '../../../../../generated/worker/types.ts';
import type { StableRows, TextFilter, TextRange, WireHandle } from '../../../catalog/connector.ts';
import { printExpression } from '../../duckdb/sql/print-sql.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { and, binary, or } from '../../translate/sql-shorthand.ts';
import type { FragmentSource } from '../../translate/fragment-context.ts';
import { placeholderColumn } from '../../translate/relation.ts';
import type { KeptColumnRequest } from './kept-tables.ts';

/** A table scan of a fragment over rows that never change. */
export interface StableSource {
  readonly source: FragmentSource;
  readonly stable: StableRows;
  readonly table: WireHandle;
  readonly catalog: string;
  readonly splits: readonly WireHandle[];
  /** The columns that the fragment wants, then those of the constraint. */
  readonly columns: readonly KeptColumnRequest[];
  /** Undefined when no row passes. */
  readonly filters: readonly TextFilter[] | undefined;
}

/**
 * What to read for a scan. Beside the columns of the scan these are the ones of the table's constraint: a coordinator that hands a
 * predicate over to the connector doesn't filter again.
 * @throws TrinoError when a handle is not the connector's
 */
export function stableSource(
  source: FragmentSource,
  stable: StableRows,
  splits: readonly Split[],
): StableSource {
  const { scan } = source;
  if (scan === undefined) throw new Error(`Source ${source.planNodeId} is no table scan`);
  const table: WireHandle = scan.table.connectorHandle;
  const filters = stable.constraint(table);
  const columns = scan.columnHandles.map((handle, index) => ({
    name: stable.columnName(table, handle as WireHandle),
    type: source.types[index] as FragmentSource['types'][number],
  }));
  const filterColumns = (filters ?? []).map(({ column }) => ({
    name: column,
    type: { kind: 'varchar' } as const,
  }));
  return {
    source,
    stable,
    table,
    catalog: scan.table.catalogHandle,
    splits: splits.map((split) => split.connectorSplit),
    columns: [...columns, ...filterColumns],
    filters,
  };
}

/** Where rows are read from, in SQL. */
export interface SqlRows {
  /** Undefined when nothing but their number is known of the rows. */
  readonly table: string | undefined;
  /** Names of the columns, in the order of `StableSource.columns`. */
  readonly columns: readonly string[];
  readonly rows: number;
}

/** Makes the temporary view that the fragment's statement reads under the source's name. */
export function sourceView({ source, filters }: StableSource, found: SqlRows): string {
  return `CREATE TEMP VIEW "${source.table}" AS ${viewQuery(source, found, filters)}`;
}

function viewQuery(
  source: FragmentSource,
  found: SqlRows,
  filters: readonly TextFilter[] | undefined,
): string {
  if (found.table === undefined)
    return `SELECT true AS "${placeholderColumn}" FROM range(${filters === undefined ? 0 : found.rows})`;
  const conditions = filters?.map(({ ranges }, index) =>
    inRanges(column(found.columns[source.columns.length + index] as string), ranges),
  ) ?? [inRanges(passes, [])];
  const names =
    source.columns.length > 0
      ? source.columns.map((name, index) => ({ name, value: column(found.columns[index] as string) }))
      : [{ name: placeholderColumn, value: passes }];
  const columns = names.map(({ name, value }) => `${printExpression(value)} AS "${name}"`);
  const where = conditions.length === 0 ? '' : ` WHERE ${printExpression(and(...conditions))}`;
  return `SELECT ${columns.join(', ')} FROM ${found.table}${where}`;
}

function inRanges(value: SqlExpression, ranges: readonly TextRange[]): SqlExpression {
  return or(
    ...ranges.map(({ low, high, withLow, withHigh }) => {
      if (low !== undefined && low === high) return binary(value, '=', text(low));
      const ends: SqlExpression[] = [];
      if (low !== undefined) ends.push(binary(value, withLow ? '>=' : '>', text(low)));
      if (high !== undefined) ends.push(binary(value, withHigh ? '<=' : '<', text(high)));
      return ends.length === 0 ? passes : and(...ends);
    }),
    // Without any range nothing passes.
    { kind: 'boolean', value: false },
  );
}

const passes: SqlExpression = { kind: 'boolean', value: true };

function column(name: string): SqlExpression {
  return { kind: 'column', name };
}

function text(value: string): SqlExpression {
  return { kind: 'text', value };
}
