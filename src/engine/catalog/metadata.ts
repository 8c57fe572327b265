import type { ColumnHandle, TableHandle } from '../../../generated/worker/types.ts';
import type { Connector, TableMetadata, TableStatistics } from './connector.ts';

/** A mounted catalog. */
export interface Catalog {
  readonly name: string;
  /** Catalog handle on the wire, `catalog:type:version`: `tpch:normal:default`. */
  readonly handle: string;
  /** `connector.name` of its properties file. */
  readonly connectorName: string;
  readonly connector: Connector;
}

/** A table's full name; lower case. */
export interface QualifiedTableName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** A table that exists, with its catalog. */
export interface ResolvedTable {
  readonly name: QualifiedTableName;
  readonly catalog: Catalog;
  readonly metadata: TableMetadata;
}

/** What analysis and planning ask about catalogs. */
export interface Metadata {
  /** Names of the mounted catalogs, sorted. */
  catalogNames(): readonly string[];
  catalog(name: string): Catalog | undefined;
  hasSchema(catalog: string, schema: string): boolean;
  /** Undefined when catalog, schema or table doesn't exist. */
  table(name: QualifiedTableName): ResolvedTable | undefined;
  statistics(table: ResolvedTable): TableStatistics;
  /** `table` of a TableScanNode (PROTOCOL 5.9). */
  tableHandle(table: ResolvedTable): TableHandle;
  columnHandle(table: ResolvedTable, column: string): ColumnHandle;
}

/**
 * Metadata over the mounted catalogs; asks their connectors each time, nothing is cached.
 * @param catalogs by lower-case name; read at each call, so that catalogs may come and go
 */
export function createMetadata(catalogs: ReadonlyMap<string, Catalog>): Metadata {
  return {
    catalogNames: () => [...catalogs.keys()].sort(),
    catalog: (name) => catalogs.get(name),
    hasSchema: (catalog, schema) => catalogs.get(catalog)?.connector.metadata.hasSchema(schema) ?? false,
    table: (name) => {
      const catalog = catalogs.get(name.catalog);
      const metadata = catalog?.connector.metadata.table(name.schema, name.table);
      return catalog && metadata ? { name, catalog, metadata } : undefined;
    },
    statistics: ({ catalog, name }) => catalog.connector.metadata.statistics(name.schema, name.table),
    // What a connector writes is opaque to the engine; the spec knows the handles of the connectors there are.
    tableHandle: ({ catalog, name }) =>
      ({
        catalogHandle: catalog.handle,
        connectorHandle: catalog.connector.metadata.tableHandle(name.schema, name.table),
        transaction: catalog.connector.metadata.transactionHandle(),
      }) as TableHandle,
    columnHandle: ({ catalog, name }, column) =>
      catalog.connector.metadata.columnHandle(name.schema, name.table, column) as ColumnHandle,
  };
}
