import { TrinoError } from '../../errors/trino-error.ts';
import type { Type } from '../../types/type.ts';
import { valueKey } from './value-key.ts';
import type { Instant, MapValue, Value } from './value.ts';

/** Whether two values that aren't NULL are equal; `null` where SQL doesn't know, because of a NULL inside. */
export type Equality = (left: Value, right: Value) => boolean | null;

/** Negative, zero or positive as the left value comes before, with or after the right one. Neither is NULL. */
export type Order = (left: Value, right: Value) => number;

/** `=` of a type. */
export function equalityOf(type: Type): Equality {
  switch (type.kind) {
    case 'array': {
      const element = equalityOf(type.element);
      return (left, right) => {
        const [a, b] = [left as readonly Value[], right as readonly Value[]];
        return (
          a.length === b.length && all(a.map((value, index) => equal(element, value, b[index] as Value)))
        );
      };
    }
    case 'row': {
      const fields = type.fields.map((field) => equalityOf(field.type));
      return (left, right) => {
        const [a, b] = [left as readonly Value[], right as readonly Value[]];
        return all(fields.map((field, index) => equal(field, a[index] as Value, b[index] as Value)));
      };
    }
    case 'map': {
      const keyOf = valueKey(type.key);
      const value = equalityOf(type.value);
      return (left, right) => {
        const [a, b] = [left as MapValue, right as MapValue];
        if (a.keys.length !== b.keys.length) return false;
        const others = new Map(b.keys.map((key, index) => [keyOf(key), b.values[index] as Value]));
        return all(
          a.keys.map((key, index) => {
            const other = others.get(keyOf(key));
            return other === undefined ? false : equal(value, a.values[index] as Value, other);
          }),
        );
      };
    }
    case 'real':
    case 'double':
      return (left, right) => left === right;
    default: {
      const order = orderOf(type);
      return (left, right) => order(left, right) === 0;
    }
  }
}

function equal(equality: Equality, left: Value, right: Value): boolean | null {
  return left === null || right === null ? null : equality(left, right);
}

/** False if any is, else unknown if any is. */
function all(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

/** Whether two values are the same where NULL is a value like any other: `IS NOT DISTINCT FROM`. */
export function sameOf(type: Type): (left: Value, right: Value) => boolean {
  const keyOf = valueKey(type);
  return (left, right) => keyOf(left) === keyOf(right);
}

/**
 * The order of a type's values.
 * @param nan where NaN stands: behind all other numbers, or before them
 * @throws TrinoError NOT_SUPPORTED where a NULL inside would decide
 */
export function orderOf(type: Type, nan: 'last' | 'first' = 'last'): Order {
  switch (type.kind) {
    case 'array': {
      const element = orderOf(type.element, nan);
      return (left, right) => {
        const [a, b] = [left as readonly Value[], right as readonly Value[]];
        for (let index = 0; index < Math.min(a.length, b.length); index++) {
          const [x, y] = [a[index] as Value, b[index] as Value];
          if (x === null || y === null) {
            throw new TrinoError(
              'NOT_SUPPORTED',
              'ARRAY comparison not supported for arrays with null elements',
            );
          }
          const order = element(x, y);
          if (order !== 0) return order;
        }
        return a.length - b.length;
      };
    }
    case 'row': {
      const fields = type.fields.map((field) => orderOf(field.type, nan));
      return (left, right) => {
        const [a, b] = [left as readonly Value[], right as readonly Value[]];
        for (const [index, field] of fields.entries()) {
          const [x, y] = [a[index] as Value, b[index] as Value];
          if (x === null || y === null) {
            throw new TrinoError(
              'NOT_SUPPORTED',
              'ROW comparison not supported for fields with null elements',
            );
          }
          const order = field(x, y);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case 'varchar':
    case 'char':
    case 'json':
      return (left, right) =>
        left === right ? 0 : Buffer.compare(Buffer.from(left as string), Buffer.from(right as string));
    case 'real':
    case 'double':
      return (left, right) => {
        const [a, b] = [left as number, right as number];
        if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
        const behind = Number(Number.isNaN(a)) - Number(Number.isNaN(b));
        return nan === 'last' ? behind : -behind;
      };
    case 'time with time zone':
    case 'timestamp with time zone':
      return (left, right) => sign((left as Instant).picos, (right as Instant).picos);
    default:
      return (left, right) =>
        left instanceof Uint8Array
          ? Buffer.compare(left, right as Uint8Array)
          : sign(left as bigint, right as bigint);
  }
}

function sign<T extends bigint | number | boolean>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether one value comes before another by `<`; a NaN inside of the values is on no side. */
export function isBefore(type: Type): (left: Value, right: Value, orEqual: boolean) => boolean {
  const order = orderOf(type);
  return (left, right, orEqual) => {
    const result = order(left, right);
    return orEqual ? result <= 0 : result < 0;
  };
}

/**
 * The greatest of some values (`direction` 1) or the least (-1), and the first of equal ones. A NaN is it only where nothing else is: it stands at
 * the other end of the order.
 */
export function extremeOf(type: Type, direction: 1 | -1): (values: readonly Value[]) => Value {
  const order = orderOf(type, direction === 1 ? 'first' : 'last');
  return (values) => values.reduce((best, value) => (order(value, best) * direction > 0 ? value : best));
}
