import type { SimpleType } from './type.ts';

/** All types without parameters, as Trino writes them. */
export const simpleTypes: readonly SimpleType['kind'][] = [
  'unknown',
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'date',
  'varbinary',
  'json',
  'uuid',
  'ipaddress',
  'color',
  'interval day to second',
  'interval year to month',
  'HyperLogLog',
  'P4HyperLogLog',
  'SetDigest',
  'tdigest',
  'LikePattern',
  'JoniRegExp',
  'JsonPath',
  'CodePoints',
];
