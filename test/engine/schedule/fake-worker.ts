import type { Transport, TransportRequest, TransportResponse } from '../../../generated/runtime.ts';
import type {
  PlanFragment,
  TaskInfo,
  TaskStatus,
  TaskUpdateRequest,
} from '../../../generated/worker/types.ts';
import type { Clock } from '../../../src/engine/schedule/clock.ts';
import type { InternalNode, NodeManager } from '../../../src/engine/schedule/node-manager.ts';
import type { RemoteTaskContext } from '../../../src/engine/schedule/remote-task.ts';
import { readRecording } from '../../contract/recording.ts';

const recorded = readRecording('task-scan-03-update-s0');

/** What a stock coordinator sent to create a task that scans `nation`. */
export const recordedUpdate = recorded.request.body as TaskUpdateRequest & {
  readonly fragment: PlanFragment;
};
const recordedInfo = recorded.response.body as TaskInfo;

export function taskInfo(taskId: string, changes: Partial<TaskStatus> = {}): TaskInfo {
  const taskStatus = { ...recordedInfo.taskStatus, taskId, queuedPartitionedDrivers: 0, ...changes };
  return { ...recordedInfo, taskStatus };
}

export function json(body: unknown, status = 200): TransportResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}

export function text(status: number, body = ''): TransportResponse {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(body) };
}

export interface SentRequest {
  readonly operation: string;
  readonly url: string;
  readonly taskId: string;
  readonly update: TaskUpdateRequest | undefined;
}

/** How one request is answered; undefined: as a healthy worker does. */
type Answer = (request: SentRequest, aborted: Promise<never>) => Promise<TransportResponse> | undefined;

/**
 * A worker without tasks behind it: remembers what was sent, holds status polls until something changes, and ends a task on
 * DELETE.
 */
export class FakeWorker implements Transport {
  readonly sent: SentRequest[] = [];
  answer: Answer = () => undefined;
  readonly #tasks = new Map<string, TaskInfo>();
  #waiting: (() => void)[] = [];

  send(request: TransportRequest): Promise<TransportResponse> {
    const taskId = /\/v1\/task\/([^/?]+)/.exec(request.url)?.[1] ?? '';
    const sent: SentRequest = {
      operation: request.operation.operationId,
      url: request.url,
      taskId,
      update:
        request.body === undefined
          ? undefined
          : (JSON.parse(Buffer.from(request.body).toString()) as TaskUpdateRequest),
    };
    this.sent.push(sent);
    const { signal } = request;
    let forget = (): void => undefined;
    const aborted = new Promise<never>((_, reject) => {
      const fail = (): void => {
        reject(signal?.reason as Error);
      };
      if (signal?.aborted === true) fail();
      signal?.addEventListener('abort', fail);
      forget = () => signal?.removeEventListener('abort', fail);
    });
    aborted.catch(() => undefined);
    return Promise.race([this.answer(sent, aborted) ?? this.#healthy(sent), aborted]).finally(forget);
  }

  of(operation: string): readonly SentRequest[] {
    return this.sent.filter((request) => request.operation === operation);
  }

  info(taskId: string): TaskInfo {
    const info = this.#tasks.get(taskId) ?? taskInfo(taskId);
    this.#tasks.set(taskId, info);
    return info;
  }

  /** Moves a task on; polls of its status are answered. */
  change(taskId: string, changes: Partial<TaskStatus>): void {
    const { taskStatus } = this.info(taskId);
    const version = Number(taskStatus.version) + 1;
    this.#tasks.set(taskId, taskInfo(taskId, { ...taskStatus, version, ...changes }));
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  async #healthy(sent: SentRequest): Promise<TransportResponse> {
    switch (sent.operation) {
      case 'getTaskStatus':
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        return json(this.info(sent.taskId).taskStatus);
      case 'deleteTask': {
        const { state } = this.info(sent.taskId).taskStatus;
        if (state === 'RUNNING')
          this.change(sent.taskId, { state: sent.url.includes('abort=true') ? 'ABORTED' : 'CANCELED' });
        return json(this.info(sent.taskId));
      }
      default:
        return json(this.info(sent.taskId));
    }
  }
}

export function contextOf(
  transport: Transport,
  clock: Clock,
  changes: Partial<RemoteTaskContext> = {},
): RemoteTaskContext {
  return {
    transport,
    clock,
    session: recordedUpdate.session,
    maxErrorMillis: 10_000,
    isGone: () => false,
    infoUpdateMillis: 3_000,
    closing: new AbortController().signal,
    ...changes,
  };
}

export function nodeNamed(
  name: string,
  catalogHandleIds: readonly string[] = ['tpch:normal:default'],
): InternalNode {
  return { nodeId: name, uri: `http://${name}:8080`, version: '435', coordinator: false, catalogHandleIds };
}

export function nodesOf(self: InternalNode, schedulable: readonly InternalNode[]): NodeManager {
  return {
    self,
    active: () => [self, ...schedulable],
    inactive: () => [],
    shuttingDown: () => [],
    schedulable: () => schedulable,
    onChange: () => () => undefined,
  };
}
