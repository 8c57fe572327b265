import type { ColumnHandle, TableHandle } from '../../../generated/worker/types.ts';
import type { CatalogTransaction } from './catalog-transaction.ts';
import { noTransaction } from './catalog-transaction.ts';
import type { Connector, TableMetadata, TableStatistics } from './connector.ts';
import type { ConnectorChanges, LanguageFunction, ViewDefinition } from './connector-changes.ts';

/** A mounted catalog. */
export interface Catalog {
  readonly name: string;
  /** Catalog handle on the wire, `catalog:type:version`: `tpch:normal:default`. */
  readonly handle: string;
  /** `connector.name` of its properties file. */
  readonly connectorName: string;
  readonly connector: Connector;
  /** What answers for the catalog's schema information_schema: the same name, a handle of its own. */
  readonly informationSchema?: Catalog;
}

/** The schema that every catalog has beside its own. */
export const informationSchemaName = 'information_schema';

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
  /** The catalog's schemas and information_schema, sorted; none when there is no such catalog. */
  schemaNames(catalog: string): readonly string[];
  hasSchema(catalog: string, schema: string): boolean;
  /** The tables of a schema; none when there is no such schema. */
  tableNames(catalog: string, schema: string): readonly string[];
  /** Undefined when catalog, schema or table doesn't exist. */
  table(name: QualifiedTableName): ResolvedTable | undefined;
  /** The views of a schema; none when there is no such schema. */
  viewNames(catalog: string, schema: string): readonly string[];
  /** Undefined when catalog, schema or view doesn't exist. */
  view(name: QualifiedTableName): ViewDefinition | undefined;
  /** The SQL functions that a schema keeps; none when there is no such catalog. */
  functions(catalog: string, schema: string): readonly LanguageFunction[];
  /** What statements may change in a catalog, nothing where it can't be changed; undefined when there is no such catalog. */
  changes(catalog: string): ConnectorChanges | undefined;
  statistics(table: ResolvedTable): TableStatistics;
  /** `table` of a TableScanNode (PROTOCOL 5.9). */
  tableHandle(table: ResolvedTable): TableHandle;
  columnHandle(table: ResolvedTable, column: string): ColumnHandle;
  /** UUID of the statement's transaction. */
  transactionId(): string;
  /**
   * To be called before anything in a catalog is changed (see `CatalogTransaction`). Trino checks it when it asks the connector for the
   * change: after what is wrong with names and types was found.
   * @throws TrinoError MULTI_CATALOG_WRITE_CONFLICT, READ_ONLY_VIOLATION, AUTOCOMMIT_WRITE_CONFLICT
   */
  checkWrite(catalog: string): void;
  /** The same, within a statement's transaction: with its id in table handles and its rules for writes. */
  inTransaction(transaction: CatalogTransaction): Metadata;
}

const noChanges: ConnectorChanges = {};

/**
 * Metadata over the mounted catalogs; asks their connectors each time, nothing is cached.
 * @param catalogs by lower-case name; read at each call, so that catalogs may come and go
 */
export function createMetadata(
  catalogs: ReadonlyMap<string, Catalog>,
  transaction: CatalogTransaction = noTransaction,
): Metadata {
  /** The catalog whose connector has a schema. */
  const holder = (catalog: string, schema: string): Catalog | undefined => {
    const found = catalogs.get(catalog);
    if (found !== undefined) transaction.use(catalog);
    return schema === informationSchemaName ? (found?.informationSchema ?? found) : found;
  };
  return {
    catalogNames: () => [...catalogs.keys()].sort(),
    catalog: (name) => catalogs.get(name),
    schemaNames: (name) => {
      const catalog = catalogs.get(name);
      if (catalog === undefined) return [];
      const own = catalog.informationSchema === undefined ? [] : [informationSchemaName];
      return [...catalog.connector.metadata.schemas(), ...own].sort();
    },
    hasSchema: (catalog, schema) => holder(catalog, schema)?.connector.metadata.hasSchema(schema) ?? false,
    tableNames: (catalog, schema) => holder(catalog, schema)?.connector.metadata.tables(schema) ?? [],
    table: (name) => {
      const catalog = holder(name.catalog, name.schema);
      const metadata = catalog?.connector.metadata.table(name.schema, name.table);
      return catalog && metadata ? { name, catalog, metadata } : undefined;
    },
    viewNames: (catalog, schema) => holder(catalog, schema)?.connector.metadata.views?.(schema) ?? [],
    view: (name) => holder(name.catalog, name.schema)?.connector.metadata.view?.(name.schema, name.table),
    functions: (catalog, schema) => {
      const found = catalogs.get(catalog)?.connector.metadata.functions?.(schema) ?? [];
      if (found.length > 0) transaction.use(catalog);
      return found;
    },
    changes(name) {
      const catalog = catalogs.get(name);
      return catalog && (catalog.connector.metadata.changes ?? noChanges);
    },
    statistics: ({ catalog, name }) => catalog.connector.metadata.statistics(name.schema, name.table),
    // What a connector writes is opaque to the engine; the spec knows the handles of the connectors there are.
    tableHandle: ({ catalog, name }) =>
      ({
        catalogHandle: catalog.handle,
        connectorHandle: catalog.connector.metadata.tableHandle(name.schema, name.table),
        transaction: catalog.connector.metadata.transactionHandle(transaction.id),
      }) as TableHandle,
    columnHandle: ({ catalog, name }, column) =>
      catalog.connector.metadata.columnHandle(name.schema, name.table, column) as ColumnHandle,
    transactionId: () => transaction.id,
    checkWrite(name) {
      transaction.checkWrite(name, catalogs.get(name)?.connector.multiStatementWrites ?? false);
    },
    inTransaction: (other) => createMetadata(catalogs, other),
  };
}
