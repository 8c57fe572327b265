import { canCoerce } from '../types/coercion.ts';
import type { Type } from '../types/type.ts';

type Kind = Type['kind'];

const numbers: readonly Kind[] = [
  'boolean',
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'decimal',
];
const pointsInTime: readonly Kind[] = [
  'time',
  'time with time zone',
  'timestamp',
  'timestamp with time zone',
];

/** Targets of explicit casts by source, each kind to itself aside; asked of a stock server, pair by pair. */
const targets: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  ...Object.fromEntries(numbers.map((kind) => [kind, [...numbers, 'varchar', 'json']])),
  varchar: [...numbers, 'char', 'varbinary', 'date', ...pointsInTime, 'json', 'uuid', 'ipaddress'],
  char: ['varchar'],
  varbinary: ['uuid', 'ipaddress', 'HyperLogLog', 'SetDigest', 'tdigest', 'qdigest'],
  date: ['varchar', 'timestamp', 'timestamp with time zone', 'json'],
  time: ['varchar', ...pointsInTime],
  'time with time zone': ['varchar', ...pointsInTime],
  timestamp: ['varchar', 'date', ...pointsInTime, 'json'],
  'timestamp with time zone': ['varchar', 'date', ...pointsInTime],
  'interval day to second': ['varchar'],
  'interval year to month': ['varchar'],
  json: [...numbers, 'varchar'],
  uuid: ['varchar', 'varbinary'],
  ipaddress: ['varchar', 'varbinary'],
  HyperLogLog: ['varbinary', 'P4HyperLogLog'],
  P4HyperLogLog: ['HyperLogLog'],
  SetDigest: ['varbinary', 'HyperLogLog'],
  tdigest: ['varbinary'],
  qdigest: ['varbinary'],
};

/** Whether `CAST(from AS to)` exists. That a value can't be cast shows only when it's tried. */
export function canCast(from: Type, to: Type): boolean {
  if (from.kind === 'unknown' || canCoerce(from, to)) {
    return true;
  }
  if (from.kind === 'array') {
    return to.kind === 'array'
      ? canCast(from.element, to.element)
      : to.kind === 'json' && isJsonCastable(from);
  }
  if (from.kind === 'map') {
    return to.kind === 'map'
      ? canCast(from.key, to.key) && canCast(from.value, to.value)
      : to.kind === 'json' && isJsonCastable(from);
  }
  if (from.kind === 'row') {
    return to.kind === 'row'
      ? from.fields.length === to.fields.length &&
          from.fields.every((field, i) => canCast(field.type, (to.fields[i] as typeof field).type))
      : to.kind === 'json' && isJsonCastable(from);
  }
  if (from.kind === 'json' && (to.kind === 'array' || to.kind === 'map' || to.kind === 'row')) {
    return isJsonTarget(to);
  }
  if (from.kind === 'qdigest' && to.kind === 'qdigest') {
    return (
      canCast(from.element, to.element) &&
      canCast(to.element, from.element) &&
      from.element.kind === to.element.kind
    );
  }
  if ((from.kind === 'uuid' || from.kind === 'ipaddress') && to.kind === 'varchar') {
    return to.length === undefined;
  }
  return from.kind === to.kind || (targets[from.kind]?.includes(to.kind) ?? false);
}

/** What JSON's own names can be keys of. */
export const jsonKeys: readonly Kind[] = [...numbers, 'varchar', 'unknown'];

/** Containers become JSON when their elements do; keys of maps when they have a text, though of most types they fail when it's tried. */
function isJsonCastable(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return isJsonCastable(type.element);
    case 'map':
      return canCast(type.key, { kind: 'varchar' }) && isJsonCastable(type.value);
    case 'row':
      return type.fields.every((field) => isJsonCastable(field.type));
    default:
      return (
        type.kind === 'unknown' || type.kind === 'json' || (targets[type.kind]?.includes('json') ?? false)
      );
  }
}

function isJsonTarget(type: Type): boolean {
  switch (type.kind) {
    case 'array':
      return isJsonTarget(type.element);
    case 'map':
      // What no reader makes of a key fails when there is JSON to cast.
      return (
        (type.key.kind === 'unknown' || canCast({ kind: 'varchar' }, type.key)) && isJsonTarget(type.value)
      );
    case 'row':
      return type.fields.every((field) => isJsonTarget(field.type));
    default:
      return type.kind === 'json' || jsonKeys.includes(type.kind);
  }
}
