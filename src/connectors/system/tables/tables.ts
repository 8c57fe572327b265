import { jdbcTables } from './jdbc-tables.ts';
import { metadataTables } from './metadata-tables.ts';
import { runtimeTables } from './runtime-tables.ts';
import type { SystemTable } from './system-table.ts';

/** The tables by schema and name. */
export const systemTables: ReadonlyMap<string, ReadonlyMap<string, SystemTable>> = new Map(
  Object.entries({ jdbc: jdbcTables, metadata: metadataTables, runtime: runtimeTables }).map(
    ([schema, tables]) => [schema, new Map(tables.map((table) => [table.name, table]))],
  ),
);

/** Undefined when there is no such table. */
export function systemTable(schema: string, name: string): SystemTable | undefined {
  return systemTables.get(schema)?.get(name);
}
