import { getHeapStatistics } from 'node:v8';
import type { StatusApi } from '../../../generated/worker/server.ts';
import type { MemoryInfo, NodeStatus } from '../../../generated/worker/types.ts';
import type { ActiveSplits } from '../../engine/execute/task-manager.ts';
import { formatDuration } from '../../engine/units/duration.ts';
import type { NodeIdentity } from './info.ts';

export interface StatusSources {
  /** Host under which clients reach the node. */
  readonly externalAddress: string;
  /** Host under which other nodes reach it. */
  readonly internalAddress: string;
  readonly memory: () => Promise<MemoryInfo>;
  /** Shares of all processors, 0 to 1, measured lately. */
  readonly load: () => { readonly process: number; readonly system: number };
  /** Tasks that run splits now. */
  readonly activeSplits: () => Promise<readonly ActiveSplits[]>;
  /** `task.interrupt-stuck-split-tasks-warning-threshold`, ms: splits that run longer are counted. */
  readonly stuckSplitMillis: number;
}

/** `/v1/status`, measured when asked, and `/v1/maxActiveSplits`. */
export function createStatusApi(node: NodeIdentity, sources: StatusSources): StatusApi {
  return {
    async getStatus() {
      const memory = await sources.memory();
      const load = sources.load();
      const { rss, heapTotal, heapUsed } = process.memoryUsage();
      const body: NodeStatus = {
        nodeId: node.nodeId,
        nodeVersion: { version: node.nodeVersion },
        environment: node.environment,
        coordinator: node.coordinator,
        uptime: node.uptime(),
        externalAddress: sources.externalAddress,
        internalAddress: sources.internalAddress,
        memoryInfo: memory,
        processors: memory.availableProcessors,
        processCpuLoad: load.process,
        systemCpuLoad: load.system,
        heapUsed,
        heapAvailable: getHeapStatistics().heap_size_limit,
        nonHeapUsed: Math.max(0, rss - heapTotal),
      };
      return { status: 200, body };
    },
    headStatus: () => ({ status: 200 }),
    async getMaxActiveSplits() {
      const stuck = (await sources.activeSplits()).filter(
        (task) => task.runningMillis >= sources.stuckSplitMillis,
      );
      return { status: 200, body: stuckSplitsText(stuck, sources.stuckSplitMillis) };
    },
  };
}

/** A line with the count, in Trino's words, and one for each task that has such splits. */
function stuckSplitsText(stuck: readonly ActiveSplits[], thresholdMillis: number): string {
  const count = stuck.reduce((sum, task) => sum + task.runningSplits, 0);
  const threshold = formatDuration(thresholdMillis * 1e6);
  const lines = stuck.map(
    (task) => `${task.taskId} ${task.runningSplits} splits for ${formatDuration(task.runningMillis * 1e6)}\n`,
  );
  return `${count} splits have been continuously active for more than ${threshold} seconds\n${lines.join('')}`;
}
