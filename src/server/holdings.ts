import type { Engine } from './engine.ts';
import type { RunningNode } from './node.ts';

/** What a node holds for queries that have not ended, or whose rows wait for their clients: all zero when nobody wants anything. */
export interface Holdings {
  /** Submitted queries that have not ended. */
  readonly activeQueries: number;
  /** Places taken in resource groups, running and queued. */
  readonly groupPlaces: number;
  /** Tasks that have not ended. */
  readonly activeTasks: number;
  /** Bytes in output buffers, exchanges and results that wait for clients. */
  readonly bufferedBytes: number;
  /** Tasks that hold memory of DuckDB's, and how much, bytes. */
  readonly kernelTasks: number;
  readonly kernelTaskBytes: number;
  /** All of DuckDB's memory, bytes: columns of scanned tables stay in it. */
  readonly kernelBytes: number;
}

const engines = new WeakMap<RunningNode, Engine>();

/** Lets `holdingsOf` look into a node. */
export function rememberEngine(node: RunningNode, engine: Engine): void {
  engines.set(node, engine);
}

/** Counts what a node of this process holds: for tests of leaks, no resource shows it. */
export async function holdingsOf(node: RunningNode): Promise<Holdings> {
  const engine = engines.get(node);
  if (engine === undefined) throw new Error('The node is not one that was started in this process');
  const { queries, tasks, kernel, buffers } = engine;
  const memory = await kernel.memory();
  const kernelTasks = Object.values(memory.tasks).filter((bytes) => bytes > 0);
  return {
    activeQueries: queries?.list().filter((query) => !query.machine.done).length ?? 0,
    groupPlaces:
      queries?.resourceGroups.roots.reduce((sum, group) => sum + group.running + group.queued, 0) ?? 0,
    activeTasks: tasks.activeTasks,
    bufferedBytes: buffers.bytes,
    kernelTasks: kernelTasks.length,
    kernelTaskBytes: kernelTasks.reduce((sum, bytes) => sum + bytes, 0),
    kernelBytes: memory.usedBytes,
  };
}
