import type { Type } from '../types/type.ts';
import type { ColumnMetadata, TableMetadata, WireHandle } from './connector.ts';

/** A view as it is kept: its query as formatted SQL, and what it was made under. */
export interface ViewDefinition {
  readonly originalSql: string;
  /** The session's catalog and schema when the view was made: what names in the query are looked up with. */
  readonly catalog?: string;
  readonly schema?: string;
  readonly columns: readonly { readonly name: string; readonly type: Type; readonly comment?: string }[];
  readonly comment?: string;
  /** Absent: SECURITY INVOKER. */
  readonly owner?: string;
  readonly runAsInvoker: boolean;
  /** The SQL path, as `X-Trino-Path` had it. */
  readonly path: string;
}

/** A SQL function as a catalog keeps it. */
export interface LanguageFunction {
  /** Its specification as formatted SQL, with its full name. */
  readonly sql: string;
  /** Without catalog and schema; lower case. */
  readonly name: string;
  /** The types of its parameters as types are written on the wire: what tells overloads of a name apart. */
  readonly parameters: string;
  /** The SQL path of the session that made it: what its body looks for functions with. */
  readonly path: string;
  /** Absent: SECURITY INVOKER. */
  readonly owner?: string;
}

/** What a write leaves in the worker's last page for the end of the write; opaque to the engine (PROTOCOL 5.9). */
export type WriteFragment = Uint8Array;

/**
 * The changing side of a connector's metadata, on the coordinator. Names are lower case. The caller has checked that what is changed
 * exists and what is made doesn't; a connector checks again what may have changed since.
 * Each method throws TrinoError with the connector's own words where it refuses.
 */
export interface ConnectorChanges {
  createSchema?(schema: string, properties: Readonly<Record<string, unknown>>, owner: string): void;
  dropSchema?(schema: string, cascade: boolean): void;
  renameSchema?(schema: string, target: string): void;
  /** @param replace CREATE OR REPLACE TABLE */
  createTable?(table: TableMetadata, replace: boolean): void;
  dropTable?(schema: string, table: string): void;
  renameTable?(
    schema: string,
    table: string,
    target: { readonly schema: string; readonly table: string },
  ): void;
  addColumn?(schema: string, table: string, column: ColumnMetadata): void;
  dropColumn?(schema: string, table: string, column: string): void;
  renameColumn?(schema: string, table: string, column: string, target: string): void;
  setColumnType?(schema: string, table: string, column: string, type: Type): void;
  setTableComment?(schema: string, table: string, comment: string | undefined): void;
  setColumnComment?(schema: string, table: string, column: string, comment: string | undefined): void;
  truncateTable?(schema: string, table: string): void;
  createView?(schema: string, view: string, definition: ViewDefinition, replace: boolean): void;
  renameView?(
    schema: string,
    view: string,
    target: { readonly schema: string; readonly table: string },
  ): void;
  dropView?(schema: string, view: string): void;
  setViewComment?(schema: string, view: string, comment: string | undefined): void;
  setViewColumnComment?(schema: string, view: string, column: string, comment: string | undefined): void;
  /** @param replace CREATE OR REPLACE FUNCTION; without it there is none of that name and these parameters */
  createFunction?(schema: string, name: string, definition: LanguageFunction, replace: boolean): void;
  /** @param parameters as in `LanguageFunction` */
  dropFunction?(schema: string, name: string, parameters: string): void;
  /** Begins CREATE TABLE AS. @returns the handle that the writers get (`outputHandle` of a CreateTarget) */
  beginCreateTable?(table: TableMetadata, replace: boolean): WireHandle;
  /** Makes the table and its rows visible, all at once. */
  finishCreateTable?(handle: WireHandle, fragments: readonly WriteFragment[]): void;
  /** Begins INSERT. @param columns the table's columns that get values, in their order */
  beginInsert?(schema: string, table: string, columns: readonly string[]): WireHandle;
  finishInsert?(handle: WireHandle, fragments: readonly WriteFragment[]): void;
  /** The write failed: nothing of it may stay. @param ran whether tasks may have written something */
  abandonWrite?(handle: WireHandle, ran: boolean): void;
  /** A write of no rows that nobody finishes: nodes that get it drop rows that nobody can read any more. */
  emptyWrite?(): WireHandle;
  /** Calls `listener` each time that rows which nodes may have can't be read any more. */
  onRowsGone?(listener: () => void): void;
}
