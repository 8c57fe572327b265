import type { StablePiece, StableRows, StableScan, WireHandle } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Vector } from '../../engine/pages/vector.ts';
import { columnBuilder, WordBuilder } from './column-builder.ts';
import { readConstraint } from './constraint.ts';
import { readColumnHandle, readSplit, readTableHandle } from './handles.ts';
import type { TpchTableHandle } from './handles.ts';
import type { Range } from './tables/row-sequence.ts';
import type { TpchTable } from './tables/table.ts';
import { tables } from './tables/tables.ts';
import { TextPool } from './text/text-pool.ts';

/** Groups of a piece: the lines of so many orders are about 16 thousand rows. */
const pieceGroups = 4 * 1024;

interface TpchPiece extends StablePiece {
  readonly table: string;
  readonly scaleFactor: number;
  readonly start: number;
  readonly count: number;
}

/** The benchmark's tables never change. A scan is known by its ranges of groups, however these are cut into splits. */
export const stableRows: StableRows = {
  scan(tableHandle, splits): StableScan {
    const { tableName, scaleFactor } = readTableHandle(tableHandle);
    const table = tableOf(tableName);
    const ranges = joinRanges(
      splits.map((split) => {
        const { partNumber, totalParts } = readSplit(split);
        return table.groups(scaleFactor, partNumber, totalParts);
      }),
    );
    const groups = ranges.reduce((sum, { count }) => sum + count, 0);
    const all = table.groups(scaleFactor, 0, 1).count;
    return {
      key: JSON.stringify([tableName, scaleFactor, ...ranges.map(({ start, count }) => [start, count])]),
      rowEstimate: estimateRows(table, scaleFactor, groups, all),
      *pieces() {
        for (const range of ranges) yield* cut(table, scaleFactor, range);
      },
    };
  },

  columnName(tableHandle, columnHandle) {
    const table = tableOf(readTableHandle(tableHandle).tableName);
    const { columnName } = readColumnHandle(columnHandle);
    columnOf(table, columnName);
    return columnName;
  },

  constraint: (tableHandle: WireHandle) => readConstraint(readTableHandle(tableHandle).constraint),

  values(pieces, column): Vector {
    const ranges = pieces as readonly TpchPiece[];
    const rows = ranges.reduce((sum, piece) => sum + piece.rows, 0);
    const [first] = ranges;
    if (first === undefined) return { kind: 'long', values: new BigInt64Array() };
    const { type } = columnOf(tableOf(first.table), column);
    const values = type.kind === 'varchar' ? new WordBuilder(rows) : columnBuilder(type, rows);
    const texts = new PoolTexts(rows);
    for (const { table, scaleFactor, start, count } of ranges) {
      const { sequence, cell } = tableOf(table).open(scaleFactor, { start, count });
      const value = cell(column);
      if ('draw' in value) while (sequence.next()) texts.add(value.draw());
      else while (sequence.next()) values.addValue(value());
    }
    return texts.build() ?? values.build();
  },
};

/** Texts of the pool that are cut together. */
class PoolTexts {
  readonly #rows: number;
  #froms: Int32Array | undefined;
  #lengths: Uint16Array | undefined;
  #count = 0;

  constructor(rows: number) {
    this.#rows = rows;
  }

  add([from, length]: readonly [from: number, length: number]): void {
    this.#froms ??= new Int32Array(this.#rows);
    this.#lengths ??= new Uint16Array(this.#rows);
    this.#froms[this.#count] = from;
    this.#lengths[this.#count++] = length;
  }

  /** Undefined when the column isn't made of these. */
  build(): Vector | undefined {
    if (this.#froms === undefined || this.#lengths === undefined) return undefined;
    return new TextPool().pieces(this.#froms, this.#lengths);
  }
}

function tableOf(name: TpchTableHandle['tableName']): TpchTable {
  const table = tables.get(name);
  if (table === undefined) throw new TrinoError('TABLE_NOT_FOUND', `tpch has no table ${name}`);
  return table;
}

function columnOf(table: TpchTable, name: string): TpchTable['columns'][number] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new TrinoError('COLUMN_NOT_FOUND', `${table.name} has no column ${name}`);
  return column;
}

/** Ranges in order; ones that touch become one. */
function joinRanges(ranges: readonly Range[]): readonly Range[] {
  const joined: Range[] = [];
  for (const range of ranges.filter(({ count }) => count > 0).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last?.start === undefined || last.start + last.count !== range.start) joined.push(range);
    else joined[joined.length - 1] = { start: last.start, count: last.count + range.count };
  }
  return joined;
}

/** Orders have four lines on the average: counting them takes a draw an order. */
const averageLines = 4;

function estimateRows(table: TpchTable, scaleFactor: number, groups: number, allGroups: number): number {
  if (table.name === 'lineitem') return groups * averageLines;
  return allGroups === 0 ? 0 : (table.rowCount(scaleFactor) * groups) / allGroups;
}

function* cut(table: TpchTable, scaleFactor: number, range: Range): Iterable<TpchPiece> {
  const end = range.start + range.count;
  for (let start = range.start; start < end; start += pieceGroups) {
    const groups = { start, count: Math.min(pieceGroups, end - start) };
    yield { table: table.name, scaleFactor, ...groups, rows: table.rowsIn(scaleFactor, groups) };
  }
}
