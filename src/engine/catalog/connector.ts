import type { ConnectorChanges, LanguageFunction, ViewDefinition } from './connector-changes.ts';
import type { Procedure } from './procedure.ts';
import type { Page, Vector } from '../pages/vector.ts';
import type { Type } from '../types/type.ts';

/** A handle as a connector writes it on the wire: an object with `@type`, or `[type, "INSTANCE"]` for Trino's enums. */
export type WireHandle =
  | { readonly '@type': string; readonly [field: string]: unknown }
  | readonly [string, string];

export interface ColumnMetadata {
  readonly name: string;
  readonly type: Type;
  readonly hidden?: boolean;
  readonly comment?: string;
  /** No value is NULL (`is_nullable` of information_schema, SHOW CREATE TABLE). */
  readonly notNull?: boolean;
}

export interface TableMetadata {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly ColumnMetadata[];
  readonly comment?: string;
}

/** Statistics of a table: unknown parts are absent. Values of `low` and `high` are on Trino's number line for the type. */
export interface TableStatistics {
  readonly rowCount?: number;
  readonly columns: Readonly<
    Record<
      string,
      {
        readonly low?: number;
        readonly high?: number;
        readonly distinctValues?: number;
        readonly nullsFraction?: number;
        readonly dataSize?: number;
      }
    >
  >;
}

/** A node as a connector sees it when it makes splits. */
export interface SplitNode {
  readonly nodeId: string;
  /** host:port */
  readonly address: string;
}

/**
 * A connector: metadata and splits for the coordinator, rows for the worker. Both sides speak wire handles, so that a stock
 * coordinator can send its splits to our worker and the other way round.
 */
export interface Connector {
  /** `connector.name` of the catalog's properties file. */
  readonly name: string;
  /**
   * Its rows are what the coordinator knows itself (information_schema): its splits run there, whatever the cluster is, and its
   * pages are made on the main thread, beside the live metadata, not in the kernel's.
   */
  readonly coordinatorOnly?: boolean;
  readonly metadata: ConnectorMetadata;
  readonly splits: ConnectorSplitSource;
  readonly pages: ConnectorPageSource;
  /** It can write in transactions of several statements; absent: only in a statement's own. */
  readonly multiStatementWrites?: boolean;
  /** What CALL may name. */
  readonly procedures?: readonly Procedure[];
  /** Present when nodes store the rows that are written to its tables: scans read them where they are, `pages` is never asked. */
  readonly stored?: StoredRowHandles;
}

export interface ConnectorMetadata {
  schemas(): readonly string[];
  /** Whether the schema exists, also one that `schemas()` doesn't list (`sf7`). */
  hasSchema(schema: string): boolean;
  tables(schema: string): readonly string[];
  /** Undefined when there is no such table. Names are lower case. */
  table(schema: string, table: string): TableMetadata | undefined;
  statistics(schema: string, table: string): TableStatistics;
  tableHandle(schema: string, table: string): WireHandle;
  columnHandle(schema: string, table: string, column: string): WireHandle;
  /** @param transactionId UUID of the query's transaction */
  transactionHandle(transactionId: string): WireHandle;
  /**
   * The table limited to rows that meet conditions on some text columns: only a hint, the filter stays in the plan. Absent, or
   * undefined: nothing gained.
   * @param conditions by column
   */
  limitTo?(table: WireHandle, conditions: ReadonlyMap<string, TextCondition>): WireHandle | undefined;
  /** The views of a schema; absent: the connector has none. Their names are not among `tables`. */
  views?(schema: string): readonly string[];
  view?(schema: string, view: string): ViewDefinition | undefined;
  /** The SQL functions that a schema keeps, which need not exist otherwise; absent: the connector keeps none. */
  functions?(schema: string): readonly LanguageFunction[];
  /** ANALYZE of its tables is accepted. */
  readonly analyzes?: boolean;
  /** What statements may change. Absent, as each of its methods: refused with Trino's words. */
  readonly changes?: ConnectorChanges;
}

export interface ConnectorSplitSource {
  /**
   * The splits of a table, in an order that may be handed out as drained.
   * @param splitsPerNode how many splits a node should get at the least
   */
  splits(table: WireHandle, nodes: readonly SplitNode[], splitsPerNode: number): Iterable<ConnectorSplit>;
}

