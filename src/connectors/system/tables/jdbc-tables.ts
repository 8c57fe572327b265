import type { ColumnMetadata } from '../../../engine/catalog/connector.ts';
import { displayName } from '../../../engine/types/display-name.ts';
import { detailsOf } from '../../relations.ts';
import type { Cell } from '../cells.ts';
import { catalogsAsked, relationsAsked, schemasAsked } from '../relations-asked.ts';
import type { FullRelation } from '../relations-asked.ts';
import { columnSize, decimalDigits, jdbcTypeCode, precisionRadix, textSize } from './jdbc-type.ts';
import { notNullable, nullable, typesTable } from './jdbc-types-table.ts';
import { texts, wholes } from './system-table.ts';
import type { NameColumns, SystemTable } from './system-table.ts';

const schema = 'jdbc';
const names: NameColumns = { catalog: 'table_cat', schema: 'table_schem', table: 'table_name' };
const nameColumns: readonly string[] = Object.values(names) as readonly string[];

/** A table about things that Trino doesn't have, or doesn't tell of (procedures): `DatabaseMetaData` gets no rows. */
function emptyTable(name: string, columns: readonly ColumnMetadata[]): SystemTable {
  return { schema, name, columns, rows: () => [] };
}

const catalogs: SystemTable = {
  schema,
  name: 'catalogs',
  columns: texts('table_cat'),
  *rows({ metadata }) {
    for (const name of metadata.catalogNames()) yield [name];
  },
};

const schemas: SystemTable = {
  schema,
  name: 'schemas',
  columns: texts('table_schem', 'table_catalog'),
  filtered: ['table_schem', 'table_catalog'],
  *rows({ metadata, filters }) {
    for (const catalog of catalogsAsked(metadata, filters, 'table_catalog')) {
      for (const name of schemasAsked(metadata, filters, catalog, 'table_schem')) yield [name, catalog];
    }
  },
};

const tableType = 'TABLE';
const viewType = 'VIEW';

const tableTypes: SystemTable = {
  schema,
  name: 'table_types',
  columns: texts('table_type'),
  rows: () => [[tableType], [viewType]],
};

const tables: SystemTable = {
  schema,
  name: 'tables',
  columns: texts(
    'table_cat',
    'table_schem',
    'table_name',
    'table_type',
    'remarks',
    'type_cat',
    'type_schem',
    'type_name',
    'self_referencing_col_name',
    'ref_generation',
  ),
  filtered: nameColumns,
  *rows({ metadata, filters }) {
    for (const { catalog, schema: within, relation } of relationsAsked(metadata, filters, names)) {
      const type = relation.isView ? viewType : tableType;
      // Remarks would need every table's metadata: there are none, as in stock.
      yield [
        catalog,
        within,
        relation.name,
        type,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ];
    }
  },
};

const columns: SystemTable = {
  schema,
  name: 'columns',
  columns: [
    ...texts('table_cat', 'table_schem', 'table_name', 'column_name'),
    ...wholes('data_type'),
    ...texts('type_name'),
    ...wholes('column_size', 'buffer_length', 'decimal_digits', 'num_prec_radix', 'nullable'),
    ...texts('remarks', 'column_def'),
    ...wholes('sql_data_type', 'sql_datetime_sub', 'char_octet_length', 'ordinal_position'),
    ...texts('is_nullable', 'scope_catalog', 'scope_schema', 'scope_table'),
    ...wholes('source_data_type'),
    ...texts('is_autoincrement', 'is_generatedcolumn'),
  ],
  filtered: nameColumns,
  resolved: names,
  *rows({ metadata, filters }) {
    for (const full of relationsAsked(metadata, filters, names)) {
      const details = detailsOf(metadata, full.catalog, full.schema, full.relation);
      for (const [i, column] of (details?.columns ?? []).entries()) yield columnRow(full, column, i + 1);
    }
  },
};

function columnRow(
  { catalog, schema: within, relation }: FullRelation,
  { name, type, notNull, comment }: ColumnMetadata,
  position: number,
): readonly Cell[] {
  return [
    catalog,
    within,
    relation.name,
    name,
    jdbcTypeCode(type),
    displayName(type),
    columnSize(type),
    0,
    decimalDigits(type),
    precisionRadix(type),
    notNull ? notNullable : nullable,
    comment,
    undefined,
    undefined,
    undefined,
    textSize(type),
    position,
    notNull ? 'NO' : 'YES',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ];
}

const attributes = emptyTable('attributes', [
  ...texts('type_cat', 'type_schem', 'type_name', 'attr_name'),
  ...wholes('data_type'),
  ...texts('attr_type_name'),
  ...wholes('attr_size', 'decimal_digits', 'num_prec_radix', 'nullable'),
  ...texts('remarks', 'attr_def'),
  ...wholes('sql_data_type', 'sql_datetime_sub', 'char_octet_length', 'ordinal_position'),
  ...texts('is_nullable', 'scope_catalog', 'scope_schema', 'scope_table'),
  ...wholes('source_data_type'),
]);

const procedureColumns = emptyTable('procedure_columns', [
  ...texts('procedure_cat', 'procedure_schem', 'procedure_name', 'column_name'),
  ...wholes('column_type', 'data_type'),
  ...texts('type_name'),
  ...wholes('precision', 'length', 'scale', 'radix', 'nullable'),
  ...texts('remarks', 'column_def'),
  ...wholes('sql_data_type', 'sql_datetime_sub', 'char_octet_length', 'ordinal_position'),
  ...texts('is_nullable', 'specific_name'),
]);

const procedures = emptyTable('procedures', [
  ...texts('procedure_cat', 'procedure_schem', 'procedure_name', 'remarks'),
  ...wholes('procedure_type'),
  ...texts('specific_name'),
]);

const pseudoColumns = emptyTable('pseudo_columns', [
  ...texts('table_cat', 'table_schem', 'table_name', 'column_name'),
  ...wholes('data_type', 'column_size', 'decimal_digits', 'num_prec_radix'),
  ...texts('column_usage', 'remarks'),
  ...wholes('char_octet_length', 'is_nullable'),
]);

const superTables = emptyTable(
  'super_tables',
  texts('table_cat', 'table_schem', 'table_name', 'supertable_name'),
);

const superTypes = emptyTable(
  'super_types',
  texts('type_cat', 'type_schem', 'type_name', 'supertype_cat', 'supertype_schem', 'supertype_name'),
);

const udts = emptyTable(
  'udts',
  texts('type_cat', 'type_schem', 'type_name', 'class_name', 'data_type', 'remarks', 'base_type'),
);

/** Schema jdbc: what `java.sql.DatabaseMetaData` asks for. */
export const jdbcTables: readonly SystemTable[] = [
  attributes,
  catalogs,
  columns,
  procedureColumns,
  procedures,
  pseudoColumns,
  schemas,
  superTables,
  superTypes,
  tableTypes,
  tables,
  typesTable,
  udts,
];
