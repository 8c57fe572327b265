import type { StablePiece } from '../../../catalog/connector.ts';
import type { Type } from '../../../types/type.ts';
import { rowNumberBytes } from './column-size.ts';
import { SharedWork } from './shared-work.ts';

/** A column of a kept table. */
export interface KeptColumn {
  /** As the connector names it, and its carrier: what runs ask for. */
  readonly key: string;
  readonly source: string;
  readonly type: Type;
  /** Name in DuckDB. */
  readonly name: string;
  /** What it takes in DuckDB; estimated until it is there. */
  bytes: number;
  /** Bytes of its values in pages, once it is there. */
  pageBytes: number;
  /** Done when the column has its values. */
  readonly work: SharedWork<void>;
  ready: boolean;
  /** Runs that read it, or wait for it. */
  pins: number;
  lastUse: number;
}

/** Where a table's columns lie; what is on its way into files counts as there. */
export type KeptPlace = 'memory' | 'moving' | 'files';

/** How long counting pieces may keep the thread, ms. */
const sliceMillis = 10;

/** Rows of a connector's table that never change, with the columns that were scanned so far. */
export class KeptTable {
  /** The rows' identity: catalog and the connector's key. */
  readonly key: string;
  readonly catalog: string;
  /** Name in DuckDB. */
  readonly name: string;
  readonly columns = new Map<string, KeptColumn>();
  place: KeptPlace;
  /** Runs that read it. */
  pins = 0;
  /** Whether there is a table in DuckDB: not before the first column. */
  created = false;
  readonly #makePieces: () => Iterable<StablePiece>;
  #pieces: SharedWork<readonly StablePiece[]> | undefined;
  #rows = 0;
  #changes: Promise<unknown> = Promise.resolve();

  constructor(
    key: string,
    catalog: string,
    name: string,
    place: 'memory' | 'files',
    pieces: () => Iterable<StablePiece>,
  ) {
    this.key = key;
    this.catalog = catalog;
    this.name = name;
    this.place = place;
    this.#makePieces = pieces;
  }

  /** Known when the pieces are. */
  get rows(): number {
    return this.#rows;
  }

  /** Bytes that it takes, or will when what is being made is there. */
  get bytes(): number {
    let bytes = this.rowNumberBytes;
    for (const column of this.columns.values()) bytes += column.bytes;
    return bytes;
  }

  get rowNumberBytes(): number {
    return this.created ? this.#rows * rowNumberBytes : 0;
  }

  /** Columns that nobody reads or waits for. */
  get idleColumns(): KeptColumn[] {
    return [...this.columns.values()].filter(({ ready, pins }) => ready && pins === 0);
  }

  /** Nobody reads any of it. */
  get idle(): boolean {
    return this.pins === 0 && this.idleColumns.length === this.columns.size;
  }

  /** A column that is there or is being made. */
  usable(key: string): KeptColumn | undefined {
    const column = this.columns.get(key);
    return column?.work.abandoned === true && !column.ready ? undefined : column;
  }

  /** Counting goes on while somebody waits for it: that may take seconds. @throws TrinoError USER_CANCELED when the signal is aborted first */
  pieces(signal: AbortSignal): Promise<readonly StablePiece[]> {
    if (this.#pieces === undefined || this.#pieces.abandoned)
      this.#pieces = new SharedWork((abandoned) => this.#collectPieces(abandoned));
    return this.#pieces.wait(signal);
  }

  async #collectPieces(signal: AbortSignal): Promise<readonly StablePiece[]> {
    const pieces: StablePiece[] = [];
    let rows = 0;
    let slice = performance.now();
    for (const piece of this.#makePieces()) {
      pieces.push(piece);
      rows += piece.rows;
      if (performance.now() - slice < sliceMillis) continue;
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      slice = performance.now();
    }
    this.#rows = rows;
    return pieces;
  }

  /** Changes of the table's definition, one after the other. */
  change<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#changes.then(work);
    this.#changes = result.catch(() => undefined);
    return result;
  }
}
