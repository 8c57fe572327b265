import type { ConnectorChanges, WriteFragment } from '../../engine/catalog/connector-changes.ts';
import type { TableMetadata, WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { insertHandle, outputHandle, readTarget } from './handles.ts';
import type { MemoryTables, MemoryWrite } from './memory-tables.ts';
import { newTable } from './metadata-changes.ts';

/** A write that has begun. */
type OpenWrite =
  | { readonly kind: 'create'; readonly table: TableMetadata }
  | { readonly kind: 'insert'; readonly tableId: number };

/**
 * The writes to a catalog's tables, from the beginning to the end.
 *
 * ```
 * open ─▶ finished     its number is among the table's: all of its rows are seen from one moment on
 *   └───▶ abandoned    its number is nowhere: the next list of active numbers that a node gets makes it drop the rows
 * ```
 *
 * Numbers grow from one start of the coordinator to the next, so rows that a former one left on a node are dropped the same way.
 */
export class MemoryWrites {
  readonly #tables: MemoryTables;
  readonly #open = new Map<number, OpenWrite>();
  #nextId: number;

  /** @param startMillis now, ms since 1970 */
  constructor(tables: MemoryTables, startMillis: number = Date.now()) {
    this.#tables = tables;
    this.#nextId = startMillis * 1000;
  }

  changes(): Pick<
    Required<ConnectorChanges>,
    | 'beginCreateTable'
    | 'finishCreateTable'
    | 'beginInsert'
    | 'finishInsert'
    | 'abandonWrite'
    | 'emptyWrite'
    | 'onRowsGone'
  > {
    return {
      beginCreateTable: (table, replace) => this.#beginCreate(table, replace),
      finishCreateTable: (handle, fragments) => {
        this.#finish(handle, fragments);
      },
      beginInsert: (schema, table) =>
        this.#begin({ kind: 'insert', tableId: this.#tables.existing(schema, table).id }, insertHandle),
      finishInsert: (handle, fragments) => {
        this.#finish(handle, fragments);
      },
      abandonWrite: (handle, ran) => {
        if (this.#open.delete(idOf(handle)) && ran) this.#tables.rowsGone();
      },
      emptyWrite: () => {
        // Its own number is the highest: whatever is lower and not in the list goes.
        const id = this.#nextId++;
        return insertHandle(id, [...this.#activeIds(), id]);
      },
      onRowsGone: (listener) => {
        this.#tables.onRowsGone(listener);
      },
    };
  }

  #beginCreate(table: TableMetadata, replace: boolean): WireHandle {
    if (replace) throw new TrinoError('NOT_SUPPORTED', 'This connector does not support replacing tables');
    if (!this.#tables.hasSchema(table.schema)) {
      throw new TrinoError('NOT_FOUND', `Schema ${table.schema} not found`, {
        failureType: 'io.trino.spi.connector.SchemaNotFoundException',
      });
    }
    this.#checkFree(table.schema, table.table);
    return this.#begin({ kind: 'create', table }, outputHandle);
  }

  #checkFree(schema: string, name: string): void {
    const isBeingMade = [...this.#open.values()].some(
      (write) => write.kind === 'create' && write.table.schema === schema && write.table.table === name,
    );
    if (isBeingMade || this.#tables.table(schema, name) !== undefined) {
      throw new TrinoError('ALREADY_EXISTS', `Table [${schema}.${name}] already exists`);
    }
    if (this.#tables.view(schema, name) !== undefined) {
      throw new TrinoError('ALREADY_EXISTS', `View [${schema}.${name}] already exists`);
    }
  }

  #begin(write: OpenWrite, handleOf: (id: number, activeIds: readonly number[]) => WireHandle): WireHandle {
    const id = this.#nextId++;
    this.#open.set(id, write);
    return handleOf(id, this.#activeIds());
  }

  /** Numbers whose rows are read or written. */
  #activeIds(): readonly number[] {
    return [...this.#tables.writeIds(), ...this.#open.keys()];
  }

  /** @throws TrinoError when the write is over already, or its table gone */
  #finish(handle: WireHandle, fragments: readonly WriteFragment[]): void {
    const id = idOf(handle);
    const write = this.#open.get(id);
    if (write === undefined) throw new TrinoError('GENERIC_INTERNAL_ERROR', `There is no write ${id}`);
    const finished: MemoryWrite = { id, rows: rowsOf(fragments) };
    if (write.kind === 'create') {
      this.#tables.add({ ...newTable(this.#tables.takeId(), write.table), writes: [finished] });
    } else {
      this.#tables.update(write.tableId, (table) => ({ ...table, writes: [...table.writes, finished] }));
    }
    this.#open.delete(id);
  }
}

function idOf(handle: WireHandle): number {
  return Number(readTarget(handle).table);
}

/** Rows by host:port. @throws TrinoError for a fragment that no writer of the connector has made */
function rowsOf(fragments: readonly WriteFragment[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const bytes of fragments) {
    const { hostAddress, rows: count } = readFragment(bytes);
    if (count > 0) rows.set(hostAddress, (rows.get(hostAddress) ?? 0) + count);
  }
  return rows;
}

function readFragment(bytes: WriteFragment): { readonly hostAddress: string; readonly rows: number } {
  let fragment: unknown;
  try {
    fragment = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    fragment = undefined;
  }
  if (
    typeof fragment === 'object' &&
    fragment !== null &&
    'hostAddress' in fragment &&
    typeof fragment.hostAddress === 'string' &&
    'rows' in fragment &&
    typeof fragment.rows === 'number'
  ) {
    return { hostAddress: fragment.hostAddress, rows: fragment.rows };
  }
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    'A writer of the memory connector told nothing that can be read',
  );
}
