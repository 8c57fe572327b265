import { availableParallelism } from 'node:os';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { parseDataSize } from '../../engine/units/data-size.ts';

/** Settings of a catalog of the memory connector. */
export interface MemoryConfiguration {
  /** `memory.max-data-per-node`, bytes; 128 MB by default. */
  readonly maxDataPerNode: number;
  /** `memory.splits-per-node`; by default the number of processors. */
  readonly splitsPerNode: number;
}

const defaultMaxDataPerNode = 128 * 1024 * 1024;

/** @throws TrinoError CONFIGURATION_INVALID for a value that isn't what the property takes */
export function memoryConfiguration(properties: Readonly<Record<string, string>>): MemoryConfiguration {
  const size = properties['memory.max-data-per-node'];
  const maxDataPerNode = size === undefined ? defaultMaxDataPerNode : parseDataSize(size);
  if (maxDataPerNode === undefined) {
    throw new TrinoError(
      'CONFIGURATION_INVALID',
      `memory.max-data-per-node: '${size ?? ''}' is no data size such as 128MB`,
    );
  }
  const splits = properties['memory.splits-per-node'];
  const splitsPerNode = splits === undefined ? availableParallelism() : Number(splits);
  if (!Number.isInteger(splitsPerNode) || splitsPerNode < 1) {
    throw new TrinoError(
      'CONFIGURATION_INVALID',
      `memory.splits-per-node: '${splits ?? ''}' is no number of splits`,
    );
  }
  return { maxDataPerNode, splitsPerNode };
}
