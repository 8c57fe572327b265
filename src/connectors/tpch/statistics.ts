import type { TableStatistics } from '../../engine/catalog/connector.ts';
import { scaleFactorOf } from './schemas.ts';
import { statisticsTable } from './statistics-table.ts';
import { tables } from './tables/tables.ts';

const unknown: TableStatistics = { columns: {} };

/** Statistics of tiny and sf1, as in stock: SHOW STATS is empty for the other schemas. */
export function tableStatistics(schema: string, name: string): TableStatistics {
  if (!tables.has(name) || scaleFactorOf(schema) === undefined) return unknown;
  return statisticsTable[schema]?.[name] ?? unknown;
}
