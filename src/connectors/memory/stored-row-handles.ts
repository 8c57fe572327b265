import type { StoredRowHandles } from '../../engine/catalog/connector.ts';
import type { MemoryConfiguration } from './configuration.ts';
import { readColumnHandle, readSplit, readTableHandle, readTarget } from './handles.ts';

/** What a node needs to know of the connector's handles to store rows and to find them again. */
export function createStoredRowHandles({ maxDataPerNode }: MemoryConfiguration): StoredRowHandles {
  return {
    maxBytes: maxDataPerNode,
    target(handle) {
      const { table, activeTableIds } = readTarget(handle);
      return { id: BigInt(table), activeIds: activeTableIds.map(BigInt) };
    },
    slice(split) {
      const { table, partNumber, totalPartsPerWorker, expectedRows, limit } = readSplit(split);
      return {
        id: BigInt(table),
        part: partNumber,
        parts: totalPartsPerWorker,
        expectedRows: Number(expectedRows),
        ...(limit !== undefined && { limit: Number(limit) }),
      };
    },
    columnIndex: (column) => readColumnHandle(column).columnIndex,
    sampleRatio: (table) => readTableHandle(table).sampleRatio,
  };
}
