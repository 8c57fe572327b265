import { wordsOf } from '../pages/byte-order.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { flatten } from '../pages/select-positions.ts';
import type { Vector } from '../pages/vector.ts';
import type { Type } from '../types/type.ts';
import { formatDate } from '../values/date-text.ts';
import { formatDouble } from '../values/double-text.ts';
import { plainBytes } from './json-bytes.ts';
import type { JsonBytes } from './json-bytes.ts';
import { knownDates } from './known-dates.ts';
import { keyText } from './key-text.ts';
import { as, valueText } from './value-text.ts';
import type { TextOptions } from './value-text.ts';

/** The options inside of an array: the stock server rounds times only outside of arrays, and in arrays that are a column. */
const exact: TextOptions = { parametricDatetime: true };

/** Writes the JSON of the value at a position. */
export type CellWriter = (json: JsonBytes, position: number) => void;

const comma = 0x2c;
const colon = 0x3a;

/**
 * How values of a column are written in `data` (PROTOCOL 2.5).
 * @returns undefined when the type has no client form (CodePoints, color, …)
 */
export function cellWriter(vector: Vector, type: Type, options: TextOptions): CellWriter | undefined {
  return nestedWriter(
    vector,
    type,
    options,
    type.kind === 'array' && isTemporal(type.element) ? options : exact,
  );
}

/** @param inArrays options for the elements of arrays */
function nestedWriter(
  vector: Vector,
  type: Type,
  options: TextOptions,
  inArrays: TextOptions = exact,
): CellWriter | undefined {
  if (vector.kind === 'dictionary') {
    const entry = nestedWriter(vector.dictionary, type, options, inArrays);
    const { ids } = vector;
    return (
      entry &&
      ((json, position) => {
        entry(json, ids[position] as number);
      })
    );
  }
  if (vector.kind === 'rle') {
    const value = cellWriter(vector.value, type, options);
    return (
      value &&
      ((json) => {
        value(json, 0);
      })
    );
  }
  const writer = valueWriter(vector, type, options, inArrays);
  const { nulls } = vector;
  if (writer === undefined || nulls === undefined) return writer;
  return (json, position) => {
    if (nulls[position] === 0) writer(json, position);
    else json.ascii('null');
  };
}

function isTemporal(type: Type): boolean {
  return 'precision' in type && type.kind !== 'decimal';
}

/**
 * Casts of times, booleans and JSON make text that is longer than its type; only here a stock server sees it.
 * @param length of the type, code points
 * @throws TrinoError GENERIC_INTERNAL_ERROR with the text
 */
function requireFits(bytes: Uint8Array, length: number): void {
  const text = new TextDecoder().decode(bytes);
  if (Array.from(text).length > length)
    throw new TrinoError('GENERIC_INTERNAL_ERROR', `Value [${text}] does not fit in type varchar(${length})`);
}

