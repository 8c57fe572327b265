import { HyperLogLog } from '../sketches/hyper-log-log.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { sameType } from '../../../types/same-type.ts';
import type { MapType, RowType, Type } from '../../../types/type.ts';
import { parseIpAddress } from '../../../values/parse-address.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import { formatJson, parseJson, JsonSyntaxError } from '../../../values/json-node.ts';
import { parseUuid, uuidLength } from '../../../values/parse-uuid.ts';
import { valueKey } from '../value-key.ts';
import type { MapValue, Value } from '../value.ts';
import { invalidCast } from './cast-failure.ts';
import { fromJson, toJson } from './json-casts.ts';
import { isWhole, toBoolean, toDecimal, toFloat, toWhole } from './number-casts.ts';
import { firstCharacters, toVarchar } from './text-casts.ts';
import { toDate, toTemporal } from './time-casts.ts';

/** Casts a value that isn't NULL. @throws TrinoError when it can't be */
export type ValueCast = (value: Value) => Value;

/**
 * A cast by Trino's rules, value by value: all casts there are.
 * @returns undefined when there is no cast from one type to the other
 */
export function castValue(from: Type, to: Type, session: QuerySession): ValueCast | undefined {
  if (sameType(from, to)) return (value) => value;
  if (to.kind === 'json') return toJson(from);
  if (from.kind === 'json') return fromJson(to);
  if (isWhole(to)) return toWhole(from, to);
  switch (to.kind) {
    case 'real':
    case 'double':
      return toFloat(from, to);
    case 'decimal':
      return toDecimal(from, to);
    case 'boolean':
      return toBoolean(from);
    case 'varchar':
      return toVarchar(from, to.length);
    case 'char': {
      if (from.kind !== 'varchar' && from.kind !== 'char') return undefined;
      return (value) => firstCharacters(value as string, to.length).replace(/ +$/, '');
    }
    case 'date':
      return toDate(from);
    case 'time':
    case 'time with time zone':
    case 'timestamp':
    case 'timestamp with time zone':
      return toTemporal(from, to, session);
    case 'varbinary':
      return from.kind === 'varchar' ? (value) => Buffer.from(value as string, 'utf8') : bytesOf(from);
    case 'uuid':
      return toUuid(from);
    case 'ipaddress':
      return toAddress(from);
    case 'JsonPath':
    case 'JoniRegExp':
      return from.kind === 'varchar' || from.kind === 'char'
        ? (value) =>
            Buffer.from(from.kind === 'char' ? (value as string).padEnd(from.length) : (value as string))
        : undefined;
    case 'CodePoints':
      return from.kind === 'varchar' || from.kind === 'char'
        ? (value) =>
            codePointBytes(from.kind === 'char' ? (value as string).padEnd(from.length) : (value as string))
        : undefined;
    case 'P4HyperLogLog':
      if (from.kind === 'HyperLogLog') return (value) => HyperLogLog.read(value as Uint8Array).bytes(true);
      return bytesOf(from);
    case 'HyperLogLog':
    case 'SetDigest':
    case 'tdigest':
    case 'qdigest':
      return bytesOf(from);
    case 'array': {
      const element = from.kind === 'array' ? nullableCast(from.element, to.element, session) : undefined;
      return element && ((value) => (value as readonly Value[]).map(element));
    }
    case 'map':
      return from.kind === 'map' ? castMap(from, to, session) : undefined;
    case 'row':
      return from.kind === 'row' ? castRow(from, to, session) : undefined;
    default:
      return undefined;
  }
}

/** The same with NULL for NULL. */
function nullableCast(from: Type, to: Type, session: QuerySession): ValueCast | undefined {
  if (from.kind === 'unknown') return () => null;
  const cast = castValue(from, to, session);
  return cast && ((value) => (value === null ? null : cast(value)));
}

/** Types whose values are bytes, and mean the same as binary values. */
function bytesOf(from: Type): ValueCast | undefined {
  switch (from.kind) {
    case 'varbinary':
    case 'uuid':
    case 'ipaddress':
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'tdigest':
    case 'qdigest':
      return (value) => value;
    default:
      return undefined;
  }
}

function toUuid(from: Type): ValueCast | undefined {
  switch (from.kind) {
    case 'varchar':
      return (value) => {
        const text = value as string;
        const bytes = parseUuid(text);
        if (bytes === undefined) throw invalidCast(`Cannot cast value to UUID: ${text}`);
        if (text.length !== uuidLength) throw invalidCast(`Invalid UUID string length: ${text.length}`);
        return bytes;
      };
    case 'varbinary':
      return (value) => {
        const { length } = value as Uint8Array;
        if (length !== 16) throw invalidCast(`Invalid UUID binary length: ${length}`);
        return value;
      };
    default:
      return undefined;
  }
}

function toAddress(from: Type): ValueCast | undefined {
  switch (from.kind) {
    case 'varchar':
      return (value) => {
        const address = parseIpAddress(value as string);
        if (address === undefined) throw invalidCast(`Cannot cast value to IPADDRESS: ${value as string}`);
        return address;
      };
    case 'varbinary':
      return (value) => {
        const bytes = value as Uint8Array;
        if (bytes.length === 16) return bytes;
        if (bytes.length !== 4) throw invalidCast(`Invalid IP address binary length: ${bytes.length}`);
        return Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...bytes);
      };
    default:
      return undefined;
  }
}

function castMap(from: MapType, to: MapType, session: QuerySession): ValueCast | undefined {
  const key = nullableCast(from.key, to.key, session);
  const one = nullableCast(from.value, to.value, session);
  if (key === undefined || one === undefined) return undefined;
  const keyOf = valueKey(to.key);
  return (value) => {
    const { keys, values } = value as MapValue;
    const newKeys = keys.map(key);
    if (newKeys.includes(null)) throw invalidCast('map key is null');
    if (new Set(newKeys.map(keyOf)).size < newKeys.length) throw invalidCast('duplicate keys');
    return { keys: newKeys, values: values.map(one) };
  };
}

function castRow(from: RowType, to: RowType, session: QuerySession): ValueCast | undefined {
  if (from.fields.length !== to.fields.length) return undefined;
  const casts = from.fields.map((field, index) =>
    nullableCast(field.type, (to.fields[index] as (typeof to.fields)[number]).type, session),
  );
  if (casts.includes(undefined)) return undefined;
  return (value) => (value as readonly Value[]).map((part, index) => (casts[index] as ValueCast)(part));
}

/** The JSON of a text, as `json_parse` has it. @throws TrinoError INVALID_FUNCTION_ARGUMENT */
export function canonicalJson(text: string): string {
  try {
    return formatJson(parseJson(text));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `Cannot convert value to JSON: '${text}'`);
  }
}

/** Characters to trim, as stock holds them: 32 bits each, little-endian. */
function codePointBytes(text: string): Uint8Array {
  const points = Array.from(text, (character) => character.codePointAt(0) as number);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, index) => bytes.writeInt32LE(point, index * 4));
  return bytes;
}
