import type { ColumnMetadata } from '../../engine/catalog/connector.ts';
import type { ViewDefinition } from '../../engine/catalog/connector-changes.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';

/** A table of the memory connector: its metadata; the rows are with the nodes that wrote them. */
export interface MemoryTable {
  /** Never used again, also when the table is gone. */
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly ColumnMetadata[];
  readonly comment?: string;
  /** The writes that have finished, in that order: what the table's rows are. */
  readonly writes: readonly MemoryWrite[];
}

/** Rows of one statement. */
export interface MemoryWrite {
  /** What nodes keep the rows by. Each write has a number of its own, so that rows of one that fails are never among the others. */
  readonly id: number;
  /** How many rows are where: host:port of a node → rows. */
  readonly rows: ReadonlyMap<string, number>;
}

/** What a catalog of the memory connector has, on the coordinator; names are lower case. Each method does all or nothing. */
export class MemoryTables {
  readonly #schemas = new Map<string, Map<string, MemoryTable>>([['default', new Map()]]);
  readonly #views = new Map<string, Map<string, ViewDefinition>>();
  readonly #byId = new Map<number, MemoryTable>();
  readonly #goneListeners: (() => void)[] = [];
  #nextId = 0;

  /** Calls `listener` each time that rows of nodes can't be read any more. */
  onRowsGone(listener: () => void): void {
    this.#goneListeners.push(listener);
  }

