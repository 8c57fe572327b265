import type { Type } from '../../types/type.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import type { Vector } from '../vector.ts';
import { vectorPositions } from '../vector-positions.ts';
import type { ReadBlock, WriteBlock } from './container-block.ts';

type DictionaryVector = Extract<Vector, { kind: 'dictionary' }>;
type RleVector = Extract<Vector, { kind: 'rle' }>;

/** Body of DICTIONARY: count, the dictionary's block, an id a position. */
export function writeDictionary(
  writer: ByteWriter,
  vector: DictionaryVector,
  type: Type,
  writeBlock: WriteBlock,
): void {
  writer.int32(vector.ids.length);
  writeBlock(writer, vector.dictionary, type);
  writer.array(vector.ids);
}

export function readDictionary(reader: ByteReader, type: Type, readBlock: ReadBlock): DictionaryVector {
  const positions = reader.count('position count');
  const dictionary = readBlock(reader, type);
  const size = vectorPositions(dictionary);
  const ids = reader.int32Array(positions);
  for (let position = 0; position < positions; position++) {
    const id = ids[position] as number;
    if (id < 0 || id >= size) throw corruptPage(`dictionary id ${id} of ${size} entries`);
  }
  return { kind: 'dictionary', ids, dictionary };
}

/** Body of RLE: count and a block with the one value. */
export function writeRle(writer: ByteWriter, vector: RleVector, type: Type, writeBlock: WriteBlock): void {
  writer.int32(vector.positions);
  writeBlock(writer, vector.value, type);
}

export function readRle(reader: ByteReader, type: Type, readBlock: ReadBlock): RleVector {
  const positions = reader.count('position count');
  const value = readBlock(reader, type);
  if (vectorPositions(value) !== 1)
    throw corruptPage(`a repeated value has ${vectorPositions(value)} positions`);
  return { kind: 'rle', positions, value };
}
