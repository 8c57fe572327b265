import type { KeptColumn, KeptTable } from './kept-table.ts';

/** Bytes that kept columns may take. */
export interface KeptLimits {
  readonly memoryBytes: number;
  readonly fileBytes: number;
}

/** What is to be kept in addition. */
export interface RoomRequest {
  /** The table that grows; undefined for a new one. */
  readonly table: KeptTable | undefined;
  readonly bytes: number;
  /** Of the largest column: while it is made, it is in memory a second time. */
  readonly largestBytes: number;
}

/** How to make room. */
export interface RoomPlan {
  /** Where the request goes. */
  readonly place: 'memory' | 'files';
  /** Tables that go from memory into files. */
  readonly move: readonly KeptTable[];
  readonly drop: readonly DroppedColumn[];
}

export interface DroppedColumn {
  readonly table: KeptTable;
  readonly column: KeptColumn;
}

/**
 * Finds room: in memory first, from where the least recently used tables go into files, and from there the least recently used columns
 * go for good. What is in use stays where it is.
 * @returns undefined when there can't be so much room
 */
export function planRoom(
  tables: readonly KeptTable[],
  limits: KeptLimits,
  request: RoomRequest,
): RoomPlan | undefined {
  const { table, bytes, largestBytes } = request;
  if (table === undefined || table.place === 'memory') {
    const plan = roomInMemory(tables, limits, bytes + largestBytes);
    // A table lies in one place.
    if (plan !== undefined || table !== undefined) return plan;
  }
  if (largestBytes > limits.memoryBytes) return undefined;
  const drop = roomInFiles(tables, limits.fileBytes, bytes);
  return drop === undefined ? undefined : { place: 'files', move: [], drop };
}

function roomInMemory(tables: readonly KeptTable[], limits: KeptLimits, bytes: number): RoomPlan | undefined {
  const here = tables.filter(({ place }) => place === 'memory');
  let free = limits.memoryBytes - bytesOf(here) - bytes;
  const idle = here.reduce((sum, table) => sum + idleBytes(table), 0);
  if (free + idle < 0) return undefined;
  const move: KeptTable[] = [];
  const drop: DroppedColumn[] = [];
  let moved = 0;
  const leave = here
    .filter((table) => table.idle && table.columns.size > 0)
    .sort((a, b) => lastUse(a) - lastUse(b));
  for (const table of leave) {
    if (free >= 0) break;
    const others = roomInFiles(tables, limits.fileBytes, moved + table.bytes);
    if (others === undefined) continue;
    move.push(table);
    moved += table.bytes;
    free += table.bytes;
    drop.splice(0, drop.length, ...others);
  }
  const rest = here.filter((table) => !move.includes(table));
  for (const dropped of leastRecentlyUsed(rest)) {
    if (free >= 0) break;
    drop.push(dropped);
    free += freedBytes(dropped, drop);
  }
  return { place: 'memory', move, drop };
}

/** Columns to drop so that so many bytes more fit in. */
function roomInFiles(
  tables: readonly KeptTable[],
  limit: number,
  bytes: number,
): DroppedColumn[] | undefined {
  const there = tables.filter(({ place }) => place !== 'memory');
  let free = limit - bytesOf(there) - bytes;
  const idle = there
    .filter(({ place }) => place === 'files')
    .reduce((sum, table) => sum + idleBytes(table), 0);
  if (free + idle < 0) return undefined;
  const drop: DroppedColumn[] = [];
  for (const dropped of leastRecentlyUsed(there.filter(({ place }) => place === 'files'))) {
    if (free >= 0) break;
    drop.push(dropped);
    free += freedBytes(dropped, drop);
  }
  return drop;
}

function leastRecentlyUsed(tables: readonly KeptTable[]): DroppedColumn[] {
  return tables
    .flatMap((table) => table.idleColumns.map((column) => ({ table, column })))
    .sort((a, b) => a.column.lastUse - b.column.lastUse);
}

/** With its last column a table goes too. @param drop all that is dropped, this one included */
function freedBytes({ table, column }: DroppedColumn, drop: readonly DroppedColumn[]): number {
  const dropped = drop.filter((other) => other.table === table).length;
  return column.bytes + (table.pins === 0 && dropped === table.columns.size ? table.rowNumberBytes : 0);
}

function bytesOf(tables: readonly KeptTable[]): number {
  return tables.reduce((sum, table) => sum + table.bytes, 0);
}

function idleBytes(table: KeptTable): number {
  return table.idle ? table.bytes : table.idleColumns.reduce((sum, { bytes }) => sum + bytes, 0);
}

function lastUse(table: KeptTable): number {
  return Math.max(...[...table.columns.values()].map((column) => column.lastUse));
}
