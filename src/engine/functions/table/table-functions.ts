import type { WireHandle } from '../../catalog/connector.ts';
import { excludeColumns } from './exclude-columns.ts';
import { sequence, sequenceHandleType, sequenceRows } from './sequence.ts';
import type { LeafFunction, TableFunction } from './table-function.ts';

/** Where the built-in functions are: `system.builtin`, which every path begins with. */
export const tableFunctionsCatalog = 'system';
export const tableFunctionsSchema = 'builtin';
/** Handle of the catalog on the wire. */
export const tableFunctionsCatalogHandle = 'system:normal:system';

const functions = new Map([sequence, excludeColumns].map((each) => [each.name, each] as const));

/** @param name lower case */
export function tableFunction(name: string): TableFunction | undefined {
  return functions.get(name);
}

/** What makes the rows of a call without a table; undefined for a handle that isn't one of such a call. */
export function leafFunction(handle: WireHandle): LeafFunction | undefined {
  return '@type' in handle && handle['@type'] === sequenceHandleType ? sequenceRows : undefined;
}
