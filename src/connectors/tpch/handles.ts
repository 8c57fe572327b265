import type { WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/** Handles as stock's tpch connector writes them (PROTOCOL 5.9): `@type` is the plugin's folder and the Java class. */
const packagePrefix = 'tpch:io.trino.plugin.tpch.';

export interface TpchTableHandle {
  readonly '@type': string;
  readonly schemaName: string;
  readonly tableName: string;
  readonly scaleFactor: number;
  readonly constraint: { readonly columnDomains?: readonly unknown[] };
  readonly [field: string]: unknown;
}

export interface TpchColumnHandle {
  readonly '@type': string;
  readonly columnName: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface TpchSplit {
  readonly '@type': string;
  readonly partNumber: number;
  readonly totalParts: number;
  readonly addresses: readonly string[];
  readonly [field: string]: unknown;
}

export function tableHandle(schemaName: string, tableName: string, scaleFactor: number): TpchTableHandle {
  return {
    '@type': `${packagePrefix}TpchTableHandle`,
    schemaName,
    tableName,
    scaleFactor,
    constraint: { columnDomains: [] },
  };
}

export function columnHandle(columnName: string, type: string): TpchColumnHandle {
  return { '@type': `${packagePrefix}TpchColumnHandle`, columnName, type };
}

export function split(partNumber: number, totalParts: number, addresses: readonly string[]): TpchSplit {
  return { '@type': `${packagePrefix}TpchSplit`, partNumber, totalParts, addresses };
}

export const transactionHandle = [`${packagePrefix}TpchTransactionHandle`, 'INSTANCE'] as const;

/** @throws TrinoError GENERIC_INTERNAL_ERROR when the handle isn't this connector's */
export function readTableHandle(handle: WireHandle): TpchTableHandle {
  return read(handle, 'TpchTableHandle', ['tableName', 'scaleFactor', 'constraint']) as TpchTableHandle;
}

export function readColumnHandle(handle: WireHandle): TpchColumnHandle {
  return read(handle, 'TpchColumnHandle', ['columnName', 'type']) as TpchColumnHandle;
}

/** @throws TrinoError GENERIC_INTERNAL_ERROR also when there is no such part */
export function readSplit(handle: WireHandle): TpchSplit {
  const split = read(handle, 'TpchSplit', ['partNumber', 'totalParts']) as TpchSplit;
  const { partNumber, totalParts } = split;
  if (
    !Number.isSafeInteger(partNumber) ||
    !Number.isSafeInteger(totalParts) ||
    partNumber < 0 ||
    partNumber >= totalParts
  ) {
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `There is no part ${partNumber} of ${totalParts} parts`);
  }
  return split;
}

function read(handle: WireHandle, name: string, fields: readonly string[]): unknown {
  const object = handle as Readonly<Record<string, unknown>>;
  if (object['@type'] !== `${packagePrefix}${name}` || fields.some((field) => object[field] === undefined)) {
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      `Not a ${name} of the tpch connector: ${JSON.stringify(handle)}`,
    );
  }
  return object;
}
