import type { ColumnMetadata, TableMetadata } from '../../engine/catalog/connector.ts';
import type { ConnectorChanges } from '../../engine/catalog/connector-changes.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { MemoryTable, MemoryTables } from './memory-tables.ts';

/** Changes of schemas, tables and views, without their rows; what stock's connector doesn't do isn't there. */
export function createMetadataChanges(tables: MemoryTables): ConnectorChanges {
  return {
    createSchema(schema) {
      tables.addSchema(schema);
    },
    dropSchema(schema, cascade) {
      tables.dropSchema(schema, cascade);
    },
    createTable(table, replace) {
      if (replace) throw new TrinoError('NOT_SUPPORTED', 'This connector does not support replacing tables');
      tables.add(newTable(tables.takeId(), table));
    },
    dropTable(schema, table) {
      tables.drop(schema, table);
    },
    renameTable(schema, table, target) {
      tables.rename(schema, table, target);
    },
    setTableComment(schema, name, comment) {
      tables.update(tables.existing(schema, name).id, (table) => withComment(table, comment));
    },
    setColumnComment(schema, name, column, comment) {
      tables.update(tables.existing(schema, name).id, (table) => ({
        ...table,
        columns: withColumnComment(table.columns, column, comment),
      }));
    },
    createView(schema, view, definition, replace) {
      tables.addView(schema, view, definition, replace);
    },
    renameView(schema, view, target) {
      tables.renameView(schema, view, target);
    },
    dropView(schema, view) {
      tables.dropView(schema, view);
    },
    setViewComment(schema, view, comment) {
      tables.updateView(schema, view, (definition) => withComment(definition, comment));
    },
    setViewColumnComment(schema, view, column, comment) {
      tables.updateView(schema, view, (definition) => ({
        ...definition,
        columns: withColumnComment(definition.columns, column, comment),
      }));
    },
  };
}

/** A table without rows. */
export function newTable(id: number, { schema, table, columns, comment }: TableMetadata): MemoryTable {
  return {
    id,
    schema,
    name: table,
    columns,
    ...(comment !== undefined && { comment }),
    writes: [],
  };
}

function withComment<T extends { readonly comment?: string }>(commented: T, comment: string | undefined): T {
  const copy: T & { comment?: string } = { ...commented };
  if (comment === undefined) delete copy.comment;
  else copy.comment = comment;
  return copy;
}

function withColumnComment<T extends Pick<ColumnMetadata, 'name' | 'comment'>>(
  columns: readonly T[],
  name: string,
  comment: string | undefined,
): readonly T[] {
  // Columns of views keep their upper case.
  return columns.map((column) =>
    column.name.toLowerCase() === name ? withComment(column, comment) : column,
  );
}
