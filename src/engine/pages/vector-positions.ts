import type { Vector } from './vector.ts';

/** Number of positions (rows) of a vector. */
export function vectorPositions(vector: Vector): number {
  switch (vector.kind) {
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
      return vector.values.length;
    case 'int128':
      return vector.values.length >> 1;
    case 'fixed12':
      return vector.longs.length;
    case 'bytes':
    case 'array':
    case 'map':
      return vector.offsets.length - 1;
    case 'row':
    case 'rle':
      return vector.positions;
    case 'dictionary':
      return vector.ids.length;
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}
