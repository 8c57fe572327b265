import type { Clock } from '../schedule/clock.ts';
import { ClientBuffer } from './client-buffer.ts';
import type { PageSupplier } from './client-buffer.ts';
import type { SharedPage } from './shared-page.ts';
import { TaskRequestError } from './task-request-error.ts';

/** How a task's pages reach its readers: one implementation each for PARTITIONED, BROADCAST and ARBITRARY. */
export interface PageDistribution {
  /** Takes over the caller's hold on the page. */
  add(partition: number, page: SharedPage): void;
  setNoMorePages(): void;
  /** A reader that the coordinator declared. */
  declare(bufferId: number, partition: number): void;
  setNoMoreBuffers(): void;
  /**
   * The buffer that a reader asks for.
   * @throws TaskRequestError (500) when there is none
   */
  client(bufferId: number): ClientBuffer;
  clients(): readonly ClientBuffer[];
  /** Pages that wait, those without a reader yet among them. */
  bufferedPages(): number;
  abort(): void;
}

/** PARTITIONED: the readers are all known at the start, and reader i gets the pages of its partition. */
export class PartitionedDistribution implements PageDistribution {
  readonly #clock: Clock;
  readonly #byId = new Map<number, ClientBuffer>();
  readonly #byPartition = new Map<number, ClientBuffer>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(partition: number, page: SharedPage): void {
    const client = this.#byPartition.get(partition);
    if (client === undefined) {
      page.release();
      throw new TaskRequestError(`No output buffer for partition ${partition}`);
    }
    client.add(page);
  }

  setNoMorePages(): void {
    for (const client of this.#byId.values()) client.setNoMorePages();
  }

  declare(bufferId: number, partition: number): void {
    if (this.#byId.has(bufferId)) return;
    const client = new ClientBuffer(bufferId, this.#clock);
    this.#byId.set(bufferId, client);
    this.#byPartition.set(partition, client);
  }

  setNoMoreBuffers(): void {
    // Nothing waits for it.
  }

  client(bufferId: number): ClientBuffer {
    const client = this.#byId.get(bufferId);
    if (client === undefined) {
      // Recording taskapi-replay-results-unknown-buffer.
      throw new TaskRequestError(
        `index (${bufferId}) must be less than size (${this.#byId.size})`,
        'java.lang.IndexOutOfBoundsException',
      );
    }
    return client;
  }

  clients(): readonly ClientBuffer[] {
    return [...this.#byId.values()];
  }

  bufferedPages(): number {
    let pages = 0;
    for (const client of this.#byId.values()) pages += client.bufferedPages;
    return pages;
  }

  abort(): void {
    for (const client of this.#byId.values()) client.abort();
  }
}

/** What BROADCAST and ARBITRARY share: readers may come later, and ask before the coordinator declares them. */
abstract class OpenDistribution {
  protected readonly byId = new Map<number, ClientBuffer>();
  readonly #declared = new Set<number>();
  #noMoreBuffers = false;

  protected abstract create(bufferId: number): ClientBuffer;

  declare(bufferId: number): void {
    this.#declared.add(bufferId);
    if (!this.byId.has(bufferId)) this.byId.set(bufferId, this.create(bufferId));
  }

  setNoMoreBuffers(): void {
    this.#noMoreBuffers = true;
    const undeclared = [...this.byId.keys()].filter((bufferId) => !this.#declared.has(bufferId));
    if (undeclared.length > 0) {
      throw new TaskRequestError(
        `Final output buffers does not contain all created buffer ids: [${undeclared.join(', ')}]`,
        'java.lang.IllegalStateException',
      );
    }
  }

  client(bufferId: number): ClientBuffer {
    const known = this.byId.get(bufferId);
    if (known !== undefined) return known;
    if (this.#noMoreBuffers) {
      throw new TaskRequestError('No more buffers already set', 'java.lang.IllegalStateException');
    }
    const client = this.create(bufferId);
    this.byId.set(bufferId, client);
    return client;
  }

  clients(): readonly ClientBuffer[] {
    return [...this.byId.values()];
  }
}

/** BROADCAST: every reader gets every page, also those that were made before it was declared. */
export class BroadcastDistribution extends OpenDistribution implements PageDistribution {
  readonly #clock: Clock;
  /** All pages so far, for readers that are still to come; empty once there are no more of them. */
  #initial: SharedPage[] = [];
  #keepInitial = true;
  #noMorePages = false;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  add(_partition: number, page: SharedPage): void {
    for (const client of this.byId.values()) client.add(page.hold());
    if (this.#keepInitial) this.#initial.push(page);
    else page.release();
  }

  setNoMorePages(): void {
    this.#noMorePages = true;
    for (const client of this.byId.values()) client.setNoMorePages();
  }

  override setNoMoreBuffers(): void {
    this.#dropInitial();
    super.setNoMoreBuffers();
  }

  bufferedPages(): number {
    let pages = 0;
    for (const client of this.byId.values()) pages += client.bufferedPages;
    return pages;
  }

  abort(): void {
    this.#dropInitial();
    for (const client of this.byId.values()) client.abort();
  }

  protected create(bufferId: number): ClientBuffer {
    const client = new ClientBuffer(bufferId, this.#clock);
    for (const page of this.#initial) client.add(page.hold());
    if (this.#noMorePages) client.setNoMorePages();
    return client;
  }

  #dropInitial(): void {
    const pages = this.#initial;
    this.#initial = [];
    this.#keepInitial = false;
    for (const page of pages) page.release();
  }
}

/** ARBITRARY: every page goes out once, to whichever reader asks first. */
export class ArbitraryDistribution extends OpenDistribution implements PageDistribution, PageSupplier {
  readonly #clock: Clock;
  #pages: SharedPage[] = [];
  #noMorePages = false;
  /** Which reader is woken first, so that the pages spread over all that wait. */
  #next = 0;

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  get exhausted(): boolean {
    return this.#noMorePages && this.#pages.length === 0;
  }

  add(_partition: number, page: SharedPage): void {
    this.#pages.push(page);
    const clients = [...this.byId.values()];
    for (let i = 0; i < clients.length && this.#pages.length > 0; i++) {
      clients[this.#next++ % clients.length]?.supplied();
    }
  }

  setNoMorePages(): void {
    this.#noMorePages = true;
    for (const client of this.byId.values()) client.supplied();
  }

  take(maxBytes: number): readonly SharedPage[] {
    let count = 0;
    let bytes = 0;
    for (const page of this.#pages) {
      bytes += page.bytes.byteLength;
      if (count > 0 && bytes > maxBytes) break;
      count++;
    }
    return this.#pages.splice(0, count);
  }

  bufferedPages(): number {
    let pages = this.#pages.length;
    for (const client of this.byId.values()) pages += client.bufferedPages;
    return pages;
  }

  abort(): void {
    const pages = this.#pages;
    this.#pages = [];
    for (const page of pages) page.release();
    for (const client of this.byId.values()) client.abort();
  }

  protected create(bufferId: number): ClientBuffer {
    return new ClientBuffer(bufferId, this.#clock, this);
  }
}
