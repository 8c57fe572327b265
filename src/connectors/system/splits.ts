import type { ConnectorSplitSource } from '../../engine/catalog/connector.ts';
import { readTableHandle, split } from './handles.ts';
import type { SystemRegistries } from './registries.ts';
import { systemTable } from './tables/tables.ts';

/**
 * One split, for the coordinator; of a table of which every node has rows, one for each node, whose rows the coordinator fetches from
 * there: nodes that run no tasks of the query are asked too.
 */
export function createSplits(registries: SystemRegistries): ConnectorSplitSource {
  return {
    *splits(handle, nodes) {
      const { schemaName, tableName, constraint } = readTableHandle(handle);
      const own = nodes.map(({ address }) => address);
      const perNode = systemTable(schemaName, tableName)?.perNode === true;
      for (const addresses of perNode ? registries.taskNodes().map((address) => [address]) : [own]) {
        yield { split: split(addresses, constraint), addresses: own };
      }
    },
  };
}
