import type { Type } from '../../types/type.ts';
import type { Instant, MapValue, Value } from './value.ts';

/**
 * Texts that are equal for equal values of a type, and differ for others: what sets and maps of values are kept by. NULL equals
 * NULL here, and NaN itself, as where Trino groups.
 */
export function valueKey(type: Type): (value: Value) => string {
  const present = presentKey(type);
  return (value) => (value === null ? 'N' : present(value));
}

function presentKey(type: Type): (value: Value) => string {
  switch (type.kind) {
    case 'varchar':
    case 'char':
    case 'json':
      return (value) => `${(value as string).length}:${value as string}`;
    case 'real':
    case 'double':
      // -0 is 0.
      return (value) => `${(value as number) + 0};`;
    case 'time with time zone':
    case 'timestamp with time zone':
      return (value) => `${(value as Instant).picos};`;
    case 'array': {
      const element = valueKey(type.element);
      return (value) => `[${(value as readonly Value[]).map(element).join('')}]`;
    }
    case 'row': {
      const fields = type.fields.map((field) => valueKey(field.type));
      return (value) =>
        `(${(value as readonly Value[]).map((part, index) => (fields[index] as (value: Value) => string)(part)).join('')})`;
    }
    case 'map': {
      const key = valueKey(type.key);
      const one = valueKey(type.value);
      return (value) => {
        const { keys, values } = value as MapValue;
        return `{${keys
          .map((name, index) => key(name) + one(values[index] as Value))
          .sort()
          .join('')}}`;
      };
    }
    default:
      return (value) =>
        value instanceof Uint8Array ? `${Buffer.from(value).toString('hex')};` : `${value as number};`;
  }
}
