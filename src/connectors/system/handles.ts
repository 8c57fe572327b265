import type {
  SystemColumnHandle,
  SystemSplit,
  SystemTableHandle,
  SystemTransactionHandle,
  TupleDomain,
} from '../../../generated/worker/types.ts';
import type { WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/** Handles as stock's system tables write them (recording task-system-table-01-update-s0). */
const packagePrefix = 'system:io.trino.connector.system.';

/** Handle of the catalog that system tables are read from; announcements name `system:normal:system`. */
export const systemTablesHandle = 'system:system:system';

export function tableHandle(
  schemaName: string,
  tableName: string,
  constraint: TupleDomain = { columnDomains: [] },
): SystemTableHandle & WireHandle {
  return { '@type': `${packagePrefix}SystemTableHandle`, schemaName, tableName, constraint };
}

export function columnHandle(columnName: string): SystemColumnHandle & WireHandle {
  return { '@type': `${packagePrefix}SystemColumnHandle`, columnName };
}

/** @param transactionId the query's: the system catalog's own is the same */
export function transactionHandle(transactionId: string): SystemTransactionHandle & WireHandle {
  return {
    '@type': `${packagePrefix}SystemTransactionHandle`,
    transactionId,
    connectorTransactionHandle: { '@type': `${packagePrefix}GlobalSystemTransactionHandle`, transactionId },
  };
}

/** @param addresses host:port of the only node that can read it */
export function split(addresses: readonly string[], constraint: TupleDomain): SystemSplit & WireHandle {
  return { '@type': `${packagePrefix}SystemSplit`, addresses, constraint };
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readTableHandle(handle: WireHandle): SystemTableHandle {
  return read(handle, 'SystemTableHandle', ['schemaName', 'tableName', 'constraint']) as SystemTableHandle;
}

/** The column's name. @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readColumnHandle(handle: WireHandle): string {
  return (read(handle, 'SystemColumnHandle', ['columnName']) as SystemColumnHandle).columnName;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readSplit(handle: WireHandle): SystemSplit {
  return read(handle, 'SystemSplit', ['addresses']) as SystemSplit;
}

function read(handle: WireHandle, name: string, fields: readonly string[]): unknown {
  const object = handle as Readonly<Record<string, unknown>>;
  if (object['@type'] !== `${packagePrefix}${name}` || fields.some((field) => object[field] === undefined)) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Not a ${name} of the system connector: ${JSON.stringify(handle)}`,
    );
  }
  return object;
}
