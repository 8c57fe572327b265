import type { TaskApi } from '../../../generated/worker/server.ts';
import type { TaskManager } from '../../engine/execute/task-manager.ts';
import type { LongPoll, TaskResults } from '../../engine/execute/tasks/task.ts';
import { TaskRequestError } from '../../engine/exchange/task-request-error.ts';
import { writePageStream } from '../../engine/pages/page-stream.ts';
import { parseDataSize } from '../../engine/units/data-size.ts';
import { parseDuration } from '../../engine/units/duration.ts';

/** `/v1/task`: tasks and their results, for coordinators and for tasks of other nodes (PROTOCOL 5). */
export function createTaskApi(tasks: TaskManager): TaskApi {
  return {
    async listTasks({ query }) {
      return { status: 200, body: tasks.list(summarize(query)) };
    },

    async createOrUpdateTask({ path, query, body }) {
      return { status: 200, body: tasks.update(path.taskId, body, summarize(query)) };
    },

    async getTaskInfo({ path, query, headers }) {
      return { status: 200, body: await tasks.info(path.taskId, summarize(query), longPoll(headers)) };
    },

    async getTaskStatus({ path, headers }) {
      return { status: 200, body: await tasks.status(path.taskId, longPoll(headers)) };
    },

    async getDynamicFilterDomains({ path }) {
      return { status: 200, body: tasks.dynamicFilters(path.taskId) };
    },

    async deleteTask({ path, query }) {
      const { taskId } = path;
      const body = query.abort
        ? tasks.abort(taskId, summarize(query))
        : tasks.cancel(taskId, summarize(query));
      return { status: 200, body };
    },

    async failTask({ path, body }) {
      return { status: 200, body: tasks.fail(path.taskId, body.failureInfo) };
    },

    async pruneCatalogs({ body }) {
      tasks.pruneCatalogs(body);
      return { status: 204 };
    },

    async getResults({ path, headers }) {
      const maxSize = headers['X-Trino-Max-Size'];
      const maxBytes = parseDataSize(maxSize);
      if (maxBytes === undefined)
        throw new TaskRequestError(`size is not a valid data size string: ${maxSize}`);
      const results = await tasks.results(path.taskId, path.bufferId, Number(path.token), maxBytes);
      if (results.pages.length === 0) return { status: 204, headers: resultHeaders(results) };
      return {
        status: 200,
        headers: resultHeaders(results),
        body: writePageStream(results.pages.map((page) => page.bytes)),
      };
    },

    async acknowledgeResults({ path }) {
      tasks.acknowledgeResults(path.taskId, path.bufferId, Number(path.token));
      return { status: 204 };
    },

    async destroyTaskResults({ path }) {
      tasks.destroyResults(path.taskId, path.bufferId);
      return { status: 204 };
    },
  };
}

/** The parameter's presence counts, not its value. */
function summarize(query: { readonly summarize?: unknown }): boolean {
  return query.summarize !== undefined;
}

function longPoll(headers: {
  readonly 'X-Trino-Current-Version'?: number | bigint;
  readonly 'X-Trino-Max-Wait'?: string;
}): LongPoll {
  const version = headers['X-Trino-Current-Version'];
  const maxWait = headers['X-Trino-Max-Wait'];
  const maxWaitNanos = maxWait === undefined ? undefined : parseDuration(maxWait);
  return {
    ...(version === undefined ? {} : { currentVersion: Number(version) }),
    ...(maxWaitNanos === undefined ? {} : { maxWaitMillis: maxWaitNanos / 1e6 }),
  };
}

function resultHeaders(results: TaskResults): {
  readonly 'X-Trino-Task-Instance-Id': string;
  readonly 'X-Trino-Page-Sequence-Id': number;
  readonly 'X-Trino-Page-End-Sequence-Id': number;
  readonly 'X-Trino-Buffer-Complete': boolean;
  readonly 'X-Trino-Task-Failed': boolean;
} {
  return {
    'X-Trino-Task-Instance-Id': results.taskInstanceId,
    'X-Trino-Page-Sequence-Id': results.token,
    'X-Trino-Page-End-Sequence-Id': results.nextToken,
    'X-Trino-Buffer-Complete': results.complete,
    'X-Trino-Task-Failed': results.taskFailed,
  };
}
