import type { ConnectorSplit, ConnectorSplitSource } from '../../engine/catalog/connector.ts';
import type { MemoryConfiguration } from './configuration.ts';
import { readTableHandle, split } from './handles.ts';
import type { MemoryTables } from './memory-tables.ts';

/** Rows of one write on one node that are worth being read by several threads. */
const dividedRows = 10_000;

/** Splits for the rows of each write, bound to the node that has them. */
export function createSplitSource(
  tables: MemoryTables,
  { splitsPerNode }: MemoryConfiguration,
): ConnectorSplitSource {
  return {
    *splits(table): Iterable<ConnectorSplit> {
      const { id, limit = Infinity } = readTableHandle(table);
      let left = limit;
      for (const write of tables.tableOf(id)?.writes ?? []) {
        for (const [address, rows] of write.rows) {
          if (rows === 0) continue;
          const parts = rows < dividedRows || left < rows ? 1 : splitsPerNode;
          for (let part = 0; part < parts; part++) {
            yield {
              split: split(write.id, {
                part,
                parts,
                address,
                expectedRows: rows,
                ...(left < rows && { limit: left }),
              }),
              addresses: [address],
              pinned: true,
            };
          }
          left -= rows;
          if (left <= 0) return;
        }
      }
    },
  };
}
