import { detailsOf } from '../../relations.ts';
import { relationsAsked } from '../relations-asked.ts';
import type { NameColumns, SystemTable } from './system-table.ts';
import { texts } from './system-table.ts';

const schema = 'metadata';
const names: NameColumns = { catalog: 'catalog_name', schema: 'schema_name', table: 'table_name' };

/** A table of the properties that statements may give: a row a property of a catalog. The connectors there are have none. */
function propertyTable(name: string): SystemTable {
  return {
    schema,
    name,
    columns: texts('catalog_name', 'property_name', 'default_value', 'type', 'description'),
    rows: () => [],
  };
}

const catalogs: SystemTable = {
  schema,
  name: 'catalogs',
  columns: texts('catalog_name', 'connector_id', 'connector_name'),
  *rows({ metadata }) {
    for (const name of metadata.catalogNames()) yield [name, name, metadata.catalog(name)?.connectorName];
  },
};

const tableComments: SystemTable = {
  schema,
  name: 'table_comments',
  columns: texts('catalog_name', 'schema_name', 'table_name', 'comment'),
  filtered: Object.values(names) as readonly string[],
  resolved: names,
  *rows({ metadata, filters }) {
    for (const { catalog, schema: within, relation } of relationsAsked(metadata, filters, names)) {
      yield [catalog, within, relation.name, detailsOf(metadata, catalog, within, relation)?.comment];
    }
  },
};

/** No connector has materialized views. */
const materializedViews: SystemTable = {
  schema,
  name: 'materialized_views',
  columns: [
    ...texts(
      'catalog_name',
      'schema_name',
      'name',
      'storage_catalog',
      'storage_schema',
      'storage_table',
      'freshness',
    ),
    { name: 'last_fresh_time', type: { kind: 'timestamp with time zone', precision: 9 } },
    ...texts('comment', 'definition'),
  ],
  rows: () => [],
};

/** Schema metadata: what there is in all catalogs. */
export const metadataTables: readonly SystemTable[] = [
  propertyTable('analyze_properties'),
  catalogs,
  propertyTable('column_properties'),
  propertyTable('materialized_view_properties'),
  materializedViews,
  propertyTable('schema_properties'),
  tableComments,
  propertyTable('table_properties'),
];
