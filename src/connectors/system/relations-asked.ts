import type { Metadata } from '../../engine/catalog/metadata.ts';
import { relationNamed, relationsIn } from '../relations.ts';
import type { Relation } from '../relations.ts';
import { namesAsked } from './column-filters.ts';
import type { ColumnFilters } from './column-filters.ts';
import type { NameColumns } from './tables/system-table.ts';

/** A table or view of some catalog. */
export interface FullRelation {
  readonly catalog: string;
  readonly schema: string;
  readonly relation: Relation;
}

/** The catalogs that a scan asks for. */
export function catalogsAsked(metadata: Metadata, filters: ColumnFilters, column: string): readonly string[] {
  return namesAsked(
    filters,
    column,
    (name) => metadata.catalog(name) !== undefined,
    () => metadata.catalogNames(),
  );
}

/** The schemas of a catalog that a scan asks for. */
export function schemasAsked(
  metadata: Metadata,
  filters: ColumnFilters,
  catalog: string,
  column: string,
): readonly string[] {
  return namesAsked(
    filters,
    column,
    (name) => metadata.hasSchema(catalog, name),
    () => metadata.schemaNames(catalog),
  );
}

/** The tables and views that a scan asks for, of all catalogs; made as they are read. */
export function* relationsAsked(
  metadata: Metadata,
  filters: ColumnFilters,
  columns: NameColumns,
): Iterable<FullRelation> {
  const listed = filters.listed(columns.table);
  for (const catalog of catalogsAsked(metadata, filters, columns.catalog)) {
    for (const schema of schemasAsked(metadata, filters, catalog, columns.schema)) {
      const relations =
        listed?.flatMap((name) => relationNamed(metadata, catalog, schema, name) ?? []) ??
        relationsIn(metadata, catalog, schema).filter(({ name }) => filters.accepts(columns.table, name));
      for (const relation of relations) yield { catalog, schema, relation };
    }
  }
}
