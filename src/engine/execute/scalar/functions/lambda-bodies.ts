import type { Type } from '../../../types/type.ts';
import { valueKey } from '../value-key.ts';
import type { MapValue, Value } from '../value.ts';
import { invalidArgument } from './function-body.ts';

type Values = readonly Value[];

/**
 * Sorts elements by how they compare, equal ones in the order they have.
 * @param comparisons by position of an element, then of each before it
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT for a comparison that isn't -1, 0 or 1
 */
export function sortByComparisons(elements: Values, comparisons: readonly (readonly number[])[]): Values {
  const order = elements.map((_, position) => position);
  order.sort((left, right) => {
    const isLater = left > right;
    const comparison = isLater ? comparisons[left]?.[right] : comparisons[right]?.[left];
    if (comparison !== -1 && comparison !== 0 && comparison !== 1)
      throw invalidArgument('Lambda comparator must return either -1, 0, or 1');
    return isLater ? comparison : -comparison;
  });
  return order.map((position) => elements[position] as Value);
}

/** All keys of two maps, each with its value in either or NULL. */
export function valuesByKey(type: Type): (left: MapValue, right: MapValue) => Values {
  const keyOf = valueKey(type);
  return (left, right) => {
    const others = new Map(right.keys.map((key, index) => [keyOf(key), right.values[index] as Value]));
    const ours = new Set(left.keys.map(keyOf));
    const rows = left.keys.map(
      (key, index): Value => [key, left.values[index] as Value, others.get(keyOf(key)) ?? null],
    );
    right.keys.forEach((key, index) => {
      if (!ours.has(keyOf(key))) rows.push([key, null, right.values[index] as Value]);
    });
    return rows;
  };
}
