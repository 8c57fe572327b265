import type { ColumnMetadata } from '../../../engine/catalog/connector.ts';
import type { Metadata } from '../../../engine/catalog/metadata.ts';
import type { Type } from '../../../engine/types/type.ts';
import type { Cell } from '../cells.ts';
import type { SystemRegistries } from '../registries.ts';
import type { ColumnFilters } from '../column-filters.ts';

/** A table of the catalog system. */
export interface SystemTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly ColumnMetadata[];
  /** Columns by whose values a scan can be limited: those that `rows` asks `filters` for. */
  readonly filtered?: readonly string[];
  /** Those of them, in this order, whose conditions are looked up by name when the scan is planned. */
  readonly resolved?: NameColumns;
  /** Every node has rows of its own: a split a node, and `rows` gives those of one. */
  readonly perNode?: boolean;
  /** The rows, a cell a column in their order; made as they are read. Rows that the filters refuse may be among them. */
  rows(scan: SystemScan): Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/** The columns with the names of catalog, schema and table. */
export interface NameColumns {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** One scan of a system table. */
export interface SystemScan {
  readonly metadata: Metadata;
  readonly registries: SystemRegistries;
  readonly filters: ColumnFilters;
  /** host:port that the split names. */
  readonly address: string | undefined;
}

const text: Type = { kind: 'varchar' };
const whole: Type = { kind: 'bigint' };

/** Columns of type varchar. */
export function texts(...names: readonly string[]): readonly ColumnMetadata[] {
  return names.map((name) => ({ name, type: text }));
}

/** Columns of type bigint. */
export function wholes(...names: readonly string[]): readonly ColumnMetadata[] {
  return names.map((name) => ({ name, type: whole }));
}

/** Columns of type boolean. */
export function flags(...names: readonly string[]): readonly ColumnMetadata[] {
  return names.map((name) => ({ name, type: { kind: 'boolean' } }));
}

/** Columns of type timestamp(3) with time zone. */
export function instants(...names: readonly string[]): readonly ColumnMetadata[] {
  return names.map((name) => ({ name, type: { kind: 'timestamp with time zone', precision: 3 } }));
}
