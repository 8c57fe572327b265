import type { TableStatistics } from '../../src/engine/catalog/connector.ts';
import { tables } from '../../src/connectors/tpch/tables/tables.ts';

/** Statistics of a table of the benchmark, counted from its rows. Text is measured once a distinct value, as stock does. */
export function countStatistics(tableName: string, scaleFactor: number): TableStatistics {
  const table = tables.get(tableName);
  if (table === undefined) throw new Error(`no table ${tableName}`);
  let rowCount = 0;
  const columns: Record<string, TableStatistics['columns'][string]> = {};
  // A column at a time: the distinct values of a large table are many.
  for (const { name, type, hidden } of table.columns) {
    if (hidden) continue;
    const { sequence, cell } = table.open(scaleFactor, table.groups(scaleFactor, 0, 1));
    const value = cell(name);
    const distinct = new Set<number | string>();
    let low = Infinity;
    let high = -Infinity;
    rowCount = 0;
    while (sequence.next()) {
      rowCount++;
      const next = value();
      distinct.add(next);
      if (typeof next === 'number') {
        low = Math.min(low, next);
        high = Math.max(high, next);
      }
    }
    let dataSize = 0;
    if (type.kind === 'varchar') for (const text of distinct) dataSize += String(text).length;
    columns[name] = {
      distinctValues: distinct.size,
      nullsFraction: 0,
      ...(type.kind === 'varchar' ? { dataSize } : { low, high }),
    };
  }
  return { rowCount, columns };
}
