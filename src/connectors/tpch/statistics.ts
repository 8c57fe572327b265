import type { TableStatistics } from '../../engine/catalog/connector.ts';
import { scaleFactorOf } from './schemas.ts';
import type { ColumnValue, TpchTable } from './tables/table.ts';
import { tables } from './tables/tables.ts';

/** Schemas that stock has statistics of; SHOW STATS is empty for the others. */
const schemasWithStatistics = ['tiny', 'sf1'];

const made = new Map<string, TableStatistics>();

/** Counted from the rows themselves, once: the fixed tables are small. */
export function tableStatistics(schema: string, name: string): TableStatistics {
  const table = tables.get(name);
  const scaleFactor = scaleFactorOf(schema);
  if (table === undefined || scaleFactor === undefined || !schemasWithStatistics.includes(schema))
    return { columns: {} };
  let statistics = made.get(name);
  if (statistics === undefined) {
    statistics = count(table, scaleFactor);
    made.set(name, statistics);
  }
  return statistics;
}

function count(table: TpchTable, scaleFactor: number): TableStatistics {
  const values = table.generate(
    table.columns.map((column) => column.name),
    0,
    1,
  );
  return {
    rowCount: table.rowCount(scaleFactor),
    columns: Object.fromEntries(
      table.columns.map((column, index) => [column.name, countColumn(values[index] ?? [])]),
    ),
  };
}

function countColumn(values: readonly ColumnValue[]): TableStatistics['columns'][string] {
  const distinctValues = new Set(values).size;
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) {
    // Text is counted once a distinct value, as stock's statistics do.
    const dataSize = [...new Set(values)].reduce<number>((sum, value) => sum + String(value).length, 0);
    return { distinctValues, nullsFraction: 0, dataSize };
  }
  return { distinctValues, nullsFraction: 0, low: Math.min(...numbers), high: Math.max(...numbers) };
}
