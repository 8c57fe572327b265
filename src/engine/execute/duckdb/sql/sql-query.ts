import type { SqlExpression, SqlOrdering } from './sql-expression.ts';

/** A relation of a DuckDB statement. Every query names its columns with our own names. */
export type SqlQuery =
  | {
      readonly kind: 'select';
      readonly columns: readonly SqlColumn[];
      readonly from?: SqlFrom;
      readonly where?: SqlExpression;
      readonly groupBy?: readonly SqlExpression[];
      readonly having?: SqlExpression;
      readonly qualify?: SqlExpression;
      readonly orderBy?: readonly SqlOrdering[];
      readonly limit?: bigint;
      readonly distinct?: boolean;
    }
  /** Rows of constants; as wide as `names`, at least one row. */
  | {
      readonly kind: 'values';
      readonly names: readonly string[];
      readonly rows: readonly (readonly SqlExpression[])[];
    }
  | { readonly kind: 'unionAll'; readonly queries: readonly SqlQuery[] }
  /** A staged table of the task. */
  | { readonly kind: 'table'; readonly name: string };

export interface SqlColumn {
  readonly name: string;
  readonly value: SqlExpression;
}

/** What a select reads. */
export type SqlFrom =
  | { readonly kind: 'query'; readonly query: SqlQuery; readonly alias: string }
  | {
      readonly kind: 'join';
      readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'ANTI';
      readonly left: SqlFrom;
      readonly right: SqlFrom;
      readonly on?: SqlExpression;
    };
