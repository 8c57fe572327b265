import type { Worker } from 'node:worker_threads';
import type { StablePiece } from '../../../catalog/connector.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Vector } from '../../../pages/vector.ts';
import { errorOf } from '../kernel-messages.ts';
import type { KernelCatalog } from '../kernel-messages.ts';
import { spawnThread } from '../spawn-thread.ts';
import type { ColumnMaker } from './column-maker.ts';
import type { GeneratorAnswer, GeneratorRequest, GeneratorSettings } from './generator-messages.ts';

/** From so many values on, threads are worth their start (some 60 ms and 10 MB each). */
const minRows = 200_000;
/** Once they run, this is enough. */
const minRowsWhenRunning = 50_000;

/** Values that are made at once: what one request brings. */
const maxBatchRows = 2_000_000;

/** Requests that a thread has: while it answers one the next is there. */
const requestsPerThread = 2;

/** Threads without work end after this time, ms. */
const idleMillis = 5_000;

interface Request extends GeneratorRequest {
  readonly signal: AbortSignal;
  readonly resolve: (vector: Vector) => void;
  readonly reject: (error: unknown) => void;
}

interface Generator {
  readonly worker: Worker;
  readonly asked: Map<number, Request>;
}

export interface GeneratorPoolOptions {
  readonly catalogs: readonly KernelCatalog[];
  readonly threads: number;
  /** Makes what isn't worth a thread. */
  readonly small: ColumnMaker;
}

/** Makes columns in threads, which start with the first large one and end when there was nothing to do for a while. */
export class GeneratorPool implements ColumnMaker {
  readonly #options: GeneratorPoolOptions;
  #generators: Generator[] = [];
  readonly #waiting: Request[] = [];
  #nextId = 1;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: GeneratorPoolOptions) {
    this.#options = options;
  }

  /** Threads that run now. */
  get threads(): number {
    return this.#generators.length;
  }

  async make(
    catalog: string,
    pieces: readonly StablePiece[],
    column: string,
    signal: AbortSignal,
  ): Promise<readonly Vector[]> {
    const rows = pieces.reduce((sum, piece) => sum + piece.rows, 0);
    if (rows < (this.#generators.length > 0 ? minRowsWhenRunning : minRows))
      return this.#options.small.make(catalog, pieces, column, signal);
    // As few batches as keep all threads busy: a column of texts costs less the more of it is made at once.
    const batchRows = Math.min(maxBatchRows, Math.ceil(rows / this.#options.threads));
    return Promise.all(
      batches(pieces, batchRows).map(
        (batch) =>
          new Promise<Vector>((resolve, reject) => {
            const id = this.#nextId++;
            this.#waiting.push({ id, catalog, pieces: batch, column, signal, resolve, reject });
            // A listener that the signal drops by itself: it lives as long as the column's making.
            signal.addEventListener('abort', this.#stopAbandoned, { once: true });
            this.#give();
          }),
      ),
    );
  }

  /** Ends the threads; what they were asked for fails. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const generators = this.#generators;
    this.#generators = [];
    await Promise.all(generators.map(({ worker }) => worker.terminate()));
  }

  /** Ends threads whose answers nobody wants any more: a batch takes seconds, another thread starts in no time. */
  readonly #stopAbandoned = (): void => {
    const abandoned = this.#generators.filter(
      ({ asked }) => asked.size > 0 && [...asked.values()].every(({ signal }) => signal.aborted),
    );
    this.#generators = this.#generators.filter((generator) => !abandoned.includes(generator));
    for (const { worker } of abandoned) void worker.terminate();
    this.#give();
  };

  /** Hands out what waits. */
  #give(): void {
    clearTimeout(this.#idle);
    for (;;) {
      const request = this.#waiting[0];
      if (request === undefined) break;
      if (request.signal.aborted) {
        this.#waiting.shift();
        request.reject(request.signal.reason);
        continue;
      }
      const generator = this.#leastBusy();
      if (generator === undefined) break;
      this.#waiting.shift();
      generator.asked.set(request.id, request);
      const { id, catalog, pieces, column } = request;
      generator.worker.postMessage({ id, catalog, pieces, column } satisfies GeneratorRequest);
    }
    if (this.#generators.length === 0 || this.#generators.some(({ asked }) => asked.size > 0)) return;
    this.#idle = setTimeout(() => void this.close(), idleMillis);
    this.#idle.unref();
  }

  #leastBusy(): Generator | undefined {
    const [best] = [...this.#generators].sort((a, b) => a.asked.size - b.asked.size);
    if (best?.asked.size === 0) return best;
    if (this.#generators.length < this.#options.threads) return this.#spawn();
    return best !== undefined && best.asked.size < requestsPerThread ? best : undefined;
  }

  #spawn(): Generator {
    const settings: GeneratorSettings = { catalogs: this.#options.catalogs };
    const worker = spawnThread('generator', './kept/generator-worker', settings);
    const generator: Generator = { worker, asked: new Map() };
    this.#generators.push(generator);
    worker.on('message', (answer: GeneratorAnswer) => {
      const request = generator.asked.get(answer.id);
      generator.asked.delete(answer.id);
      if ('error' in answer) request?.reject(errorOf(answer.error));
      else request?.resolve(answer.vector);
      this.#give();
    });
    let failure: unknown;
    worker.on('error', (error) => {
      failure = error;
    });
    worker.on('exit', () => {
      this.#generators = this.#generators.filter((other) => other !== generator);
      const cause = failure instanceof Error ? `: ${failure.message}` : '';
      const error = new TrinoError('GENERIC_INTERNAL_ERROR', `A thread that makes rows has ended${cause}`);
      for (const request of generator.asked.values()) request.reject(error);
      // Without any thread, what waits would wait for ever.
      if (this.#generators.length === 0) for (const request of this.#waiting.splice(0)) request.reject(error);
    });
    return generator;
  }
}

/** Pieces in order, so many rows together or one piece more. */
function batches(pieces: readonly StablePiece[], rows: number): StablePiece[][] {
  const result: StablePiece[][] = [];
  let free = 0;
  for (const piece of pieces) {
    if (free <= 0) {
      result.push([]);
      free = rows;
    }
    result.at(-1)?.push(piece);
    free -= piece.rows;
  }
  return result;
}
