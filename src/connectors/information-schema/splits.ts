import type { ConnectorSplitSource } from '../../engine/catalog/connector.ts';
import { readTableHandle, split } from './handles.ts';

/** One split, for the coordinator: all rows of the table. */
export const splits: ConnectorSplitSource = {
  *splits(table, nodes) {
    readTableHandle(table);
    const addresses = nodes.map(({ address }) => address);
    yield { split: split(addresses), addresses };
  },
};
