import { readPageStream } from '../../../../src/engine/pages/page-stream.ts';
import { deserializePage } from '../../../../src/engine/pages/page-serde.ts';
import { encodeRows } from '../../../../src/engine/results/rows.ts';
import { sourcesOf } from '../../../../src/engine/plan/plan-nodes.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';
import type { Kernel, KernelRun, KernelStats } from '../../../../src/engine/execute/kernel.ts';
import type {
  OutputBuffers,
  PlanFragment,
  PlanNode,
  SessionRepresentation,
  Split,
  TaskUpdateRequest,
} from '../../../../generated/worker/types.ts';
import { pageStreamOf, recordingsOf } from '../../pages/recorded-pages.ts';

/** A task of a stock coordinator as it was recorded: its plan, its splits, and what the stock worker answered. */
export interface RecordedTask {
  readonly taskId: string;
  readonly fragment: PlanFragment;
  readonly session: SessionRepresentation;
  readonly outputIds: OutputBuffers;
  /** By plan node. */
  readonly splits: ReadonlyMap<string, readonly Split[]>;
  /** Rows by output buffer; pages that weren't recorded are missing. */
  readonly rows: ReadonlyMap<number, readonly unknown[]>;
}

/** What is known of a task while its recordings are read. */
interface Gathered {
  fragment?: PlanFragment;
  session?: SessionRepresentation;
  outputIds?: OutputBuffers;
  /** By plan node and sequence id. */
  readonly splits: Map<string, Map<number, Split>>;
  readonly pages: Map<number, Uint8Array[]>;
}

/** The tasks of one recorded query, leaves first. @param name the recordings' common prefix */
export function recordedQuery(name: string): RecordedTask[] {
  const tasks = new Map<string, Gathered>();
  for (const recording of recordingsOf(`${name}-`)) {
    // `task-limit` isn't `task-limit-with-ties`.
    if (!/^\d/.test(recording.file.slice(name.length + 1))) continue;
    const taskId = /\/v1\/task\/([^/?]+)/.exec(recording.request.path)?.[1];
    if (taskId === undefined) continue;
    const task: Gathered = tasks.get(taskId) ?? { splits: new Map(), pages: new Map() };
    tasks.set(taskId, task);
    const update = recording.request.body as Partial<TaskUpdateRequest> | '';
    if (recording.request.method === 'POST' && update !== '') {
      if (update.fragment !== undefined)
        Object.assign(task, {
          fragment: update.fragment,
          session: update.session,
          outputIds: update.outputIds,
        });
      for (const { planNodeId, splits } of update.splitAssignments ?? []) {
        const known = task.splits.get(planNodeId) ?? new Map<number, Split>();
        for (const { sequenceId, split } of splits) known.set(Number(sequenceId), split);
        task.splits.set(planNodeId, known);
      }
    }
    const buffer = /results\/(\d+)\/\d+$/.exec(recording.request.path)?.[1];
    const stream = pageStreamOf(recording);
    if (buffer !== undefined && stream !== undefined) {
      task.pages.set(Number(buffer), [...(task.pages.get(Number(buffer)) ?? []), ...readPageStream(stream)]);
    }
  }
  return [...tasks]
    .filter(([, { fragment }]) => fragment !== undefined)
    .map(([taskId, { fragment, session, outputIds, splits, pages }]) => ({
      taskId,
      fragment: fragment as PlanFragment,
      session: session as SessionRepresentation,
      outputIds: outputIds as OutputBuffers,
      splits: new Map([...splits].map(([id, bySequence]) => [id, [...bySequence.values()]])),
      rows: new Map([...pages].map(([buffer, bytes]) => [buffer, rowsOf(bytes, fragment as PlanFragment)])),
    }))
    .sort((a, b) => stageOf(b.taskId) - stageOf(a.taskId) || a.taskId.localeCompare(b.taskId));
}

/** Rows of serialized pages, as the client would see them. */
export function rowsOf(pages: readonly Uint8Array[], fragment: PlanFragment): unknown[] {
  const types = fragment.outputPartitioningScheme.outputLayout.map((symbol) =>
    parseType(fragment.symbols[symbol] as string),
  );
  return pages.flatMap((bytes) => {
    const json = encodeRows(deserializePage(bytes, types), types, { parametricDatetime: true });
    return JSON.parse(Buffer.from(json).toString()) as unknown[];
  });
}

/** Ids of the nodes that a fragment's splits are for. */
export function sourceIds(node: PlanNode): string[] {
  const own = node['@type'] === 'tablescan' || node['@type'] === 'remoteSource' ? [node.id] : [];
  return [...own, ...sourcesOf(node).flatMap(sourceIds)];
}

/** Pages of a run by partition. */
export async function collect(run: KernelRun): Promise<Map<number, Uint8Array[]>> {
  const pages = new Map<number, Uint8Array[]>();
  for await (const { partition, bytes } of run.output())
    pages.set(partition, [...(pages.get(partition) ?? []), bytes]);
  return pages;
}

/** What came out of a replayed task. */
export interface Replayed {
  readonly task: RecordedTask;
  readonly pages: ReadonlyMap<number, readonly Uint8Array[]>;
  readonly stats: KernelStats;
}

/** Runs all tasks of a recorded query in the kernel, each with the pages of the ones before. @returns the root task last */
export async function replay(
  kernel: Kernel,
  name: string,
  options: { readonly compressed?: boolean; readonly edit?: (fragment: PlanFragment) => PlanFragment } = {},
): Promise<Replayed[]> {
  const done: Replayed[] = [];
  for (const task of recordedQuery(name)) {
    const run = kernel.start({
      taskId: task.taskId,
      fragment: options.edit?.(task.fragment) ?? task.fragment,
      session: task.session,
      partitionCount: partitionsOf(task),
      compressed: options.compressed ?? false,
      nodeAddress: '127.0.0.1:18101',
    });
    for (const id of sourceIds(task.fragment.root)) {
      for (const split of task.splits.get(id) ?? []) {
        const location = locationOf(split);
        if (location === undefined) run.addSplits(id, [split]);
        else await run.addPages(id, pagesAt(location, done));
      }
      run.noMoreInput(id);
    }
    done.push({ task, pages: await collect(run), stats: run.stats() });
  }
  return done;
}

function partitionsOf({ outputIds }: RecordedTask): number {
  if (outputIds['@type'] !== 'pipelined' || outputIds.type !== 'PARTITIONED') return 1;
  return Math.max(1, ...Object.values(outputIds.buffers).map((partition) => partition + 1));
}

function locationOf({ connectorSplit }: Split): string | undefined {
  return 'exchangeInput' in connectorSplit
    ? (connectorSplit.exchangeInput as { location: string }).location
    : undefined;
}

function pagesAt(location: string, done: readonly Replayed[]): readonly Uint8Array[] {
  const [, taskId, buffer] = /task\/([^/]+)\/results\/(\d+)/.exec(location) as unknown as [
    string,
    string,
    string,
  ];
  return done.find(({ task }) => task.taskId === taskId)?.pages.get(Number(buffer)) ?? [];
}

function stageOf(taskId: string): number {
  return Number(taskId.split('.')[1]);
}
