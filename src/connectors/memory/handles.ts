import type { WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/** Handles as stock's memory connector writes them (PROTOCOL 5.9): `@type` is the plugin's folder and the Java class. */
const packagePrefix = 'memory:io.trino.plugin.memory.';

export interface MemoryTableHandle {
  readonly '@type': string;
  /** The table's number, which it keeps under whatever name. */
  readonly id: number;
  /** No more rows than this are wanted. */
  readonly limit?: number;
  /** TABLESAMPLE SYSTEM: the share of rows wanted, 0 to 1. */
  readonly sampleRatio?: number;
  readonly [field: string]: unknown;
}

export interface MemoryColumnHandle {
  readonly '@type': string;
  /** From 0, among all columns of the table. */
  readonly columnIndex: number;
  readonly [field: string]: unknown;
}

export function tableHandle(id: number): MemoryTableHandle {
  return { '@type': `${packagePrefix}MemoryTableHandle`, id };
}

export function columnHandle(columnIndex: number): MemoryColumnHandle {
  return { '@type': `${packagePrefix}MemoryColumnHandle`, columnIndex };
}

export const transactionHandle = [`${packagePrefix}MemoryTransactionHandle`, 'INSTANCE'] as const;

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readTableHandle(handle: WireHandle): MemoryTableHandle {
  return readHandle(handle, 'MemoryTableHandle', ['id']) as MemoryTableHandle;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readColumnHandle(handle: WireHandle): MemoryColumnHandle {
  return readHandle(handle, 'MemoryColumnHandle', ['columnIndex']) as MemoryColumnHandle;
}

/** A handle's fields, once they are there. @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't of the class `name` */
export function readHandle(handle: WireHandle, name: string, fields: readonly string[]): unknown {
  const object = handle as Readonly<Record<string, unknown>>;
  if (object['@type'] !== `${packagePrefix}${name}` || fields.some((field) => object[field] === undefined)) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Not a ${name} of the memory connector: ${JSON.stringify(handle)}`,
    );
  }
  return object;
}
