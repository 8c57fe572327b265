import type { ColumnMetadata } from '../../engine/catalog/connector.ts';
import type { Type } from '../../engine/types/type.ts';

const text: Type = { kind: 'varchar' };

/** Name of a table in handles: upper case (`InformationSchemaTableHandle`). */
export type TableKind =
  | 'COLUMNS'
  | 'TABLES'
  | 'VIEWS'
  | 'SCHEMATA'
  | 'TABLE_PRIVILEGES'
  | 'ROLES'
  | 'APPLICABLE_ROLES'
  | 'ENABLED_ROLES';

/** The tables of information_schema by name, with stock's columns. */
export const tables: ReadonlyMap<string, readonly ColumnMetadata[]> = new Map<
  string,
  readonly ColumnMetadata[]
>([
  ['applicable_roles', texts('grantee', 'grantee_type', 'role_name', 'is_grantable')],
  [
    'columns',
    [
      ...texts('table_catalog', 'table_schema', 'table_name', 'column_name'),
      { name: 'ordinal_position', type: { kind: 'bigint' } },
      ...texts('column_default', 'is_nullable', 'data_type'),
      { name: 'comment', type: text, hidden: true },
      { name: 'extra_info', type: text, hidden: true },
    ],
  ],
  ['enabled_roles', texts('role_name')],
  ['roles', texts('role_name')],
  ['schemata', texts('catalog_name', 'schema_name')],
  [
    'table_privileges',
    texts(
      'grantor',
      'grantor_type',
      'grantee',
      'grantee_type',
      'table_catalog',
      'table_schema',
      'table_name',
      'privilege_type',
      'is_grantable',
      'with_hierarchy',
    ),
  ],
  ['tables', texts('table_catalog', 'table_schema', 'table_name', 'table_type')],
  ['views', texts('table_catalog', 'table_schema', 'table_name', 'view_definition')],
]);

/** The table's name in handles. */
export function tableKind(name: string): TableKind {
  return name.toUpperCase() as TableKind;
}

function texts(...names: readonly string[]): ColumnMetadata[] {
  return names.map((name) => ({ name, type: text }));
}
