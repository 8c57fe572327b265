import type { ThreadApi } from '../../../generated/worker/server.ts';
import type { ThreadInfo } from '../../../generated/worker/types.ts';

/** `/v1/thread`: the threads of the process. */
export function createThreadApi(threads: () => Promise<ThreadInfo[]>): ThreadApi {
  return {
    listThreads: async () => ({ status: 200, body: await threads() }),
  };
}
