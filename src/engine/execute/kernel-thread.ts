import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Split } from '../../../generated/worker/types.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Kernel, KernelMemory, KernelRun, KernelStats, KernelTask, OutputPage } from './kernel.ts';
import { cancelFlag, raise } from './kernel/cancel-flag.ts';
import { errorOf } from './kernel/kernel-messages.ts';
import type { KernelCatalog, KernelReport, KernelRequest, KernelSettings } from './kernel/kernel-messages.ts';
import { OutputQueue } from './kernel/output-queue.ts';
import { spawnThread } from './kernel/spawn-thread.ts';

export interface KernelOptions {
  /** For spilled and generated data; a temporary directory that is removed at the end when absent. */
  readonly dataDirectory?: string | undefined;
  /** DuckDB's hard limit; by default 60 % of the machine's memory. */
  readonly memoryLimitBytes?: number;
  /** What columns of scanned tables may take of it; by default half. */
  readonly keptLimitBytes?: number | undefined;
  /** What those that don't fit there may take in files of the data directory; by default as much as the memory limit. */
  readonly keptDiskLimitBytes?: number | undefined;
  /** DuckDB's threads; by default one a core. */
  readonly threads?: number;
  /** The thread and DuckDB start with the first task: for a node that may never get one. */
  readonly lazy?: boolean;
  /** Catalogs whose splits are read. Only their names and properties go to the kernel. */
  readonly catalogs: readonly (Omit<KernelCatalog, 'properties'> & {
    readonly properties?: Readonly<Record<string, string>>;
  })[];
}

const defaultMemoryShare = 0.6;
const defaultKeptShare = 0.5;

const minRestartMillis = 100;
const maxRestartMillis = 30_000;

/**
 * Starts the kernel's thread and opens DuckDB in it (`EngineParts.createKernel`).
 * @returns once it can run fragments, at once if it is lazy
 * @throws TrinoError when DuckDB can't be opened
 */
export async function createKernel(options: KernelOptions): Promise<Kernel> {
  const { dataDirectory } = options;
  if (dataDirectory !== undefined) await mkdir(dataDirectory, { recursive: true });
  const directory = dataDirectory ?? (await mkdtemp(join(tmpdir(), 'leveret-')));
  const memoryLimitBytes = options.memoryLimitBytes ?? Math.floor(totalmem() * defaultMemoryShare);
  const settings: KernelSettings = {
    dataDirectory: directory,
    memoryLimitBytes,
    keptLimitBytes: options.keptLimitBytes ?? Math.floor(memoryLimitBytes * defaultKeptShare),
    keptDiskLimitBytes: options.keptDiskLimitBytes ?? memoryLimitBytes,
    threads: options.threads ?? availableParallelism(),
    catalogs: options.catalogs.map(({ name, handle, connectorName, properties }) => ({
      name,
      handle,
      connectorName,
      properties: { ...properties },
    })),
  };
  const removeDirectory = async (): Promise<void> => {
    if (dataDirectory === undefined) await rm(directory, { recursive: true, force: true });
  };
  const kernel = new ThreadKernel(settings, options.lazy ?? false, removeDirectory);
  try {
    await kernel.ready;
  } catch (error) {
    await removeDirectory();
    throw error;
  }
  return kernel;
}

function noThread(): TrinoError {
  return new TrinoError('GENERIC_INTERNAL_ERROR', 'The execution kernel is not running');
}

/** A question to the thread that it answers once. */
interface Question {
  readonly resolve: (memory: KernelMemory | undefined) => void;
  readonly reject: (error: TrinoError) => void;
}

/**
 * The main thread's side. When the kernel's thread dies, its runs fail and a new one is started: the node stays up.
 */
class ThreadKernel implements Kernel {
  readonly ready: Promise<void>;
  readonly #settings: KernelSettings;
  readonly #removeDirectory: () => Promise<void>;
  readonly #runs = new Map<number, ThreadRun>();
  readonly #questions = new Map<number, Question>();
  /** Absent after it has died, until there is a new one. */
  #worker: Worker | undefined;
  #outbox: KernelRequest[] = [];
  #moved: ArrayBuffer[] = [];
  /** Why the thread that is about to end couldn't start. */
  #unusable: TrinoError | undefined;
  #nextId = 1;
  /** How long the next restart waits, ms. */
  #restartPause = 0;
  #closing: Promise<void> | undefined;
  #opened: { readonly resolve: () => void; readonly reject: (error: TrinoError) => void } | undefined;

  /** Not yet started: nothing had to run. */
  #resting: boolean;

