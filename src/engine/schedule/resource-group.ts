import { TrinoError } from '../errors/trino-error.ts';

/**
 * The one resource group of a server without group configuration, `global`: queries start in the order they came while fewer
 * than `hardConcurrencyLimit` run; more than `maxQueuedQueries` waiting ones are refused.
 */
export class ResourceGroup {
  readonly id: readonly string[] = ['global'];
  readonly hardConcurrencyLimit: number;
  readonly maxQueuedQueries: number;
  #running = 0;
  readonly #queue: (() => void)[] = [];

  /** @param hardConcurrencyLimit `query.max-concurrent-queries` @param maxQueuedQueries `query.max-queued-queries` */
  constructor(hardConcurrencyLimit: number, maxQueuedQueries: number) {
    this.hardConcurrencyLimit = hardConcurrencyLimit;
    this.maxQueuedQueries = maxQueuedQueries;
  }

  get running(): number {
    return this.#running;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** FULL refuses, CAN_QUEUE queues, CAN_RUN starts. */
  get state(): 'FULL' | 'CAN_QUEUE' | 'CAN_RUN' {
    if (this.#running < this.hardConcurrencyLimit) return 'CAN_RUN';
    return this.#queue.length < this.maxQueuedQueries ? 'CAN_QUEUE' : 'FULL';
  }

  /**
   * Calls `start` now or when a place is free.
   * @returns a function that takes the query out of the group, once
   * @throws TrinoError QUERY_QUEUE_FULL
   */
  submit(start: () => void): () => void {
    if (this.state === 'FULL') {
      throw new TrinoError('QUERY_QUEUE_FULL', `Too many queued queries for "${this.id.join('.')}"`);
    }
    let place: 'queued' | 'running' | 'left' = 'queued';
    const begin = (): void => {
      place = 'running';
      this.#running++;
      start();
    };
    if (this.state === 'CAN_RUN') begin();
    else this.#queue.push(begin);
    return () => {
      if (place === 'left') return;
      if (place === 'running') this.#running--;
      else this.#queue.splice(this.#queue.indexOf(begin), 1);
      place = 'left';
      while (this.#running < this.hardConcurrencyLimit) {
        const next = this.#queue.shift();
        if (next === undefined) break;
        next();
      }
    };
  }
}
