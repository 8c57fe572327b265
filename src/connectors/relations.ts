import type { ColumnMetadata, ConnectorMetadata } from '../engine/catalog/connector.ts';
import { informationSchemaName } from '../engine/catalog/metadata.ts';
import type { Metadata } from '../engine/catalog/metadata.ts';

/** A table or a view. */
export interface Relation {
  readonly name: string;
  readonly isView: boolean;
}

/** The tables and views of a schema, one call of the connector for each kind; none when there is no such schema. */
export function relationsIn(metadata: Metadata, catalog: string, schema: string): readonly Relation[] {
  const connector = connectorOf(metadata, catalog, schema);
  if (connector === undefined || !connector.hasSchema(schema)) return [];
  const views = new Set(connector.views?.(schema));
  const tables = connector.tables(schema).filter((name) => !views.has(name));
  return [
    ...tables.map((name): Relation => ({ name, isView: false })),
    ...[...views].map((name): Relation => ({ name, isView: true })),
  ];
}

/** The table or view of a name; undefined when there is none. */
export function relationNamed(
  metadata: Metadata,
  catalog: string,
  schema: string,
  name: string,
): Relation | undefined {
  const connector = connectorOf(metadata, catalog, schema);
  if (connector === undefined) return undefined;
  if (connector.view?.(schema, name) !== undefined) return { name, isView: true };
  return connector.table(schema, name) === undefined ? undefined : { name, isView: false };
}

/** What is known of a table or a view beside its name. */
export interface RelationDetails {
  /** Without hidden ones. */
  readonly columns: readonly ColumnMetadata[];
  readonly comment?: string;
  /** A view's query, as kept. */
  readonly viewSql?: string;
}

/** @returns undefined when it is gone meanwhile */
export function detailsOf(
  metadata: Metadata,
  catalog: string,
  schema: string,
  { name, isView }: Relation,
): RelationDetails | undefined {
  const connector = connectorOf(metadata, catalog, schema);
  if (isView) {
    const view = connector?.view?.(schema, name);
    return (
      view && {
        // A view keeps names as they were written; as columns they have no case.
        columns: view.columns.map((column) => ({ ...column, name: column.name.toLowerCase() })),
        viewSql: view.originalSql,
        ...(view.comment !== undefined && { comment: view.comment }),
      }
    );
  }
  const table = connector?.table(schema, name);
  return (
    table && {
      columns: table.columns.filter(({ hidden }) => !hidden),
      ...(table.comment !== undefined && { comment: table.comment }),
    }
  );
}

function connectorOf(metadata: Metadata, catalog: string, schema: string): ConnectorMetadata | undefined {
  const found = metadata.catalog(catalog);
  const holder = schema === informationSchemaName ? (found?.informationSchema ?? found) : found;
  return holder?.connector.metadata;
}
