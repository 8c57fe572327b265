import type { ConnectorSplit, ConnectorSplitSource } from '../../engine/catalog/connector.ts';
import { readTableHandle, split } from './handles.ts';

/** A number of parts for each node, bound to it, as stock cuts a table (PROTOCOL 5.9). */
export const splits: ConnectorSplitSource = {
  *splits(table, nodes, splitsPerNode): Iterable<ConnectorSplit> {
    readTableHandle(table);
    const total = nodes.length * splitsPerNode;
    let part = 0;
    for (const node of nodes) {
      for (let i = 0; i < splitsPerNode; i++) {
        yield { split: split(part++, total, [node.address]), addresses: [node.address] };
      }
    }
  },
};
