import type { MemoryApi } from '../../../generated/worker/server.ts';
import type { MemoryInfo } from '../../../generated/worker/types.ts';

/** `/v1/memory`: the node's memory pool; a coordinator asks about once a second. */
export function createMemoryApi(memory: () => Promise<MemoryInfo>): MemoryApi {
  return {
    getMemory: async () => ({ status: 200, body: await memory() }),
  };
}
