import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { TrinoError } from '../errors/trino-error.ts';
import { duckdb } from './duckdb/bindings.ts';
import type { Database } from './duckdb/bindings.ts';
import { lookInCallbacks } from './duckdb/callback-look.ts';
import { openDatabase } from './duckdb/database.ts';
import { trinoErrorOf } from './duckdb/duckdb-error.ts';
import { RowStreams } from './duckdb/row-streams.ts';
import type { CancelFlag } from './kernel/cancel-flag.ts';
import { ConnectorCache } from './kernel/connector-cache.ts';
import { OwnThreadMaker } from './kernel/kept/column-maker.ts';
import { GeneratorPool } from './kernel/kept/generator-pool.ts';
import { KeptStorage } from './kernel/kept/kept-storage.ts';
import { KeptTables } from './kernel/kept/kept-tables.ts';
import { ownThreadPages } from './kernel/kept/stream-source.ts';
import type { PageMaker } from './kernel/kept/stream-source.ts';
import { FragmentRun } from './kernel/fragment-run.ts';
import { errorMessage } from './kernel/kernel-messages.ts';
import type { KernelReport, KernelRequest, KernelSettings } from './kernel/kernel-messages.ts';
import { memoryOf, operatorBytes } from './kernel/database-memory.ts';
import { RunMeter } from './kernel/run-meter.ts';
import { RunMonitor } from './kernel/run-monitor.ts';
import { spilledBytes } from './kernel/spill-directory.ts';
import { StatementQueue } from './kernel/statement-queue.ts';
import { StoredRows } from './kernel/stored/stored-rows.ts';
import { ThreadCpu } from './kernel/thread-cpu.ts';
import type { KernelTask } from './kernel.ts';

/**
 * The kernel's thread: DuckDB and everything that blocks. It gets requests from `kernel-thread.ts` and answers with reports; both
 * are closed unions, and pages move over without a copy.
 */
