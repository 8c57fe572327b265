import { TaskClient } from '../../../generated/worker/client.ts';
import type { TaskInfo, TaskStatus, TaskUpdateRequest } from '../../../generated/worker/types.ts';
import { ResponseFormatError } from '../../../generated/runtime.ts';
import type { Transport } from '../../../generated/runtime.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { formatDuration } from '../units/duration.ts';
import { Backoff } from '../exchange/backoff.ts';
import { workerNodeError } from '../exchange/worker-node-error.ts';
import type { Clock } from './clock.ts';
import { sleep } from './clock.ts';

/** The requests a coordinator makes about one task, with Trino's retries around the generated client. */
export interface RemoteTaskRequests {
  update(request: TaskUpdateRequest): Promise<TaskInfo>;
  /** Long poll: answers when the task's version is past `version`, or after about `maxWaitMillis`. */
  status(version: number, maxWaitMillis: number): Promise<TaskStatus>;
  info(): Promise<TaskInfo>;
  /** Ends the task (`abort`: its output is void) or, where it has ended, fetches its last TaskInfo. */
  end(abort: boolean): Promise<TaskInfo>;
}

/**
 * @param maxErrorMillis how long a node may fail to answer before the query fails (`query.remote-task.max-error-duration`)
 * @param isGone whether the node's heartbeats have failed too: then nobody waits for the rest of that time
 * @param signal ends all requests but `end`, whose retries only `closing` ends
 */
export function remoteTaskRequests(options: {
  readonly uri: string;
  readonly taskId: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly maxErrorMillis: number;
  readonly isGone: () => boolean;
  readonly signal: AbortSignal;
  readonly closing: AbortSignal;
}): RemoteTaskRequests {
  const { taskId, clock, signal, closing } = options;
  const client = new TaskClient(options.uri, options.transport);
  const taskUri = `${options.uri}/v1/task/${taskId}`;

  /** I/O errors and 503 are tried again; every other answer but 200 is fatal (REMOTE_TASK_ERROR). */
  async function retried<T>(
    job: string,
    call: () => Promise<{ readonly status: number; readonly undocumented?: true; readonly body?: unknown }>,
    cancellable: boolean,
  ): Promise<T> {
    const backoff = new Backoff(clock, options.maxErrorMillis);
    while (true) {
      if (cancellable && signal.aborted) throw new RequestsEnded();
      const start = clock.monotonicNanos();
      let cause: unknown;
      try {
        const response = await call();
        if (response.status === 200 && response.undocumented !== true) return response.body as T;
        if (response.status !== 503) {
          throw new TrinoError(
            'REMOTE_TASK_ERROR',
            `Unexpected response from ${taskUri}: ${response.status}`,
          );
        }
      } catch (error) {
        if (error instanceof TrinoError) throw error;
        if (cancellable && signal.aborted) throw new RequestsEnded();
        // An answer that nobody can read won't be better the next time.
        if (error instanceof ResponseFormatError && error.status !== 503) {
          throw new TrinoError('REMOTE_TASK_ERROR', `Unexpected response from ${taskUri}`, { cause: error });
        }
        cause = error;
      }
      const pause = backoff.failure(clock.monotonicNanos() - start);
      if (pause === undefined || (backoff.failures > 1 && options.isGone())) {
        const duration = formatDuration(backoff.failureMillis * 1e6);
        throw new TrinoError(
          'TOO_MANY_REQUESTS_FAILED',
          `${workerNodeError} (${job} ${taskUri} - ${backoff.failures} failures, failure duration ${duration}, ` +
            `total failed request time ${formatDuration(backoff.requestNanos)})`,
          { cause },
        );
      }
      if (!cancellable && closing.aborted) throw new RequestsEnded();
      // The signal of a task that is being ended is aborted already: it would cut every pause short.
      if (pause > 0) await sleep(clock, pause, cancellable ? signal : closing);
    }
  }

  const path = { taskId };
  return {
    update: (request) =>
      retried(
        'updating task',
        () => client.createOrUpdateTask({ path, query: { summarize: '' }, body: request }, { signal }),
        true,
      ),
    status: (version, maxWaitMillis) =>
      retried(
        'getting task status',
        () =>
          client.getTaskStatus(
            {
              path,
              headers: {
                'X-Trino-Current-Version': version,
                'X-Trino-Max-Wait': formatDuration(maxWaitMillis * 1e6),
              },
            },
            { signal },
          ),
        true,
      ),
    info: () =>
      retried(
        'getting task info',
        () => client.getTaskInfo({ path, query: { summarize: '' } }, { signal }),
        true,
      ),
    end: (abort) =>
      retried('deleting task', () => client.deleteTask({ path, query: { summarize: '', abort } }), false),
  };
}

/** The scheduler ended this task's requests: not a failure of the query. */
export class RequestsEnded extends Error {}
