import { TrinoError } from '../errors/trino-error.ts';
import type { Type } from '../types/type.ts';
import type { Vector } from './vector.ts';

/** Kinds that hold values themselves; `dictionary` and `rle` stand for any of them. */
export type FlatVectorKind = Exclude<Vector['kind'], 'dictionary' | 'rle'>;

/** Which vector (and so which block encoding) holds the values of a type: PAGES 5. */
export function vectorKind(type: Type): FlatVectorKind {
  switch (type.kind) {
    case 'unknown':
    case 'boolean':
    case 'tinyint':
      return 'byte';
    case 'smallint':
      return 'short';
    case 'integer':
    case 'real':
    case 'date':
    case 'color':
    case 'interval year to month':
      return 'int';
    case 'bigint':
    case 'double':
    case 'interval day to second':
    case 'time':
      return 'long';
    case 'decimal':
      return type.precision <= 18 ? 'long' : 'int128';
    case 'time with time zone':
      return type.precision <= 9 ? 'long' : 'fixed12';
    case 'timestamp':
      return type.precision <= 6 ? 'long' : 'fixed12';
    case 'timestamp with time zone':
      return type.precision <= 3 ? 'long' : 'fixed12';
    case 'uuid':
    case 'ipaddress':
      return 'int128';
    case 'varchar':
    case 'char':
    case 'varbinary':
    case 'json':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'qdigest':
    case 'tdigest':
    case 'LikePattern':
    case 'JoniRegExp':
    case 'JsonPath':
    case 'json2016':
    case 'JsonPath2016':
    case 'CodePoints':
      return 'bytes';
    case 'array':
      return 'array';
    case 'map':
      return 'map';
    case 'row':
      return 'row';
    case 'function':
      throw new TrinoError('NOT_SUPPORTED', 'A function is not a value of a page');
    default:
      throw new Error(`Unknown type ${(type satisfies never as Type).kind}`);
  }
}
