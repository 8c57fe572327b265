import type { Type } from '../types/type.ts';

/** Whether values can be tested for equality: what `=`, DISTINCT and GROUP BY need. */
export function isComparable(type: Type): boolean {
  switch (type.kind) {
    case 'HyperLogLog':
    case 'P4HyperLogLog':
    case 'SetDigest':
    case 'tdigest':
    case 'qdigest':
    case 'LikePattern':
    case 'JoniRegExp':
    case 'JsonPath':
    case 'json2016':
    case 'JsonPath2016':
    case 'CodePoints':
    case 'function':
      return false;
    case 'array':
      return isComparable(type.element);
    case 'map':
      return isComparable(type.value);
    case 'row':
      return type.fields.every((field) => isComparable(field.type));
    default:
      return true;
  }
}

/** Whether values have an order: what `<`, ORDER BY, `min` and `max` need. */
export function isOrderable(type: Type): boolean {
  switch (type.kind) {
    case 'json':
    case 'map':
    case 'color':
      return false;
    case 'array':
      return isOrderable(type.element);
    case 'row':
      return type.fields.every((field) => isOrderable(field.type));
    default:
      return isComparable(type);
  }
}
