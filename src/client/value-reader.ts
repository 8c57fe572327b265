import type { ClientTypeSignature } from '../../generated/coordinator/types.ts';

/**
 * A value of a row. Which of these it is depends on the column's type alone:
 *
 * | type | value |
 * | --- | --- |
 * | boolean | `boolean` |
 * | tinyint, smallint, integer | `number` |
 * | bigint | `bigint`, however small |
 * | real, double | `number`; NaN and the infinities too |
 * | decimal | `string`, all digits kept |
 * | varchar, char, json, uuid, ipaddress, dates, times, intervals | `string` as Trino writes it |
 * | varbinary, sketches and digests | `Uint8Array` |
 * | array | an array |
 * | map | a `Map`; its keys are read by their type |
 * | row | an array, a value a field |
 * | other types | as JSON has it |
 *
 * NULL is `null`. Keys of maps that are arrays, maps or rows stay text: the protocol sends no more.
 */
export type TrinoValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | TrinoValue[]
  | Map<TrinoValue, TrinoValue>
  | { [name: string]: TrinoValue };

/** Turns the JSON of a value that isn't NULL into the value. */
type Reader = (json: unknown) => TrinoValue;

/** Reads rows of one result: a reader a column, chosen once. */
export function rowReader(
  columns: readonly { readonly typeSignature: ClientTypeSignature }[],
): (row: readonly unknown[]) => TrinoValue[] {
  const readers = columns.map((column) => orNull(readerOf(column.typeSignature)));
  return (row) => readers.map((read, index) => read(row[index]));
}

function orNull(read: Reader): Reader {
  return (json) => (json === null || json === undefined ? null : read(json));
}

function readerOf(type: ClientTypeSignature): Reader {
  switch (type.rawType) {
    case 'bigint':
      return (json) => BigInt(json as number | bigint);
    case 'real':
    case 'double':
      // NaN and the infinities are strings in JSON; Number knows their names.
      return Number;
    case 'varbinary':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'qdigest':
    case 'tdigest':
      return (json) => bytesOf(json as string);
    case 'array': {
      const read = orNull(readerOf(argumentOf(type, 0)));
      return (json) => (json as unknown[]).map(read);
    }
    case 'map': {
      const readKey = keyReaderOf(argumentOf(type, 0));
      const read = orNull(readerOf(argumentOf(type, 1)));
      return (json) =>
        new Map(Object.entries(json as object).map(([key, value]) => [readKey(key), read(value)]));
    }
    case 'row': {
      const readers = type.arguments.map((_, index) => orNull(readerOf(argumentOf(type, index))));
      return (json) => readers.map((read, index) => read((json as unknown[])[index]));
    }
    default:
      return (json) => json as TrinoValue;
  }
}

/** Keys are names of a JSON object: text, whatever their type. */
function keyReaderOf(type: ClientTypeSignature): (text: string) => TrinoValue {
  switch (type.rawType) {
    case 'boolean':
      return (text) => text === 'true';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return Number;
    case 'bigint':
      return BigInt;
    case 'varbinary':
      return bytesOf;
    default:
      return (text) => text;
  }
}

function argumentOf(type: ClientTypeSignature, index: number): ClientTypeSignature {
  const argument = type.arguments[index];
  if (argument?.kind === 'TYPE') return argument.value;
  if (argument?.kind === 'NAMED_TYPE') return argument.value.typeSignature;
  throw new TypeError(`The type ${type.rawType} has no argument ${index + 1} that is a type`);
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
