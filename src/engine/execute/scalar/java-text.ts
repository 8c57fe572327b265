import { formatDouble, formatReal } from '../../values/double-text.ts';
import type { Type } from '../../types/type.ts';
import type { QuerySession } from '../translate/query-session.ts';
import { castValue } from './cast/cast-value.ts';
import type { MapValue, Value } from './value.ts';

/**
 * Values as Java writes them, for the messages that show one: `1.5`, `[1, a]` for arrays and rows, `{x=1}` for maps.
 * @returns undefined when the type has no text
 */
export function javaText(type: Type, session: QuerySession): ((value: Value) => string) | undefined {
  const orNull = (text: (value: Value) => string) => (value: Value) =>
    value === null ? 'null' : text(value);
  switch (type.kind) {
    case 'unknown':
      return () => 'null';
    case 'double':
      return (value) => formatDouble(value as number);
    case 'real':
      return (value) => formatReal(value as number);
    case 'array': {
      const element = javaText(type.element, session);
      return element && ((value) => `[${(value as readonly Value[]).map(orNull(element)).join(', ')}]`);
    }
    case 'map': {
      const [key, entry] = [javaText(type.key, session), javaText(type.value, session)];
      if (key === undefined || entry === undefined) return undefined;
      return (value) => {
        const { keys, values } = value as MapValue;
        return `{${keys.map((each, index) => `${key(each)}=${orNull(entry)(values[index] ?? null)}`).join(', ')}}`;
      };
    }
    case 'row': {
      const fields = type.fields.map((field) => javaText(field.type, session));
      if (fields.includes(undefined)) return undefined;
      return (value) => {
        const texts = (value as readonly Value[]).map((part, index) =>
          orNull(fields[index] as (value: Value) => string)(part),
        );
        return `[${texts.join(', ')}]`;
      };
    }
    default: {
      const text = castValue(type, { kind: 'varchar' }, session);
      return text && ((value) => text(value) as string);
    }
  }
}

/** Whether an array, map or row holds NULL somewhere. */
export function holdsNull(value: Value, type: Type): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'array':
      return (value as readonly Value[]).some((element) => holdsNull(element, type.element));
    case 'map':
      return (value as MapValue).values.some((entry) => holdsNull(entry, type.value));
    case 'row':
      return (value as readonly Value[]).some((part, index) =>
        holdsNull(part, (type.fields[index] as (typeof type.fields)[number]).type),
      );
    default:
      return false;
  }
}