  /** Rows that nodes have, or may have, are nobody's any more. */
  rowsGone(): void {
    for (const listener of this.#goneListeners) listener();
  }

  schemas(): readonly string[] {
    return [...this.#schemas.keys()];
  }

  hasSchema(schema: string): boolean {
    return this.#schemas.has(schema);
  }

  tables(schema: string): readonly string[] {
    return [...(this.#schemas.get(schema)?.keys() ?? [])];
  }

  views(schema: string): readonly string[] {
    return [...(this.#views.get(schema)?.keys() ?? [])];
  }

  table(schema: string, name: string): MemoryTable | undefined {
    return this.#schemas.get(schema)?.get(name);
  }

  tableOf(id: number): MemoryTable | undefined {
    return this.#byId.get(id);
  }

  view(schema: string, name: string): ViewDefinition | undefined {
    return this.#views.get(schema)?.get(name);
  }

  /** Numbers of all writes to tables there are. */
  writeIds(): readonly number[] {
    return [...this.#byId.values()].flatMap(({ writes }) => writes.map(({ id }) => id));
  }

  /** A number for a table that is to be made. */
  takeId(): number {
    return this.#nextId++;
  }

  /** @throws TrinoError SCHEMA_ALREADY_EXISTS */
  addSchema(schema: string): void {
    if (this.#schemas.has(schema)) {
      throw new TrinoError('SCHEMA_ALREADY_EXISTS', `Schema [${schema}] already exists`);
    }
    this.#schemas.set(schema, new Map());
  }

  /** @throws TrinoError NOT_FOUND, SCHEMA_NOT_EMPTY */
  dropSchema(schema: string, cascade: boolean): void {
    const tables = this.#tablesOf(schema);
    const isEmpty = tables.size === 0 && this.views(schema).length === 0;
    if (!cascade && !isEmpty) throw new TrinoError('SCHEMA_NOT_EMPTY', `Schema not empty: ${schema}`);
    for (const { id } of tables.values()) this.#byId.delete(id);
    this.#views.delete(schema);
    this.#schemas.delete(schema);
    if (tables.size > 0) this.rowsGone();
  }

  /** @throws TrinoError NOT_FOUND, TABLE_ALREADY_EXISTS */
  add(table: MemoryTable): void {
    const tables = this.#tablesOf(table.schema);
    this.#checkFree(table.schema, table.name);
    tables.set(table.name, table);
    this.#byId.set(table.id, table);
  }

  /** Puts what has changed of a table, all but its name. @throws TrinoError TABLE_NOT_FOUND when it's gone meanwhile */
  update(id: number, change: (table: MemoryTable) => Omit<MemoryTable, 'id' | 'schema' | 'name'>): void {
    const table = this.#byId.get(id);
    if (table === undefined) throw new TrinoError('TABLE_NOT_FOUND', `There is no table ${id} any more`);
    const { schema, name } = table;
    const changed = { ...change(table), id, schema, name };
    this.#byId.set(id, changed);
    this.#tablesOf(schema).set(name, changed);
  }

  /** @throws TrinoError TABLE_NOT_FOUND */
  drop(schema: string, name: string): void {
    const table = this.existing(schema, name);
    this.#tablesOf(schema).delete(name);
    this.#byId.delete(table.id);
    if (table.writes.length > 0) this.rowsGone();
  }

  /** @throws TrinoError TABLE_NOT_FOUND, NOT_FOUND, TABLE_ALREADY_EXISTS */
  rename(schema: string, name: string, target: { readonly schema: string; readonly table: string }): void {
    const table = this.existing(schema, name);
    const tables = this.#tablesOf(target.schema);
    this.#checkFree(target.schema, target.table);
    const renamed = { ...table, schema: target.schema, name: target.table };
    this.#tablesOf(schema).delete(name);
    tables.set(target.table, renamed);
    this.#byId.set(table.id, renamed);
  }

  /** @throws TrinoError NOT_FOUND, TABLE_ALREADY_EXISTS */
  addView(schema: string, name: string, definition: ViewDefinition, replace: boolean): void {
    this.#tablesOf(schema);
    if (!replace || this.table(schema, name) !== undefined) this.#checkFree(schema, name);
    this.#viewsOf(schema).set(name, definition);
  }

  /** @throws TrinoError TABLE_NOT_FOUND */
  updateView(schema: string, name: string, change: (view: ViewDefinition) => ViewDefinition): void {
    this.#viewsOf(schema).set(name, change(this.#existingView(schema, name)));
  }

  /** @throws TrinoError TABLE_NOT_FOUND */
  dropView(schema: string, name: string): void {
    this.#existingView(schema, name);
    this.#viewsOf(schema).delete(name);
  }

  /** @throws TrinoError TABLE_NOT_FOUND, NOT_FOUND, TABLE_ALREADY_EXISTS */
  renameView(
    schema: string,
    name: string,
    target: { readonly schema: string; readonly table: string },
  ): void {
    const view = this.#existingView(schema, name);
    this.#tablesOf(target.schema);
    this.#checkFree(target.schema, target.table);
    this.#viewsOf(schema).delete(name);
    this.#viewsOf(target.schema).set(target.table, view);
  }

  /** @throws TrinoError TABLE_NOT_FOUND */
  existing(schema: string, name: string): MemoryTable {
    const table = this.table(schema, name);
    if (table === undefined) throw notFound(schema, name);
    return table;
  }

  #existingView(schema: string, name: string): ViewDefinition {
    const view = this.view(schema, name);
    if (view === undefined) throw notFound(schema, name);
    return view;
  }

  #tablesOf(schema: string): Map<string, MemoryTable> {
    const tables = this.#schemas.get(schema);
    if (tables === undefined) {
      throw new TrinoError('NOT_FOUND', `Schema ${schema} not found`, {
        failureType: 'io.trino.spi.connector.SchemaNotFoundException',
      });
    }
    return tables;
  }

  #viewsOf(schema: string): Map<string, ViewDefinition> {
    const views = this.#views.get(schema) ?? new Map<string, ViewDefinition>();
    this.#views.set(schema, views);
    return views;
  }

  #checkFree(schema: string, name: string): void {
    if (this.table(schema, name) !== undefined) {
      throw new TrinoError('TABLE_ALREADY_EXISTS', `Table [${schema}.${name}] already exists`);
    }
    if (this.view(schema, name) !== undefined) {
      throw new TrinoError('TABLE_ALREADY_EXISTS', `View [${schema}.${name}] already exists`);
    }
  }
}

function notFound(schema: string, name: string): TrinoError {
  return new TrinoError('TABLE_NOT_FOUND', `Table '${schema}.${name}' not found`);
}
