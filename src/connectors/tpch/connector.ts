import type { Connector } from '../../engine/catalog/connector.ts';
import { metadata } from './metadata.ts';
import { pages } from './pages.ts';
import { splits } from './splits.ts';

/** The TPC-H benchmark's tables, made as they are read; the same rows as stock's tpch connector. */
export function createTpchConnector(): Connector {
  return { name: 'tpch', metadata, splits, pages };
}