export interface ConnectorSplit {
  readonly split: WireHandle;
  /** host:port of the nodes the split may run on; empty or absent: any node. */
  readonly addresses?: readonly string[];
  /** No other node can read the split: without these the query fails. */
  readonly pinned?: boolean;
}

export interface ConnectorPageSource {
  /**
   * Rows of one split, only the columns asked for, in their order. Runs in the kernel's thread (but see `coordinatorOnly`).
   * @throws TrinoError when a handle is not this connector's
   */
  pages(split: WireHandle, table: WireHandle, columns: readonly WireHandle[]): Iterable<Page>;
  /** The same of a coordinator-only connector that has to ask other nodes: read instead of `pages` where it is there. */
  livePages?(split: WireHandle, table: WireHandle, columns: readonly WireHandle[]): AsyncIterable<Page>;
  /** Present when the rows of a table never change: then a node keeps columns that were scanned. */
  readonly stable?: StableRows;
}

/** A table whose rows never change, seen as one sequence of rows of which a split is a stretch. */
export interface StableRows {
  /**
   * The rows that splits stand for, whatever columns are asked for, without regard to the table's constraint.
   * @throws TrinoError when a handle is not this connector's
   */
  scan(table: WireHandle, splits: readonly WireHandle[]): StableScan;
  /** A column's name within its table. @throws TrinoError when there is no such column */
  columnName(table: WireHandle, column: WireHandle): string;
  /** Rows that a table handle lets through. @returns filters that all hold; undefined when no row passes */
  constraint(table: WireHandle): readonly TextFilter[] | undefined;
  /**
   * The values of a column in the rows of pieces, one after the other. May be called in a thread of its own, with a copy of the pieces.
   * The vector's memory is the caller's.
   */
  values(pieces: readonly StablePiece[], column: string): Vector;
}

export interface StableScan {
  /** What rows these are: equal keys mean equal rows in equal order, also of different splits. */
  readonly key: string;
  /** About how many rows there are; known without making any. */
  readonly rowEstimate: number;
  /** The rows in order, cut into pieces that can be made independently of each other, of some ten thousand rows each. */
  pieces(): Iterable<StablePiece>;
}

/** A stretch of a table's rows. What the connector adds must survive structured cloning. */
export interface StablePiece {
  /** Exactly as many rows has the piece. */
  readonly rows: number;
  readonly [field: string]: unknown;
}

/** What a filter says of one text column: a row can only pass if the column's value meets it. NULL never does. */
export interface TextCondition {
  /** The only values that meet it; absent: they can't be listed. */
  readonly values?: readonly string[];
  /** What all values that meet it begin with; absent: unknown. */
  readonly prefix?: string;
  /** Whether a value meets it. */
  accepts(value: string): boolean;
}

/** Values of a text column that pass: those in one of the ranges. */
export interface TextFilter {
  /** As `StableRows.columnName` gives it. */
  readonly column: string;
  readonly ranges: readonly TextRange[];
}

/** A range of texts by their bytes; an end that is absent is open. */
export interface TextRange {
  readonly low?: string;
  readonly high?: string;
  readonly withLow: boolean;
  readonly withHigh: boolean;
}

/**
 * What the handles of a connector mean whose rows are stored by the nodes that wrote them. Each method throws TrinoError when a handle
 * is not this connector's.
 */
export interface StoredRowHandles {
  /** Bytes that a node stores of all tables together. */
  readonly maxBytes: number;
  /** Where a writer's rows go. @param handle of a CreateTarget or InsertTarget */
  target(handle: WireHandle): StoredTarget;
  /** The rows that a split stands for. */
  slice(split: WireHandle): StoredSlice;
  /** The place of a column among those that were written. */
  columnIndex(column: WireHandle): number;
  /** What share of the rows a scan of the table takes, at random; absent: all. */
  sampleRatio(table: WireHandle): number | undefined;
}

/** Rows are stored under the number that a write's handle names; what reads them names the same number. */
export interface StoredTarget {
  readonly id: bigint;
  /** Numbers whose rows somebody may still read. Lower ones than the highest of these that are missing here are to be dropped. */
  readonly activeIds: readonly bigint[];
}

export interface StoredSlice {
  readonly id: bigint;
  /** From 0, below `parts`: all parts together are the rows of the number. */
  readonly part: number;
  readonly parts: number;
  /** So many rows there must be at the least, in all parts. */
  readonly expectedRows: number;
  /** More rows than this aren't wanted of the slice. */
  readonly limit?: number;
}