  constructor(settings: KernelSettings, lazy: boolean, removeDirectory: () => Promise<void>) {
    this.#settings = settings;
    this.#removeDirectory = removeDirectory;
    this.#resting = lazy;
    this.ready = lazy
      ? Promise.resolve()
      : new Promise((resolve, reject) => {
          this.#opened = { resolve, reject };
        });
    if (!lazy) this.#worker = this.#spawn();
  }

  start(task: KernelTask): KernelRun {
    if (this.#closing !== undefined)
      throw new TrinoError('SERVER_SHUTTING_DOWN', 'The node is shutting down');
    if (this.#resting) {
      this.#resting = false;
      this.#worker = this.#spawn();
    }
    const id = this.#nextId++;
    const canceled = cancelFlag();
    const run = new ThreadRun(id, {
      send: (request, moved) => {
        this.#send(request, moved);
      },
      ask: (make, moved) => this.#ask(make, moved).then(() => undefined),
      raise: () => {
        raise(canceled);
      },
      onEnd: () => {
        this.#runs.delete(id);
      },
    });
    this.#runs.set(id, run);
    this.#send({ kind: 'start', run: id, task, canceled });
    return run;
  }

  async memory(): Promise<KernelMemory> {
    if (this.#resting) {
      const limitBytes = this.#settings.memoryLimitBytes;
      return {
        limitBytes,
        usedBytes: 0,
        keptBytes: 0,
        storedBytes: 0,
        storedBlocks: 0,
        connectionsOpened: 0,
        tasks: {},
      };
    }
    const memory = await this.#ask((question) => ({ kind: 'memory', question }));
    if (memory === undefined) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'The kernel told no memory');
    return memory;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    for (const run of this.#runs.values()) run.raise();
    const worker = this.#worker;
    if (worker !== undefined) {
      const exited = new Promise<void>((resolve) => {
        worker.once('exit', () => {
          resolve();
        });
      });
      // A thread that has just died has nothing to close.
      await this.#ask((question) => ({ kind: 'close', question })).catch(() => undefined);
      await exited;
    }
    await this.#removeDirectory();
  }

  #spawn(): Worker {
    const worker = spawnThread('kernel', '../kernel-worker', this.#settings);
    let failure: unknown;
    worker.on('message', (reports: readonly KernelReport[]) => {
      for (const report of reports) this.#receive(report);
    });
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      this.#exited(worker, failure);
    });
    return worker;
  }

  #exited(worker: Worker, failure: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const cause = failure instanceof Error ? `: ${failure.message}` : '';
    const error =
      this.#unusable ?? new TrinoError('GENERIC_INTERNAL_ERROR', `The execution kernel has ended${cause}`);
    this.#unusable = undefined;
    for (const question of this.#questions.values()) question.reject(error);
    this.#questions.clear();
    for (const run of this.#runs.values()) run.fail(error);
    this.#runs.clear();
    if (this.#opened !== undefined) {
      // It never got ready: another try would end the same way.
      this.#opened.reject(error);
      this.#opened = undefined;
      return;
    }
    if (this.#closing !== undefined) return;
    // One that had been ready is replaced at once; one that can't even start is tried again, less and less often.
    const pause = this.#restartPause;
    this.#restartPause = Math.min(maxRestartMillis, pause === 0 ? minRestartMillis : pause * 2);
    const restart = (): void => {
      if (this.#closing === undefined) this.#worker = this.#spawn();
    };
    if (pause === 0) restart();
    else setTimeout(restart, pause).unref();
  }

  /** Requests of one turn go in one message: waking the thread costs more than what is in it. */
  #send(request: KernelRequest, moved: readonly ArrayBuffer[] = []): void {
    if (this.#outbox.length === 0) {
      queueMicrotask(() => {
        const requests = this.#outbox;
        const buffers = this.#moved;
        this.#outbox = [];
        this.#moved = [];
        this.#worker?.postMessage(requests, buffers);
      });
    }
    this.#outbox.push(request);
    this.#moved.push(...moved);
  }

  #ask(
    make: (question: number) => KernelRequest,
    moved?: readonly ArrayBuffer[],
  ): Promise<KernelMemory | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) {
        reject(noThread());
        return;
      }
      const question = this.#nextId++;
      this.#questions.set(question, { resolve, reject });
      this.#send(make(question), moved);
    });
  }

  #receive(report: KernelReport): void {
    switch (report.kind) {
      case 'ready':
        this.#restartPause = 0;
        this.#opened?.resolve();
        this.#opened = undefined;
        return;
      case 'unusable':
        this.#unusable = errorOf(report.error);
        this.#opened?.reject(this.#unusable);
        this.#opened = undefined;
        return;
      case 'page':
        this.#runs.get(report.run)?.page(report, report.stats);
        return;
      case 'stats':
        this.#runs.get(report.run)?.measured(report.stats);
        return;
      case 'finished':
        this.#runs.get(report.run)?.finish(report.stats);
        return;
      case 'failed':
        this.#runs.get(report.run)?.fail(errorOf(report.error), report.stats);
        return;
      case 'done':
        this.#answer(report.question)?.resolve(undefined);
        return;
      case 'memory':
        this.#answer(report.question)?.resolve(report.memory);
        return;
      case 'refused':
        this.#answer(report.question)?.reject(errorOf(report.error));
        return;
      default:
        throw new Error(`Unknown report ${(report satisfies never as KernelReport).kind}`);
    }
  }

  #answer(question: number): Question | undefined {
    const asked = this.#questions.get(question);
    this.#questions.delete(question);
    return asked;
  }
}

