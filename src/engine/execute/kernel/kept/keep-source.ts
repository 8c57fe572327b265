import type { Split } from '../../../../../generated/worker/types.ts';
import type { StableRows, TextFilter, TextRange, WireHandle } from '../../../catalog/connector.ts';
import { printExpression } from '../../duckdb/sql/print-sql.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { and, binary, or } from '../../translate/sql-shorthand.ts';
import type { FragmentSource } from '../../translate/fragment-context.ts';
import { placeholderColumn } from '../../translate/relation.ts';
import type { KeptScan, KeptTables } from './kept-tables.ts';

/** A source of a fragment that reads kept columns. */
export interface KeptSource {
  readonly scan: KeptScan;
  /** Makes the temporary view that the fragment's statement reads under the source's name. */
  readonly view: string;
}

/**
 * Keeps the columns of a table scan, and of its constraint: a coordinator that hands a predicate over to the connector
 * doesn't filter again.
 * @returns undefined when they can't be kept
 * @throws TrinoError as `KeptTables.acquire`
 */
export async function keepSource(
  kept: KeptTables,
  stable: StableRows,
  source: FragmentSource,
  splits: readonly Split[],
  signal: AbortSignal,
): Promise<KeptSource | undefined> {
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
  const found = await kept.acquire(
    {
      catalog: scan.table.catalogHandle,
      stable,
      table,
      splits: splits.map((split) => split.connectorSplit),
      columns: [...columns, ...filterColumns],
    },
    signal,
  );
  if (found === undefined) return undefined;
  return { scan: found, view: `CREATE TEMP VIEW "${source.table}" AS ${viewQuery(source, found, filters)}` };
}

function viewQuery(
  source: FragmentSource,
  found: KeptScan,
  filters: readonly TextFilter[] | undefined,
): string {
  const conditions = filters?.map(({ ranges }, index) =>
    inRanges(column(found.columns[source.columns.length + index] as string), ranges),
  ) ?? [inRanges(passes, [])];
  const names =
    source.columns.length > 0
      ? source.columns.map((name, index) => ({ name, value: column(found.columns[index] as string) }))
      : [{ name: placeholderColumn, value: passes }];
  if (found.table === undefined) {
    // Nothing but their number is known of the rows.
    return `SELECT true AS "${placeholderColumn}" FROM range(${filters === undefined ? 0 : found.rows})`;
  }
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
