import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect } from 'chai';
import express from 'express';
import pino from 'pino';

import type { RouterHooks } from '../../../generated/runtime.ts';
import { taskRouter } from '../../../generated/worker/server.ts';
import type {
  ScheduledSplit,
  TaskInfo,
  TaskStatus,
  TaskUpdateRequest,
} from '../../../generated/worker/types.ts';
import { createTaskManager } from '../../../src/engine/execute/task-manager.ts';
import type { TaskManager } from '../../../src/engine/execute/task-manager.ts';
import { readPageStream } from '../../../src/engine/pages/page-stream.ts';
import { systemClock } from '../../../src/engine/schedule/clock.ts';
import type { Clock } from '../../../src/engine/schedule/clock.ts';
import { createTaskApi } from '../../../src/handlers/worker/task.ts';
import { failRequest, rejectRequest } from '../../../src/server/request-errors.ts';
import { readRecording } from '../../contract/recording.ts';
import type { Recording } from '../../contract/recording.ts';
import { FakeKernel } from '../../engine/execute/tasks/fake-kernel.ts';

/** How much faster than the machine's clock timers run here. */
const speed = 50;

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Milliseconds that timers were set for while the request waited. */
  readonly waited: number;
}

/** Recorded requests to a stock worker, sent to ours; the kernel gives back the pages that stock's tasks made. */
describe('worker task API', () => {
  let kernel: FakeKernel;
  let tasks: TaskManager;
  let server: Server;
  let baseUrl: string;
  let longestTimer: number;

  const clock: Clock = {
    now: () => Date.now(),
    monotonicNanos: () => systemClock.monotonicNanos(),
    setTimeout(action, millis) {
      if (millis <= 2000) longestTimer = Math.max(longestTimer, millis);
      return systemClock.setTimeout(action, millis / speed);
    },
  };

  const hooks: RouterHooks = {
    authorize: () => ({ internal: true }),
    reject: rejectRequest,
    fail: (error, operation, request, response) => {
      failRequest(error, request, response, pino({ level: 'silent' }), operation);
    },
    bodyLimit: () => 16 * 1024 * 1024,
  };

  beforeEach(async () => {
    longestTimer = 0;
    kernel = new FakeKernel();
    tasks = createTaskManager({
      kernel,
      transport: { send: () => Promise.reject(new Error('no other nodes here')) },
      clock,
      random: () => 0.5,
      nodeId: 'pw',
      selfUri: () => baseUrl,
      // In the compressed time of these tests only long polls matter.
      clientTimeoutMillis: 1e9,
      infoMaxAgeMillis: 1e9,
    });
    server = createServer(express().use(taskRouter(createTaskApi(tasks), hooks)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    await tasks.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  /** Sends a recorded request, as it is or changed. */
  async function replay(
    name: string,
    change: { path?: string } = {},
  ): Promise<{ recorded: Recording; answer: Answer }> {
    const recorded = readRecording(name);
    const { method, path, headers, body } = recorded.request;
    longestTimer = 0;
    const response = await fetch(baseUrl + (change.path ?? path), {
      method,
      headers,
      ...(body === undefined || body === null
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: Buffer.from(bytes).toString('utf8'),
      bytes,
      waited: longestTimer,
    };
    expect(answer.status, `${name}: ${answer.text.slice(0, 300)}`).to.equal(recorded.response.status);
    return { recorded, answer };
  }

  async function replayJson<T>(name: string): Promise<{ recorded: T; body: T; waited: number }> {
    const { recorded, answer } = await replay(name);
    return {
      recorded: recorded.response.body as T,
      body: JSON.parse(answer.text) as T,
      waited: answer.waited,
    };
  }

  /** What doesn't depend on a machine, a moment or the amount of memory, and the names of all the rest. */
  function comparableStatus(status: TaskStatus): unknown {
    return {
      names: Object.keys(status).sort(),
      taskId: status.taskId,
      state: status.state,
      path: new URL(status.self).pathname,
      nodeId: status.nodeId,
      speculative: status.speculative,
      failures: status.failures.map(({ type, message, errorCode }) => ({ type, message, errorCode })),
      outputBufferStatus: status.outputBufferStatus,
      dynamicFiltersVersion: status.dynamicFiltersVersion,
    };
  }

  function comparableInfo(info: TaskInfo): unknown {
    const outputBuffers = { ...info.outputBuffers };
    // A histogram of stock's writers that readers may do without.
    delete (outputBuffers as { utilization?: unknown }).utilization;
    return {
      names: Object.keys(info).sort(),
      status: comparableStatus(info.taskStatus),
      outputBuffers: {
        ...outputBuffers,
        // Stock counts what its memory holds of a page, we count its bytes.
        totalBufferedBytes: Number(outputBuffers.totalBufferedBytes) > 0,
        ...(outputBuffers.pipelinedBufferStates === undefined
          ? {}
          : {
              pipelinedBufferStates: outputBuffers.pipelinedBufferStates.map((state) => ({
                ...state,
                bufferedBytes: Number(state.bufferedBytes) > 0,
              })),
            }),
      },
      noMoreSplits: info.noMoreSplits,
      needsPlan: info.needsPlan,
      stats: Object.keys(info.stats).sort(),
      pipelines: info.stats.pipelines.map((pipeline) => Object.keys(pipeline).sort()),
    };
  }

  const sameInfo = async (name: string): Promise<TaskInfo> => {
    const { recorded, body } = await replayJson<TaskInfo>(name);
    expect(comparableInfo(body), name).to.deep.equal(comparableInfo(recorded));
    return body;
  };

  const sameStatus = async (name: string): Promise<{ status: TaskStatus; waited: number }> => {
    const { recorded, body, waited } = await replayJson<TaskStatus>(name);
    expect(comparableStatus(body), name).to.deep.equal(comparableStatus(recorded));
    return { status: body, waited };
  };

  const resultHeaders = [
    'x-trino-page-sequence-id',
    'x-trino-page-end-sequence-id',
    'x-trino-buffer-complete',
    'x-trino-task-failed',
  ];

  /** Status, token headers, content type and body of results are equal, the pages to the byte. */
  const sameResults = async (name: string): Promise<{ instance: string | undefined; waited: number }> => {
    const { recorded, answer } = await replay(name);
    const expected = Object.fromEntries(
      Object.entries(recorded.response.headers).map(([header, value]) => [header.toLowerCase(), value]),
    );
    for (const header of [...resultHeaders, 'content-type']) {
      expect(answer.headers[header], `${name}: ${header}`).to.equal(expected[header]);
    }
    const { body } = recorded.response;
    expect(
      Buffer.from(answer.bytes).equals(body instanceof Uint8Array ? body : Buffer.alloc(0)),
      name,
    ).to.equal(true);
    return { instance: answer.headers['x-trino-task-instance-id'], waited: answer.waited };
  };

  async function untilState(taskId: string, state: string): Promise<TaskStatus> {
    for (let i = 0; i < 200; i++) {
      const status = await tasks.status(taskId, {});
      if (status.state === state) return status;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`${taskId} is not ${state}: ${(await tasks.status(taskId, {})).state}`);
  }

  /** Runs of the recorded scan: when its splits have ended, the page that the stock worker made of them. */
  function serveScan(): void {
    const pages = readPageStream(readRecording('taskapi-replay-results-16MB').response.body as Uint8Array);
    kernel.onStart = (run) => {
      run.onEnded = () => {
        for (const bytes of pages) run.emit(25, bytes);
        run.end();
      };
    };
  }

  describe('a task nobody has described', () => {
    it('is created by whatever request names it', async () => {
      const info = await sameInfo('taskapi-unknown-info');
      expect(info.taskStatus.version).to.equal(0);
      expect((await sameStatus('taskapi-unknown-status')).waited).to.equal(0);
      expect((await sameStatus('taskapi-unknown-status-wait-only')).waited).to.equal(0);
      expect((await sameStatus('taskapi-unknown-status-wait')).waited, 'half to all of 1 s').to.equal(750);
      const results = await sameResults('taskapi-unknown-results');
      expect(results.waited, '1 to 2 s').to.equal(1500);
      expect(results.instance).to.match(/^[0-9a-f-]{36}$/);
      expect(results.instance).to.not.equal(info.taskStatus.taskInstanceId);
      await replay('taskapi-unknown-ack');
      await replay('taskapi-unknown-destroy');
      const { recorded, body } = await replayJson('taskapi-unknown-dynamicfilters');
      expect(body).to.deep.equal(recorded);
      expect(tasks.activeTasks).to.equal(5);
    });

    for (const [name, end] of [
      ['taskapi-unknown-delete-abort', 'ABORTED'],
      ['taskapi-unknown-delete-cancel', 'CANCELED'],
      ['taskapi-unknown-delete-default', 'ABORTED'],
    ] as const) {
      it(`ends by ${name}`, async () => {
        const info = await sameInfo(name);
        await untilState(info.taskStatus.taskId, end);
        expect(tasks.activeTasks).to.equal(0);
      });
    }

    it('fails on request', async () => {
      const info = await sameInfo('taskapi-fail');
      const { taskId } = info.taskStatus;
      await untilState(taskId, 'FAILED');
      await sameStatus('taskapi-fail-status');
      expect((await sameResults('taskapi-fail-results')).waited, 'at once').to.equal(0);
    });

    it('fails when its first update brings no fragment', async () => {
      const info = await sameInfo('taskapi-post-without-fragment');
      await untilState(info.taskStatus.taskId, 'FAILED');
    });
  });

  describe('requests that are refused', () => {
    for (const name of [
      'taskapi-invalid-task-id',
      'taskapi-invalid-task-id-3-parts',
      'taskapi-results-no-max-size',
      'taskapi-results-bad-buffer',
      'taskapi-dynamicfilters-no-version',
      'taskapi-fail-bad-body',
      'taskapi-post-empty-object',
      'taskapi-post-not-json',
      'taskapi-post-unknown-plan-node',
      'taskapi-post-wrong-type',
    ]) {
      it(name, async () => {
        const { answer } = await replay(name);
        expect(answer.text).to.not.match(/node_modules|\.ts:\d+/);
        expect(tasks.activeTasks, 'no task was made').to.equal(0);
      });
    }
  });

  it('keeps the catalogs that are named', async () => {
    await replay('taskapi-prune-catalogs');
  });

  it('runs the recorded scan, request by request', async () => {
    serveScan();
    const created = await sameInfo('taskapi-replay-create');
    const { taskId, taskInstanceId } = created.taskStatus;
    expect((await sameStatus('taskapi-replay-status-long-poll')).waited).to.equal(750);
    expect((await sameResults('taskapi-replay-results-empty')).waited).to.equal(1500);
    const withSplits = await replayJson<TaskInfo>('taskapi-replay-splits');
    expect(withSplits.body.taskStatus.state).to.equal('RUNNING');
    const [run] = kernel.runs;
    const sent = (readRecording('taskapi-replay-splits').request.body as TaskUpdateRequest)
      .splitAssignments[0];
    expect(run?.splits).to.deep.equal({ 0: sent?.splits.map((split: ScheduledSplit) => split.split) });
    await untilState(taskId, 'FLUSHING');
    await sameInfo('taskapi-replay-splits-again');
    expect(run?.splits['0'], 'ignored').to.have.length(sent?.splits.length ?? 0);
    for (const name of ['1B', 'again', '16MB']) {
      expect((await sameResults(`taskapi-replay-results-${name}`)).instance).to.equal(taskInstanceId);
    }
    await replay('taskapi-replay-results-future');
    await replay('taskapi-replay-results-unknown-buffer');
    const info = await sameInfo('taskapi-replay-info');
    expect(info.stats).to.deep.include({
      totalDrivers: 2,
      completedDrivers: 2,
      runningDrivers: 0,
      outputPositions: 25,
    });
    await sameInfo('taskapi-replay-info-summarize');
    await replay('taskapi-replay-ack');
    await sameResults('taskapi-replay-results-acked');
    expect((await sameResults('taskapi-replay-results-end')).waited).to.equal(0);
    await sameStatus('taskapi-replay-status-flushing');
    await replay('taskapi-replay-destroy');
    await sameResults('taskapi-replay-results-after-destroy');
    const finished = await sameStatus('taskapi-replay-status-finished');
    expect(finished.status.version).to.equal(2);
    expect((await sameStatus('taskapi-replay-status-finished-long-poll')).waited, 'at once').to.equal(0);
    await sameInfo('taskapi-replay-delete');
  });

  it('answers long polls of a task that waits for its reader', async () => {
    serveScan();
    const create = readRecording('taskapi-replay-create').request.body as TaskUpdateRequest;
    const splits = readRecording('taskapi-replay-splits').request.body as TaskUpdateRequest;
    const taskId = '20260101_000000_00050_zzzzz.0.0.0';
    tasks.update(taskId, { ...create, splitAssignments: splits.splitAssignments }, true);
    await untilState(taskId, 'FLUSHING');
    expect((await sameStatus('taskapi-status-old-version')).waited).to.equal(0);
    expect((await sameStatus('taskapi-status-current-version')).waited).to.equal(1500);
    expect((await sameStatus('taskapi-status-other-version')).waited).to.equal(1500);
    await sameInfo('taskapi-info-current-version');
  });

  it('ends a running task: aborted', async () => {
    await sameInfo('taskapi-abort-create');
    await sameInfo('taskapi-abort-delete');
    await untilState('20260101_000000_00004_zzzzz.0.0.0', 'ABORTED');
    await sameStatus('taskapi-abort-status');
    expect((await sameResults('taskapi-abort-results')).waited).to.equal(1500);
    expect(kernel.runs[0]?.cancelled).to.equal(true);
  });

  it('ends a running task: cancelled', async () => {
    await sameInfo('taskapi-cancel-create');
    await sameInfo('taskapi-cancel-delete');
    await untilState('20260101_000000_00003_zzzzz.0.0.0', 'CANCELED');
    await sameStatus('taskapi-cancel-status');
    expect((await sameResults('taskapi-cancel-results')).waited, 'at once').to.equal(0);
    expect(kernel.runs[0]?.cancelled).to.equal(true);
  });

  it('ignores an older version of the output buffers', async () => {
    await sameInfo('taskapi-outputids-create');
    await sameInfo('taskapi-outputids-older');
  });
});
