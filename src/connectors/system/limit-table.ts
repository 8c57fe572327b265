import type { TextCondition, TextRange, WireHandle } from '../../engine/catalog/connector.ts';
import type { Metadata } from '../../engine/catalog/metadata.ts';
import { pointRanges, writeTextConstraint } from '../text-constraint.ts';
import { relationsIn } from '../relations.ts';
import { columnHandle, tableHandle } from './handles.ts';
import type { NameColumns, SystemTable } from './tables/system-table.ts';

/** So many names are worth looking up one by one (stock's number). */
const maxNames = 100;

type Conditions = ReadonlyMap<string, TextCondition>;

/**
 * The table's handle with what conditions say of its columns as constraint: single values, or the range of what begins with a
 * LIKE pattern's prefix.
 * @returns undefined when nothing is gained
 */
export function limitTable(
  table: SystemTable,
  conditions: Conditions,
  metadata: Metadata,
): WireHandle | undefined {
  const names = table.resolved && resolveNames(table.resolved, conditions, metadata);
  const filters = (table.filtered ?? []).flatMap((column) => {
    const ranges = rangesOf(conditions.get(column), names?.get(column));
    return ranges === undefined ? [] : [{ column, ranges }];
  });
  if (filters.length === 0) return undefined;
  const constraint = filters.some(({ ranges }) => ranges.length === 0)
    ? {}
    : writeTextConstraint(filters.map(({ column, ranges }) => ({ column: columnHandle(column), ranges })));
  return tableHandle(table.schema, table.name, constraint);
}

function rangesOf(
  condition: TextCondition | undefined,
  names: readonly string[] | undefined,
): readonly TextRange[] | undefined {
  const values = condition?.values ?? names;
  if (values !== undefined) return pointRanges(values);
  const prefix = condition?.prefix;
  if (prefix === undefined || prefix === '') return undefined;
  const high = afterPrefix(prefix);
  return [{ low: prefix, withLow: true, withHigh: false, ...(high !== undefined && { high }) }];
}

/** The least text above all that begin with the prefix: its last ASCII character one further. Undefined: no end. */
function afterPrefix(prefix: string): string | undefined {
  const last = prefix.charCodeAt(prefix.length - 1);
  // Beyond ASCII the order of bytes and of UTF-16 units differ: the filter above does the rest.
  return last < 0x7f ? prefix.slice(0, -1) + String.fromCharCode(last + 1) : undefined;
}

/**
 * The names behind conditions that aren't lists (`LIKE '%x%'`), looked up from the catalogs down, as long as they are few: then the
 * scan doesn't look at the metadata of other tables.
 */
function resolveNames(
  columns: NameColumns,
  conditions: Conditions,
  metadata: Metadata,
): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  const catalogs = lookUp(conditions.get(columns.catalog), () => metadata.catalogNames());
  names.set(columns.catalog, catalogs);
  const inCatalogs = catalogs.flatMap((catalog) =>
    lookUp(conditions.get(columns.schema), () => metadata.schemaNames(catalog)).map((schema) => ({
      catalog,
      schema,
    })),
  );
  const schemas = new Set(inCatalogs.map(({ schema }) => schema));
  if (conditions.has(columns.schema) && schemas.size <= maxNames) names.set(columns.schema, [...schemas]);
  const table = conditions.get(columns.table);
  if (table === undefined || table.values !== undefined) return names;
  const tables = new Set<string>();
  for (const { catalog, schema } of inCatalogs) {
    for (const { name } of relationsIn(metadata, catalog, schema)) {
      if (table.accepts(name)) tables.add(name);
      if (tables.size > maxNames) return names;
    }
  }
  return names.set(columns.table, [...tables]);
}

function lookUp(condition: TextCondition | undefined, all: () => readonly string[]): readonly string[] {
  return condition?.values ?? all().filter((name) => condition?.accepts(name) ?? true);
}