/** How a run talks to the thread. */
interface RunLink {
  readonly send: (request: KernelRequest, moved?: readonly ArrayBuffer[]) => void;
  readonly ask: (make: (question: number) => KernelRequest, moved?: readonly ArrayBuffer[]) => Promise<void>;
  /** Tells the thread of the cancellation, even if it reads no messages. */
  readonly raise: () => void;
  readonly onEnd: () => void;
}

const noStats: KernelStats = {
  inputRows: 0,
  inputBytes: 0,
  scannedRows: 0,
  scannedBytes: 0,
  completedSplits: 0,
  runningSplits: 0,
  queuedSplits: 0,
  outputRows: 0,
  outputBytes: 0,
  progress: 0,
  cpuNanos: 0,
  wallNanos: 0,
  memoryBytes: 0,
  peakMemoryBytes: 0,
  spilledBytes: 0,
  operators: [],
};

class ThreadRun implements KernelRun {
  readonly #id: number;
  readonly #link: RunLink;
  readonly #queue: OutputQueue;
  #stats = noStats;
  #listener: () => void = () => undefined;
  #ended = false;

  constructor(id: number, link: RunLink) {
    this.#id = id;
    this.#link = link;
    this.#queue = new OutputQueue((bytes) => {
      // A run that has ended sends nothing more.
      if (!this.#ended) link.send({ kind: 'credit', run: id, bytes });
    });
  }

  addSplits(planNodeId: string, splits: readonly Split[]): void {
    if (!this.#ended) this.#link.send({ kind: 'splits', run: this.#id, planNodeId, splits });
  }

  async addPages(planNodeId: string, pages: readonly Uint8Array[]): Promise<void> {
    if (this.#ended) return;
    // Pages are often views of one answer: copies of their own can be moved, and leave the answer to its other readers.
    const copies = pages.map((page) => new Uint8Array(page));
    await this.#link.ask(
      (question) => ({ kind: 'pages', run: this.#id, planNodeId, pages: copies, question }),
      copies.map((page) => page.buffer),
    );
  }

  noMoreInput(planNodeId: string): void {
    if (!this.#ended) this.#link.send({ kind: 'noMoreInput', run: this.#id, planNodeId });
  }

  output(): AsyncIterable<OutputPage> {
    return this.#queue;
  }

  stats(): KernelStats {
    return this.#stats;
  }

  onStats(listener: () => void): void {
    this.#listener = listener;
  }

  async cancel(): Promise<void> {
    if (this.#ended) return;
    this.#queue.fail(new TrinoError('USER_CANCELED', 'Task was canceled'));
    this.raise();
    // A thread that dies meanwhile has canceled it too.
    await this.#link.ask((question) => ({ kind: 'cancel', run: this.#id, question })).catch(() => undefined);
  }

  raise(): void {
    this.#link.raise();
  }

  page(page: OutputPage, stats: KernelStats): void {
    this.#stats = stats;
    this.#queue.push({ partition: page.partition, rows: page.rows, bytes: page.bytes });
  }

  measured(stats: KernelStats): void {
    this.#stats = stats;
    this.#listener();
  }

  finish(stats: KernelStats): void {
    this.#end(stats);
    this.#queue.finish();
  }

  fail(
    error: TrinoError,
    stats: KernelStats = { ...this.#stats, memoryBytes: 0, runningSplits: 0, queuedSplits: 0 },
  ): void {
    this.#end(stats);
    this.#queue.fail(error);
  }

  #end(stats: KernelStats): void {
    this.#stats = stats;
    this.#ended = true;
    this.#link.onEnd();
  }
}
