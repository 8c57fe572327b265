import { computed } from './known-properties.ts';
import type { PropertyRow } from './known-properties.ts';

/** Properties that Trino doesn't have, in its style of names. */
export const ownProperties: readonly PropertyRow[] = [
  ['scan-cache.max-disk-per-node', 'size', computed],
  ['scan-cache.max-memory-per-node', 'size', computed],
];