function valueWriter(
  vector: Vector,
  type: Type,
  options: TextOptions,
  inArrays: TextOptions,
): CellWriter | undefined {
  switch (type.kind) {
    case 'unknown':
      return (json) => {
        json.ascii('null');
      };
    case 'boolean': {
      const { values } = as(vector, 'byte');
      return (json, position) => {
        json.ascii(values[position] === 0 ? 'false' : 'true');
      };
    }
    case 'tinyint':
    case 'smallint':
    case 'integer': {
      const { values } = vector as Extract<Vector, { kind: 'byte' | 'short' | 'int' }>;
      return (json, position) => {
        json.integer(values[position] as number);
      };
    }
    case 'bigint':
      return bigintWriter(as(vector, 'long').values);
    case 'double':
      return doubleWriter(as(vector, 'long').values);
    case 'real': {
      const text = valueText(vector, type, options);
      return (
        text &&
        ((json, position) => {
          writeNumber(json, text(position));
        })
      );
    }
    case 'varchar':
    case 'json': {
      const { offsets, data } = as(vector, 'bytes');
      if (type.kind === 'varchar' && type.length !== undefined) {
        const { length } = type;
        for (let i = 0; i + 1 < offsets.length; i++) {
          const [from = 0, to = 0] = [offsets[i], offsets[i + 1]];
          if (to - from > length) requireFits(data.subarray(from, to), length);
        }
      }
      const plain = plainBytes(data);
      if (plain !== undefined) {
        return (json, position) => {
          json.plainString(plain, offsets[position] as number, offsets[position + 1] as number);
        };
      }
      return (json, position) => {
        json.string(data, offsets[position] as number, offsets[position + 1] as number);
      };
    }
    case 'char': {
      const text = valueText(vector, type, options);
      return (
        text &&
        ((json, position) => {
          json.text(text(position));
        })
      );
    }
    case 'varbinary':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'qdigest':
    case 'tdigest': {
      const { offsets, data } = as(vector, 'bytes');
      return (json, position) => {
        json.base64(data, offsets[position] as number, offsets[position + 1] as number);
      };
    }
    case 'date':
      return dateWriter(as(vector, 'int'));
    case 'array': {
      const { offsets, element } = as(vector, 'array');
      const writer = nestedWriter(element, type.element, inArrays);
      return (
        writer &&
        ((json, position) => {
          const start = offsets[position] as number;
          const end = offsets[position + 1] as number;
          json.ascii('[');
          for (let entry = start; entry < end; entry++) {
            if (entry > start) json.punctuation(comma);
            writer(json, entry);
          }
          json.ascii(']');
        })
      );
    }
    case 'map':
      return mapWriter(as(vector, 'map'), type, options);
    case 'row': {
      const { fields } = as(vector, 'row');
      const writers: CellWriter[] = [];
      for (const [index, field] of fields.entries()) {
        const writer = nestedWriter(
          field,
          (type.fields[index] as (typeof type.fields)[number]).type,
          options,
        );
        if (writer === undefined) return undefined;
        writers.push(writer);
      }
      return (json, position) => {
        writeList(json, writers, position);
      };
    }
    default: {
      const text = valueText(vector, type, options);
      return (
        text &&
        ((json, position) => {
          json.quotedAscii(text(position));
        })
      );
    }
  }
}

/** `[a,b,c]` of one position. */
export function writeList(json: JsonBytes, writers: readonly CellWriter[], position: number): void {
  json.punctuation(0x5b);
  for (let index = 0; index < writers.length; index++) {
    if (index > 0) json.punctuation(comma);
    (writers[index] as CellWriter)(json, position);
  }
  json.punctuation(0x5d);
}

function bigintWriter(values: BigInt64Array): CellWriter {
  const words = wordsOf(values);
  return (json, position) => {
    const value = (words[position * 2 + 1] as number) * 4294967296 + ((words[position * 2] as number) >>> 0);
    if (Number.isSafeInteger(value)) json.integer(value);
    else json.ascii(String(values[position]));
  };
}

/** NaN and the infinities are no JSON numbers: they go as strings. */
function writeNumber(json: JsonBytes, number: string): void {
  const last = number.charCodeAt(number.length - 1);
  if (last >= 0x30 && last <= 0x39) json.ascii(number);
  else json.quotedAscii(number);
}

/** Money and counts first: a double that two decimals name has no shorter name, and these digits are Java's too. */
function doubleWriter(bits: BigInt64Array): CellWriter {
  const values = new Float64Array(bits.buffer, bits.byteOffset, bits.length);
  return (json, position) => {
    const value = values[position] as number;
    const magnitude = Math.abs(value);
    if (magnitude >= 1e-3 && magnitude < 1e7) {
      const scaled = Math.round(magnitude * 100);
      if (scaled / 100 === magnitude) json.hundredths(scaled, value < 0);
      // In this range JavaScript's text is Java's, except for whole numbers, which were written above.
      else json.ascii(String(value));
    } else writeNumber(json, formatDouble(value));
  };
}

function dateWriter({ values }: Extract<Vector, { kind: 'int' }>): CellWriter {
  return (json, position) => {
    const days = values[position] as number;
    const start = knownDates.find(days);
    if (start === undefined) json.quotedAscii(formatDate(days));
    else json.plainString(knownDates, start, start + knownDates.textLength);
  };
}

function mapWriter(
  vector: Extract<Vector, { kind: 'map' }>,
  type: Extract<Type, { kind: 'map' }>,
  options: TextOptions,
): CellWriter | undefined {
  const { offsets } = vector;
  const key = keyText(flatten(vector.key), type.key, options);
  const value = nestedWriter(vector.value, type.value, options);
  if (key === undefined || value === undefined) return undefined;
  return (json, position) => {
    const start = offsets[position] as number;
    const end = offsets[position + 1] as number;
    json.ascii('{');
    for (let entry = start; entry < end; entry++) {
      if (entry > start) json.punctuation(comma);
      json.text(key(entry));
      json.punctuation(colon);
      value(json, entry);
    }
    json.ascii('}');
  };
}
