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

export interface MemorySplit {
  readonly '@type': string;
  /** What the node keeps the rows by: the number of a write, of a table where a stock coordinator wrote it. */
  readonly table: number | bigint;
  readonly partNumber: number;
  readonly totalPartsPerWorker: number;
  readonly address: string;
  readonly expectedRows: number | bigint;
  readonly limit?: number | bigint;
  readonly [field: string]: unknown;
}

/** `MemoryOutputTableHandle` and `MemoryInsertTableHandle`. */
export interface MemoryTargetHandle {
  readonly '@type': string;
  /** What the node keeps the rows by. */
  readonly table: number | bigint;
  readonly activeTableIds: readonly (number | bigint)[];
  readonly [field: string]: unknown;
}

export function split(
  id: number,
  options: {
    readonly part: number;
    readonly parts: number;
    readonly address: string;
    readonly expectedRows: number;
    readonly limit?: number;
  },
): MemorySplit {
  return {
    '@type': `${packagePrefix}MemorySplit`,
    table: id,
    partNumber: options.part,
    totalPartsPerWorker: options.parts,
    address: options.address,
    expectedRows: options.expectedRows,
    ...(options.limit !== undefined && { limit: options.limit }),
  };
}

export function outputHandle(id: number, activeIds: readonly number[]): MemoryTargetHandle {
  return { '@type': `${packagePrefix}MemoryOutputTableHandle`, table: id, activeTableIds: activeIds };
}

export function insertHandle(id: number, activeIds: readonly number[]): MemoryTargetHandle {
  return { '@type': `${packagePrefix}MemoryInsertTableHandle`, table: id, activeTableIds: activeIds };
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readSplit(handle: WireHandle): MemorySplit {
  return readHandle(handle, 'MemorySplit', [
    'table',
    'partNumber',
    'totalPartsPerWorker',
    'expectedRows',
  ]) as MemorySplit;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't one of this connector's writers */
export function readTarget(handle: WireHandle): MemoryTargetHandle {
  const object = handle as Readonly<Record<string, unknown>>;
  const name =
    object['@type'] === `${packagePrefix}MemoryOutputTableHandle`
      ? 'MemoryOutputTableHandle'
      : 'MemoryInsertTableHandle';
  return readHandle(handle, name, ['table', 'activeTableIds']) as MemoryTargetHandle;
}
