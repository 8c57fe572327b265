import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect } from 'chai';
import express from 'express';

import type { RouterHooks, Transport } from '../../../../generated/runtime.ts';
import { TaskClient } from '../../../../generated/worker/client.ts';
import { taskRouter } from '../../../../generated/worker/server.ts';
import type { TaskInfo, TaskUpdateRequest } from '../../../../generated/worker/types.ts';
import { createExchangeClient } from '../../../../src/engine/exchange/exchange-client.ts';
import { createKernel } from '../../../../src/engine/execute/kernel-thread.ts';
import type { Kernel } from '../../../../src/engine/execute/kernel.ts';
import { createTaskManager } from '../../../../src/engine/execute/task-manager.ts';
import type { TaskManager } from '../../../../src/engine/execute/task-manager.ts';
import { deserializePage } from '../../../../src/engine/pages/page-serde.ts';
import { readPageStream } from '../../../../src/engine/pages/page-stream.ts';
import { encodeRows } from '../../../../src/engine/results/rows.ts';
import { systemClock } from '../../../../src/engine/schedule/clock.ts';
import { parseType } from '../../../../src/engine/types/parse-type.ts';
import type { Type } from '../../../../src/engine/types/type.ts';
import { createTaskApi } from '../../../../src/handlers/worker/task.ts';
import { readRecordings } from '../../../contract/recording.ts';
import type { Recording } from '../../../contract/recording.ts';

/** Queries of the recordings whose root results were caught whole; with the order of their rows, where they have one. */
const queries = [
  { name: 'task-values', ordered: true },
  { name: 'task-scan', ordered: false },
  { name: 'task-agg-partial-final', ordered: false },
  { name: 'task-mark-distinct', ordered: false },
  { name: 'task-order-by', ordered: true },
  { name: 'task-topn', ordered: true },
  { name: 'task-limit', ordered: true },
] as const;

/** Fragments that a stock coordinator planned, split and sent, run by our tasks: every stage over HTTP, with the real kernel. */
describe('recorded queries', () => {
  let recordings: Recording[];
  let kernel: Kernel;
  let tasks: TaskManager;
  let server: Server;
  let baseUrl: string;

  /** Addresses of the recorded workers lead here. */
  const transport: Transport = {
    async send({ method, url, headers, body, signal }) {
      const { pathname, search } = new URL(url);
      const response = await fetch(baseUrl + pathname + search, {
        method,
        headers,
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };

  const hooks: RouterHooks = {
    authorize: () => ({ internal: true }),
    reject: (problem, _operation, _request, response) => {
      response.status(400).end(problem.message);
    },
    fail: (error, _operation, _request, response) => {
      response.status(500).end(String(error));
    },
    bodyLimit: () => 16 * 1024 * 1024,
  };

  before(async function () {
    this.timeout(60_000);
    recordings = readRecordings();
    kernel = await createKernel({
      catalogs: [{ name: 'tpch', handle: 'tpch:normal:default', connectorName: 'tpch' }],
      memoryLimitBytes: 512 * 1024 * 1024,
      threads: 2,
    });
    tasks = createTaskManager({
      kernel,
      transport,
      clock: systemClock,
      random: Math.random,
      nodeId: 'pw',
      selfUri: () => baseUrl,
    });
    server = createServer(express().use(taskRouter(createTaskApi(tasks), hooks)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await tasks.close();
    await kernel.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const rowsOf = (pages: readonly Uint8Array[], types: readonly Type[]): string[] =>
    pages.flatMap((page) => {
      const bytes = encodeRows(deserializePage(page, types), types, { parametricDatetime: true });
      return (JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown[]).map((row) => JSON.stringify(row));
    });

  const taskIdOf = (recording: Recording): string => recording.request.path.split(/[/?]/)[3] as string;

  for (const { name, ordered } of queries) {
    it(`${name} gives stock's rows`, async () => {
      const own = recordings.filter((recording) => new RegExp(`^${name}-\\d\\d-`).test(recording.name));
      const updates = own.filter(({ request }) => request.method === 'POST');
      const root = updates.find((update) => taskIdOf(update).endsWith('.0.0.0')) as Recording;
      const rootId = taskIdOf(root);
      const { fragment } = root.request.body as Required<TaskUpdateRequest>;
      const types = fragment.outputPartitioningScheme.outputLayout.map((symbol) =>
        parseType(fragment.symbols[symbol] as string),
      );
      const expected = own.flatMap(({ request, response }) =>
        request.path.startsWith(`/v1/task/${rootId}/results/`) && response.body instanceof Uint8Array
          ? rowsOf(readPageStream(response.body), types)
          : [],
      );
      expect(expected).to.have.length.greaterThan(0);

      const client = new TaskClient(baseUrl, transport);
      const exchange = createExchangeClient({ transport, clock: systemClock });
      // A coordinator asks for the root's results before any task knows what to do.
      exchange.addLocation(`${baseUrl}/v1/task/${rootId}/results/0`);
      exchange.noMoreLocations();
      for (const update of updates) {
        const answer = await client.createOrUpdateTask({
          path: { taskId: taskIdOf(update) },
          query: { summarize: '' },
          body: update.request.body as TaskUpdateRequest,
        });
        expect(answer.status).to.equal(200);
      }
      const pages: Uint8Array[] = [];
      for await (const page of exchange.pages()) pages.push(page);
      const rows = rowsOf(pages, types);
      if (ordered) expect(rows).to.deep.equal(expected);
      else expect([...rows].sort()).to.deep.equal([...expected].sort());

      for (const taskId of new Set(updates.map(taskIdOf))) await endsAsStock(taskId);
    });
  }

  /** The coordinator's last request: the task has finished, and its statistics are those of what it did. */
  async function endsAsStock(taskId: string): Promise<void> {
    for (let i = 0; i < 100 && (await tasks.status(taskId, {})).state !== 'FINISHED'; i++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const info = tasks.abort(taskId, false);
    expect(info.taskStatus).to.deep.include({ state: 'FINISHED', failures: [], memoryReservation: '0B' });
    const stock = recordings.find(
      ({ request }) => request.method === 'DELETE' && request.path.startsWith(`/v1/task/${taskId}?`),
    );
    if (stock === undefined) return;
    const { stats, outputBuffers } = stock.response.body as TaskInfo;
    expect(info.stats).to.deep.include({
      rawInputPositions: stats.rawInputPositions,
      outputPositions: stats.outputPositions,
    });
    expect(info.outputBuffers.totalRowsSent).to.equal(outputBuffers.totalRowsSent);
    expect(info.stats.pipelines[0]?.operatorSummaries).to.have.length.greaterThan(0);
  }
});
