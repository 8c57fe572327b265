import type { Vector } from './vector.ts';

/** Bytes that a vector's values take: what buffers and tasks count. A shared dictionary counts for each of its users. */
export function vectorBytes(vector: Vector): number {
  const nulls = 'nulls' in vector ? vector.nulls.byteLength : 0;
  switch (vector.kind) {
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
    case 'int128':
      return vector.values.byteLength + nulls;
    case 'fixed12':
      return vector.longs.byteLength + vector.ints.byteLength + nulls;
    case 'bytes':
      return vector.offsets.byteLength + vector.data.byteLength + nulls;
    case 'array':
      return vector.offsets.byteLength + vectorBytes(vector.element) + nulls;
    case 'map':
      return vector.offsets.byteLength + vectorBytes(vector.key) + vectorBytes(vector.value) + nulls;
    case 'row':
      return vector.fields.reduce((sum, field) => sum + vectorBytes(field), nulls);
    case 'dictionary':
      return vector.ids.byteLength + vectorBytes(vector.dictionary);
    case 'rle':
      return vectorBytes(vector.value);
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}
