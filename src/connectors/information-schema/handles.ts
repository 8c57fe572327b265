import type { WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { TableKind } from './tables.ts';

/** Handles as stock's information_schema connector writes them (recording task-information-schema-01-update-s0). */
const packagePrefix = 'system:io.trino.connector.informationschema.InformationSchema';

/** What is asked for: a catalog, one of its schemas, or one of their tables. */
export interface Prefix {
  readonly catalogName: string;
  readonly schemaName?: string;
  readonly tableName?: string;
}

export interface InformationSchemaTableHandle {
  readonly '@type': string;
  readonly catalogName: string;
  readonly table: TableKind;
  /** Empty: everything. */
  readonly prefixes: readonly Prefix[];
  readonly [field: string]: unknown;
}

export function tableHandle(
  catalogName: string,
  table: TableKind,
  prefixes: readonly Prefix[],
): InformationSchemaTableHandle {
  return { '@type': `${packagePrefix}TableHandle`, catalogName, table, prefixes };
}

export function columnHandle(columnName: string): WireHandle {
  return { '@type': `${packagePrefix}ColumnHandle`, columnName };
}

export function transactionHandle(transactionId: string): WireHandle {
  return { '@type': `${packagePrefix}TransactionHandle`, transactionId };
}

/** @param addresses host:port of the coordinator */
export function split(addresses: readonly string[]): WireHandle {
  return { '@type': `${packagePrefix}Split`, addresses };
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readTableHandle(handle: WireHandle): InformationSchemaTableHandle {
  return read(handle, 'TableHandle', ['catalogName', 'table', 'prefixes']) as InformationSchemaTableHandle;
}

/** The column's name. @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readColumnHandle(handle: WireHandle): string {
  return (read(handle, 'ColumnHandle', ['columnName']) as { readonly columnName: string }).columnName;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function checkSplit(handle: WireHandle): void {
  read(handle, 'Split', []);
}

function read(handle: WireHandle, name: string, fields: readonly string[]): unknown {
  const object = handle as Readonly<Record<string, unknown>>;
  if (object['@type'] !== `${packagePrefix}${name}` || fields.some((field) => object[field] === undefined)) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Not a ${name} of the information_schema connector: ${JSON.stringify(handle)}`,
    );
  }
  return object;
}
