import { TrinoError } from '../../../errors/trino-error.ts';
import type { Type } from '../../../types/type.ts';
import type { QuerySession } from '../../translate/query-session.ts';
import { castValue } from '../cast/cast-value.ts';
import { equalityOf } from '../compare-values.ts';
import { holdsNull, javaText } from '../java-text.ts';
import { valueKey } from '../value-key.ts';
import type { MapValue, Value } from '../value.ts';
import { argumentType, body, elementType, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

type Values = readonly Value[];
type Entries = readonly (readonly [Value, Value] | null)[];

/** Functions on maps (functions/array-functions.ts). */
export const mapBodies: FunctionBodies = {
  map: {
    make: (call, session) => {
      if (call.arguments.length === 0) return () => ({ keys: [], values: [] });
      return mapMaker(elementType(argumentType(call, 0)), session);
    },
  },
  element_at: {
    make: (call, session) => {
      const type = argumentType(call, 0);
      if (type.kind === 'map') return valueOfKey(type.key, false, session);
      return (array: Values, index: bigint) => {
        if (index === -(2n ** 63n)) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'integer overflow');
        if (index === 0n) throw invalidArgument('SQL array indices start at 1');
        return array.at(Number(index > 0n ? index - 1n : index)) ?? null;
      };
    },
  },
  map_keys: body(({ keys }: MapValue) => keys),
  map_values: body(({ values }: MapValue) => values),
  map_concat: {
    make: (call) => {
      if (call.arguments.length < 2)
        throw invalidArgument('There must be two or more concatenation arguments to map_concat');
      const keyOf = valueKey(keyType(argumentType(call, 0)));
      return (...maps: readonly MapValue[]) => {
        const entries = new Map<string, readonly [Value, Value]>();
        for (const { keys, values } of maps)
          keys.forEach((key, index) => entries.set(keyOf(key), [key, values[index] as Value]));
        return mapOf([...entries.values()]);
      };
    },
  },
  map_entries: body(({ keys, values }: MapValue) => keys.map((key, index) => [key, values[index] as Value])),
  map_from_entries: {
    make: (call, session) => {
      const type = firstField(elementType(argumentType(call, 0)));
      const keyOf = valueKey(type);
      const text = javaText(type, session);
      return (entries: Entries) => {
        const present = presentEntries(entries);
        requireKeys(
          present.map(([key]) => key),
          keyOf,
          text,
        );
        return mapOf(present);
      };
    },
  },
  multimap_from_entries: {
    make: (call) => {
      const keyOf = valueKey(firstField(elementType(argumentType(call, 0))));
      return (entries: Entries) => {
        const lists = new Map<string, readonly [Value, Value[]]>();
        for (const [key, value] of presentEntries(entries)) {
          const list = lists.get(keyOf(key));
          if (list === undefined) lists.set(keyOf(key), [key, [value]]);
          else list[1].push(value);
        }
        return mapOf([...lists.values()]);
      };
    },
  },
  split_to_map: body((text: string, entryDelimiter: string, keyDelimiter: string) => {
    const entries = new Map<string, string>();
    for (const [key, value] of splitEntries(text, entryDelimiter, keyDelimiter, "'")) {
      if (entries.has(key)) throw invalidArgument(`Duplicate keys (${key}) are not allowed`);
      entries.set(key, value);
    }
    return mapOf([...entries]);
  }),
  split_to_multimap: body((text: string, entryDelimiter: string, keyDelimiter: string) => {
    const entries = new Map<string, string[]>();
    for (const [key, value] of splitEntries(text, entryDelimiter, keyDelimiter, ''))
      entries.set(key, [...(entries.get(key) ?? []), value]);
    return mapOf([...entries]);
  }),
};

/**
 * Makes a map of its keys and their values.
 * @param type of the keys
 */
export function mapMaker(type: Type, session: QuerySession): (keys: Values, values: Values) => MapValue {
  const keyOf = valueKey(type);
  const text = javaText(type, session);
  return (keys, values) => {
    if (keys.length !== values.length) throw invalidArgument('Key and value arrays must be the same length');
    requireKeys(keys, keyOf, text, type);
    return { keys, values };
  };
}

/**
 * Looks a key up in a map.
 * @param required whether a key that isn't there is an error, as for `map[key]`, or NULL
 */
export function valueOfKey(
  type: Type,
  required: boolean,
  session: QuerySession,
): (map: MapValue, key: Value) => Value {
  const equal = equalityOf(type);
  const text = castValue(type, { kind: 'varchar' }, session);
  return ({ keys, values }, wanted) => {
    const index = keys.findIndex((key) => equal(key, wanted) === true);
    if (index < 0 && required)
      throw invalidArgument(
        `Key not present in map${text === undefined ? '' : `: ${text(wanted) as string}`}`,
      );
    return values[index] ?? null;
  };
}

function keyType(type: Type): Type {
  if (type.kind !== 'map') throw new Error('Not a map');
  return type.key;
}

function firstField(type: Type): Type {
  const field = type.kind === 'row' ? type.fields[0] : undefined;
  if (field === undefined) throw new Error('Not a row');
  return field.type;
}

function mapOf(entries: readonly (readonly [Value, Value])[]): MapValue {
  return { keys: entries.map(([key]) => key), values: entries.map(([, value]) => value) };
}

/** Entries, none of which and of whose keys is NULL. */
function presentEntries(entries: Entries): (readonly [Value, Value])[] {
  return entries.map((entry) => {
    if (entry === null) throw invalidArgument('map entry cannot be null');
    requireKey(entry[0]);
    return entry;
  });
}

/** @param whole the keys' type where they may not hold NULL anywhere */
function requireKeys(
  keys: Values,
  keyOf: (value: Value) => string,
  text: ((value: Value) => string) | undefined,
  whole?: Type,
): void {
  // All keys before the first that repeats: which of several mistakes is told depends on it.
  for (const key of keys) {
    requireKey(key);
    if (whole !== undefined && holdsNull(key, whole))
      throw invalidArgument(`map key cannot be indeterminate${text === undefined ? '' : `: ${text(key)}`}`);
  }
  const seen = new Set<string>();
  for (const key of keys) {
    const identity = keyOf(key);
    if (seen.has(identity)) {
      const shown = text === undefined ? '' : ` (${text(key)})`;
      throw invalidArgument(`Duplicate map keys${shown} are not allowed`);
    }
    seen.add(identity);
  }
}

function requireKey(key: Value): void {
  if (key === null) throw invalidArgument('map key cannot be null');
}

function splitEntries(
  text: string,
  entryDelimiter: string,
  keyDelimiter: string,
  quote: string,
): (readonly [string, string])[] {
  if (entryDelimiter === '') throw invalidArgument('entryDelimiter is empty');
  if (keyDelimiter === '') throw invalidArgument('keyValueDelimiter is empty');
  if (entryDelimiter === keyDelimiter)
    throw invalidArgument('entryDelimiter and keyValueDelimiter must not be the same');
  const entries = text === '' ? [] : text.split(entryDelimiter);
  // A delimiter at the end ends the last entry.
  if (entries.at(-1) === '') entries.pop();
  return entries.map((entry) => {
    const parts = entry.split(keyDelimiter);
    const [key, value] = parts;
    if (parts.length !== 2 || key === undefined || value === undefined)
      throw invalidArgument(
        `Key-value delimiter must appear exactly once in each entry. Bad input: ${quote}${entry}${quote}`,
      );
    return [key, value];
  });
}