async function serve(port: MessagePort, settings: KernelSettings): Promise<void> {
  const outbox: KernelReport[] = [];
  const buffers: ArrayBuffer[] = [];
  const flush = (): void => {
    if (outbox.length === 0) return;
    port.postMessage(outbox.splice(0), buffers.splice(0));
  };
  // What comes of one turn of the loop goes in one message: the last page and the end of a small run, for one.
  const report = (message: KernelReport, moved: readonly ArrayBuffer[] = []): void => {
    if (outbox.length === 0) setImmediate(flush);
    outbox.push(message);
    buffers.push(...moved);
  };
  let database: Database;
  try {
    database = await openDatabase(settings);
  } catch (error) {
    report({ kind: 'unusable', error: errorMessage(trinoErrorOf(error)) });
    flush();
    port.close();
    return;
  }
  const statements = new StatementQueue(statementLimit());
  const connectors = new ConnectorCache(settings.catalogs);
  const generators = new GeneratorPool({
    catalogs: settings.catalogs,
    threads: settings.threads,
    small: new OwnThreadMaker(connectors),
  });
  const storage = new KeptStorage({ database, statements, dataDirectory: settings.dataDirectory });
  const kept = new KeptTables({
    storage,
    maker: generators,
    limits: { memoryBytes: settings.keptLimitBytes, fileBytes: settings.keptDiskLimitBytes },
  });
  const stored = new StoredRows(database, statements);
  const monitor = new RunMonitor({
    cpu: new ThreadCpu(),
    operatorBytes: () => operatorBytes(database),
  });
  const context = {
    database,
    statements,
    connectors,
    kept,
    stored,
    streams: new RowStreams(),
    monitor,
    openPages: async (catalog: string): Promise<PageMaker> => {
      const { stable } = (await connectors.get(catalog)).pages;
      if (stable === undefined) throw new Error(`Rows of ${catalog} may change`);
      return ownThreadPages(stable);
    },
    spilledBytes: () => spilledBytes(settings.dataDirectory),
  };
  const runs = new Map<number, FragmentRun>();
  const ending = new Map<number, Promise<void>>();

  lookInCallbacks(() => {
    for (const run of runs.values()) run.look();
  });

  function start(run: number, task: KernelTask, canceled: CancelFlag): void {
    let created: FragmentRun;
    try {
      created = new FragmentRun(task, canceled, context, {
        onPage: ({ partition, rows, bytes }) => {
          report({ kind: 'page', run, partition, rows, bytes, stats: created.meter.stats() }, [bytes.buffer]);
        },
        onProgress: () => {
          report({ kind: 'stats', run, stats: created.meter.stats() });
        },
      });
    } catch (error) {
      const meter = new RunMeter(task.fragment.root.id, 'TaskOutputOperator');
      meter.end();
      report({ kind: 'failed', run, error: errorMessage(trinoErrorOf(error)), stats: meter.stats() });
      return;
    }
    runs.set(run, created);
    const end = created.run().then(
      () => {
        report({ kind: 'finished', run, stats: created.meter.stats() });
      },
      (error: unknown) => {
        report({
          kind: 'failed',
          run,
          error: errorMessage(trinoErrorOf(error)),
          stats: created.meter.stats(),
        });
      },
    );
    ending.set(
      run,
      end.finally(() => {
        runs.delete(run);
        ending.delete(run);
      }),
    );
  }

  /** Input that comes too late for a run that has ended is dropped; a mistake in it fails the run. */
  function feed(run: number, give: (target: FragmentRun) => void): void {
    const target = runs.get(run);
    if (target === undefined) return;
    try {
      give(target);
    } catch (error) {
      report({ kind: 'failed', run, error: errorMessage(error), stats: target.meter.stats() });
      target.cancel();
    }
  }

  async function answer(question: number, work: () => Promise<void> | undefined): Promise<void> {
    try {
      await work();
      report({ kind: 'done', question });
    } catch (error) {
      report({ kind: 'refused', question, error: errorMessage(trinoErrorOf(error)) });
    }
  }

  async function handle(request: KernelRequest): Promise<void> {
    switch (request.kind) {
      case 'start':
        start(request.run, request.task, request.canceled);
        return;
      case 'splits':
        feed(request.run, (run) => {
          run.addSplits(request.planNodeId, request.splits);
        });
        return;
      case 'pages':
        await answer(request.question, () =>
          runs.get(request.run)?.addPages(request.planNodeId, request.pages),
        );
        return;
      case 'noMoreInput':
        feed(request.run, (run) => {
          run.noMoreInput(request.planNodeId);
        });
        return;
      case 'credit':
        runs.get(request.run)?.credit(request.bytes);
        return;
      case 'cancel':
        runs.get(request.run)?.cancel();
        await answer(request.question, () => ending.get(request.run));
        return;
      case 'memory': {
        const tasks = Object.fromEntries(
          [...runs.values()].map((run) => [run.taskId, run.meter.memoryBytes]),
        );
        try {
          const memory = await memoryOf(
            database,
            {
              limitBytes: settings.memoryLimitBytes,
              keptBytes: kept.memoryBytes,
              storedBytes: stored.bytes,
              storedBlocks: await stored.blockCount(),
            },
            tasks,
          );
          report({ kind: 'memory', question: request.question, memory });
        } catch (error) {
          report({ kind: 'refused', question: request.question, error: errorMessage(trinoErrorOf(error)) });
        }
        return;
      }
      case 'close':
        for (const run of runs.values()) run.cancel();
        await Promise.all(ending.values());
        monitor.close();
        await generators.close();
        await kept.close();
        await stored.close();
        duckdb.close_sync(database);
        await storage.removeFiles();
        report({ kind: 'done', question: request.question });
        flush();
        port.close();
        return;
      default:
        throw new TrinoError(
          'GENERIC_INTERNAL_ERROR',
          `Unknown request ${(request satisfies never as KernelRequest).kind}`,
        );
    }
  }

  /**
   * A mistake of ours: the runs fail and the thread ends; the main thread starts another. DuckDB must be idle by then, because
   * a thread that ends during a call takes the process with it.
   */
  async function giveUp(error: unknown): Promise<void> {
    for (const [run, { meter }] of runs)
      report({ kind: 'failed', run, error: errorMessage(error), stats: meter.stats() });
    for (const run of runs.values()) run.cancel();
    await Promise.all(ending.values());
    flush();
    process.exit(1);
  }

  port.on('message', (requests: readonly KernelRequest[]) => {
    for (const request of requests) handle(request).catch(giveUp);
  });
  process.on('uncaughtException', (error) => void giveUp(error));
  process.on('unhandledRejection', (error) => void giveUp(error));
  report({ kind: 'ready' });
}

/** One of libuv's threads is left to files and name look-ups. */
function statementLimit(): number {
  const pool = Number(process.env['UV_THREADPOOL_SIZE'] ?? '4');
  return Math.max(1, (Number.isInteger(pool) && pool > 0 ? pool : 4) - 1);
}

if (parentPort === null) throw new Error('This file is the kernel thread, not a program');
await serve(parentPort, workerData as KernelSettings);
