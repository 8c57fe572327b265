import type { ColumnMetadata, ConnectorMetadata, TableMetadata } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { formatType } from '../../engine/types/format-type.ts';
import { columnHandle, tableHandle, transactionHandle } from './handles.ts';
import { listedSchemas, scaleFactorOf } from './schemas.ts';
import { tableStatistics } from './statistics.ts';
import { tables } from './tables/tables.ts';

/** What is in the benchmark's schemas. */
export const metadata: ConnectorMetadata = {
  schemas: () => listedSchemas,
  hasSchema: (schema) => scaleFactorOf(schema) !== undefined,
  tables: (schema) => (scaleFactorOf(schema) === undefined ? [] : [...tables.keys()]),
  table: (schema, name) => describe(schema, name),
  statistics: tableStatistics,
  analyzes: true,
  tableHandle(schema, name) {
    const scaleFactor = scaleFactorOf(schema);
    if (scaleFactor === undefined || !tables.has(name)) throw missing(schema, name);
    return tableHandle(schema, name, scaleFactor);
  },
  columnHandle(schema, name, column) {
    const found = tables.get(name)?.columns.find((candidate) => candidate.name === column);
    if (found === undefined) throw missing(schema, `${name}.${column}`);
    return columnHandle(column, formatType(found.type));
  },
  transactionHandle: () => transactionHandle,
};

/** Columns by table; none of the benchmark's values is NULL. */
const columnsOf: ReadonlyMap<string, readonly ColumnMetadata[]> = new Map(
  [...tables].map(([name, { columns }]) => [name, columns.map((column) => ({ ...column, notNull: true }))]),
);

function describe(schema: string, name: string): TableMetadata | undefined {
  const columns = columnsOf.get(name);
  return columns === undefined || scaleFactorOf(schema) === undefined
    ? undefined
    : { schema, table: name, columns };
}

function missing(schema: string, name: string): TrinoError {
  return new TrinoError('NOT_FOUND', `tpch has no ${schema}.${name}`);
}
