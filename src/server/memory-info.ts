import type { MemoryInfo } from '../../generated/worker/types.ts';
import type { Kernel } from '../engine/execute/kernel.ts';
import type { TaskManager } from '../engine/execute/task-manager.ts';
import { processorCount } from './system-load.ts';

/** What a node's memory answer is made of. */
export interface MemorySources {
  readonly kernel: Pick<Kernel, 'memory'>;
  readonly tasks: Pick<TaskManager, 'bufferedBytes'>;
}

/** The node's memory pool: what DuckDB and the tasks' buffers hold, by task and by query. */
export async function memoryInfo({ kernel, tasks }: MemorySources): Promise<MemoryInfo> {
  const memory = await kernel.memory();
  const buffered = tasks.bufferedBytes();
  const taskMemoryReservations: Record<string, number> = {};
  const queryMemoryReservations: Record<string, number> = {};
  const queryMemoryAllocations: Record<string, { tag: string; allocation: number }[]> = {};
  const count = (taskId: string, tag: string, bytes: number): void => {
    if (bytes <= 0) return;
    const queryId = taskId.slice(0, taskId.indexOf('.'));
    taskMemoryReservations[taskId] = (taskMemoryReservations[taskId] ?? 0) + bytes;
    queryMemoryReservations[queryId] = (queryMemoryReservations[queryId] ?? 0) + bytes;
    const allocations = (queryMemoryAllocations[queryId] ??= []);
    const allocation = allocations.find((candidate) => candidate.tag === tag);
    if (allocation === undefined) allocations.push({ tag, allocation: bytes });
    else allocation.allocation += bytes;
  };
  let bufferedBytes = 0;
  for (const [taskId, bytes] of Object.entries(memory.tasks)) count(taskId, 'DuckDB', bytes);
  for (const [taskId, bytes] of Object.entries(buffered)) {
    count(taskId, 'OutputBuffer', bytes);
    bufferedBytes += bytes;
  }
  // Kept columns belong to no query, and go when one needs the room.
  const revocableBytes = Math.min(memory.keptBytes, memory.usedBytes);
  const reservedBytes = memory.usedBytes - revocableBytes + bufferedBytes;
  return {
    availableProcessors: processorCount(),
    pool: {
      maxBytes: memory.limitBytes,
      reservedBytes,
      reservedRevocableBytes: revocableBytes,
      queryMemoryReservations,
      queryMemoryAllocations,
      queryMemoryRevocableReservations: {},
      taskMemoryReservations,
      taskMemoryRevocableReservations: {},
      freeBytes: memory.limitBytes - reservedBytes - revocableBytes,
    },
  };
}
