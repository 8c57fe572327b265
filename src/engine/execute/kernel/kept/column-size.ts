import type { Type } from '../../../types/type.ts';
import { vectorPositions } from '../../../pages/vector-positions.ts';
import type { Vector } from '../../../pages/vector.ts';

/** Bytes of the row number that every kept row has. */
export const rowNumberBytes = 4;

/** DuckDB's storage (measured, 1.5): every so many rows it takes a block for which of a column's values are null. */
const rowGroupRows = 122_880;
const blockBytes = 256 * 1024;

/** Bytes that a column takes in DuckDB's memory. @param valueBytes of all values, as the functions below count them */
export function keptColumnBytes(rows: number, valueBytes: number): number {
  return Math.ceil(valueBytes) + Math.floor(rows / rowGroupRows) * blockBytes;
}

/** What DuckDB needs for a text beside its bytes. */
const textOverhead = 4;

/** Share of its longest length that a text is taken to have. */
const usualFill = 0.65;
const usualTextBytes = 32;

/** About how many bytes a value takes in DuckDB's memory, before there is any. */
export function estimatedValueBytes(type: Type): number {
  switch (type.kind) {
    case 'boolean':
    case 'tinyint':
    case 'unknown':
      return 1;
    case 'smallint':
      return 2;
    case 'integer':
    case 'real':
    case 'date':
    case 'interval year to month':
      return 4;
    case 'bigint':
    case 'double':
      return 8;
    case 'varchar':
    case 'char':
      return textOverhead + (type.length === undefined ? usualTextBytes : type.length * usualFill);
    case 'array':
    case 'map':
    case 'row':
      return 4 * usualTextBytes;
    default:
      return 16;
  }
}

/** Bytes that a column of such values takes in DuckDB's memory: they're as wide as in pages. */
export function keptVectorBytes(vector: Vector): number {
  switch (vector.kind) {
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
    case 'int128':
      return vector.values.byteLength;
    case 'fixed12':
      return vector.longs.byteLength + vector.ints.byteLength;
    case 'bytes':
      return (
        textOverhead * (vector.offsets.length - 1) +
        (vector.offsets.at(-1) as number) -
        (vector.offsets[0] as number)
      );
    case 'array':
      return 2 * vector.offsets.byteLength + keptVectorBytes(vector.element);
    case 'map':
      return 2 * vector.offsets.byteLength + keptVectorBytes(vector.key) + keptVectorBytes(vector.value);
    case 'row':
      return vector.fields.reduce((sum, field) => sum + keptVectorBytes(field), 0);
    case 'dictionary': {
      const entries = vectorPositions(vector.dictionary);
      if (entries === 0) return 0;
      if (vector.dictionary.kind !== 'bytes')
        return (keptVectorBytes(vector.dictionary) / entries) * vector.ids.length;
      const { offsets } = vector.dictionary;
      let bytes = textOverhead * vector.ids.length;
      for (const id of vector.ids) bytes += (offsets[id + 1] as number) - (offsets[id] as number);
      return bytes;
    }
    case 'rle':
      return keptVectorBytes(vector.value) * vector.positions;
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}
