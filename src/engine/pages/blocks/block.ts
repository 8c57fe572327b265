import type { Type } from '../../types/type.ts';
import type { ByteReader } from '../byte-reader.ts';
import type { ByteWriter } from '../byte-writer.ts';
import { corruptPage } from '../page-error.ts';
import type { Vector } from '../vector.ts';
import { vectorKind } from '../vector-kind.ts';
import { vectorPositions } from '../vector-positions.ts';
import { readArray, readMap, readRow, writeArray, writeMap, writeRow } from './container-block.ts';
import { readFixedWidth, writeFixedWidth } from './fixed-width-block.ts';
import { readVariableWidth, writeVariableWidth } from './variable-width-block.ts';
import { readDictionary, readRle, writeDictionary, writeRle } from './wrapper-block.ts';

/** Encoding names on the wire, by vector kind (PAGES 4.2). */
const encodingNames = {
  byte: 'BYTE_ARRAY',
  short: 'SHORT_ARRAY',
  int: 'INT_ARRAY',
  long: 'LONG_ARRAY',
  int128: 'INT128_ARRAY',
  fixed12: 'FIXED12',
  bytes: 'VARIABLE_WIDTH',
  array: 'ARRAY',
  map: 'MAP',
  row: 'ROW',
  dictionary: 'DICTIONARY',
  rle: 'RLE',
} as const satisfies Record<Vector['kind'], string>;

const kindsByName = new Map<string, Vector['kind']>(
  Object.entries(encodingNames).map(([kind, name]) => [name, kind as Vector['kind']]),
);

/** Longest encoding name, with room; a longer one is garbage. */
const maxNameLength = 64;

/** Types nest as deep as a query says; dictionaries of dictionaries only as deep as this. */
const maxWrappers = 16;

/**
 * Writes one block: length-prefixed encoding name and body.
 * @param type the column's SQL type: a MAP block carries its name
 */
export function writeBlock(writer: ByteWriter, vector: Vector, type: Type): void {
  writer.ascii(encodingNames[vector.kind]);
  switch (vector.kind) {
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
    case 'int128':
    case 'fixed12':
      writeFixedWidth(writer, vector);
      return;
    case 'bytes':
      writeVariableWidth(writer, vector);
      return;
    case 'array':
      writeArray(writer, vector, type, writeBlock);
      return;
    case 'map':
      writeMap(writer, vector, type, writeBlock);
      return;
    case 'row':
      writeRow(writer, vector, type, writeBlock);
      return;
    case 'dictionary':
      writeDictionary(writer, vector, type, writeBlock);
      return;
    case 'rle':
      writeRle(writer, vector, type, writeBlock);
      return;
    default:
      throw new Error(`Unknown vector ${(vector satisfies never as Vector).kind}`);
  }
}

/**
 * Reads one block and checks that its encoding can hold the type.
 * @throws TrinoError CORRUPT_PAGE
 */
export function readBlock(reader: ByteReader, type: Type): Vector {
  return readNested(reader, type, 0);
}

function readNested(reader: ByteReader, type: Type, wrappers: number): Vector {
  const name = reader.ascii(maxNameLength, 'encoding name');
  const kind = kindsByName.get(name);
  if (kind === undefined) throw corruptPage(`unknown encoding ${JSON.stringify(name)}`);
  if (kind === 'dictionary' || kind === 'rle') {
    if (wrappers === maxWrappers) throw corruptPage('dictionaries are nested too deep');
    const nested = (inner: ByteReader, innerType: Type): Vector => readNested(inner, innerType, wrappers + 1);
    return kind === 'dictionary' ? readDictionary(reader, type, nested) : readRle(reader, type, nested);
  }
  if (kind !== vectorKind(type)) throw corruptPage(`${name} can't hold values of type ${type.kind}`);
  switch (kind) {
    case 'byte':
    case 'short':
    case 'int':
    case 'long':
    case 'int128':
    case 'fixed12':
      return readFixedWidth(reader, kind);
    case 'bytes':
      return readVariableWidth(reader);
    case 'array':
      return readArray(reader, type, readBlock);
    case 'map':
      return readMap(reader, type, readBlock);
    case 'row':
      return readRow(reader, type, readBlock);
    default:
      throw new Error(`Unknown vector ${kind satisfies never as string}`);
  }
}

/** Reads a block that must have `positions` positions. */
export function readBlockOf(reader: ByteReader, type: Type, positions: number): Vector {
  const vector = readBlock(reader, type);
  const found = vectorPositions(vector);
  if (found !== positions) throw corruptPage(`a block has ${found} positions, the page ${positions}`);
  return vector;
}
