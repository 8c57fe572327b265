import type {
  StablePiece,
  StableRows,
  TextFilter,
  WireHandle,
} from '../../../../../src/engine/catalog/connector.ts';
import { TrinoError } from '../../../../../src/engine/errors/trino-error.ts';
import type { ColumnMaker } from '../../../../../src/engine/execute/kernel/kept/column-maker.ts';
import type { Type } from '../../../../../src/engine/types/type.ts';
import type { Vector } from '../../../../../src/engine/pages/vector.ts';

/** A connector's table for tests: row i has `id` i, `square` i², `text` of a length between 0 and 30, `word` one of three. */
export const handle: WireHandle = { '@type': 'numbers' };

export const types: Readonly<Record<string, Type>> = {
  id: { kind: 'bigint' },
  square: { kind: 'double' },
  text: { kind: 'varchar' },
  word: { kind: 'varchar', length: 20 },
};

export const words = ['short', 'a word that is not short', 'z'];

export function textOf(row: number): string {
  return 'é'.repeat(row % 15) + String(row);
}

interface NumbersPiece extends StablePiece {
  readonly start: number;
}

/** @param rows how many there are @param filters what the handle's constraint says */
export function numbersTable(rows: number, filters: readonly TextFilter[] | undefined = []): StableRows {
  return {
    scan: (_, splits) => ({
      key: `numbers ${rows} ${splits.length}`,
      rowEstimate: rows,
      // Not as DuckDB cuts them, and one without rows.
      *pieces() {
        for (let start = 0; start < rows; start += 5_000) {
          yield { start, rows: Math.min(5_000, rows - start) };
          yield { start, rows: 0 };
        }
      },
    }),
    columnName: (_, column) => ('name' in column ? String(column['name']) : ''),
    constraint: () => filters,
    values: (pieces, column) =>
      vectorOf(
        pieces.flatMap(({ start, rows: count }) =>
          Array.from({ length: count }, (_, index) => (start as number) + index),
        ),
        column,
      ),
  };
}

function vectorOf(rows: readonly number[], column: string): Vector {
  switch (column) {
    case 'id':
      return { kind: 'long', values: BigInt64Array.from(rows, BigInt) };
    case 'square': {
      const values = Float64Array.from(rows, (row) => row * row);
      return { kind: 'long', values: new BigInt64Array(values.buffer) };
    }
    case 'text':
      return texts(rows.map(textOf));
    case 'word':
      return {
        kind: 'dictionary',
        ids: Int32Array.from(rows, (row) => row % words.length),
        dictionary: texts(words),
      };
    default:
      throw new TrinoError('COLUMN_NOT_FOUND', `No column ${column}`);
  }
}

function texts(values: readonly string[]): Vector {
  const data = Buffer.from(values.join(''));
  const offsets = new Int32Array(values.length + 1);
  for (const [index, value] of values.entries())
    offsets[index + 1] = (offsets[index] as number) + Buffer.byteLength(value);
  return { kind: 'bytes', offsets, data };
}

/** Makes columns of the table, notes them, and waits where a test says so. */
export class NotingMaker implements ColumnMaker {
  readonly made: string[] = [];
  /** How many were given up. */
  abandoned = 0;
  /** Resolves when the next column may be made. */
  gate: Promise<void> = Promise.resolve();
  readonly #table: StableRows;

  constructor(table: StableRows) {
    this.#table = table;
  }

  async make(
    _: string,
    pieces: readonly StablePiece[],
    column: string,
    signal: AbortSignal,
  ): Promise<readonly Vector[]> {
    this.made.push(column);
    await this.gate;
    if (signal.aborted) this.abandoned++;
    signal.throwIfAborted();
    return pieces.map((piece) => this.#table.values([piece as NumbersPiece], column));
  }
}
