/** DuckDB types that carry Trino's values. */
export type SqlType =
  | { readonly kind: 'name'; readonly name: SqlTypeName }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'list'; readonly element: SqlType }
  | { readonly kind: 'map'; readonly key: SqlType; readonly value: SqlType }
  | {
      readonly kind: 'struct';
      readonly fields: readonly { readonly name: string; readonly type: SqlType }[];
    };

export type SqlTypeName =
  | 'BOOLEAN'
  | 'TINYINT'
  | 'SMALLINT'
  | 'INTEGER'
  | 'BIGINT'
  | 'HUGEINT'
  | 'UHUGEINT'
  | 'FLOAT'
  | 'DOUBLE'
  | 'VARCHAR'
  | 'BLOB'
  | 'DATE'
  | 'TIMESTAMP'
  | 'UUID';

/** A type without parameters. */
export function named(name: SqlTypeName): SqlType {
  return { kind: 'name', name };
}
