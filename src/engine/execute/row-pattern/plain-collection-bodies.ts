import { TrinoError } from '../../errors/trino-error.ts';
import type { SubscriptExpression } from '../../expressions/expression.ts';
import { argumentType, invalidArgument } from '../scalar/functions/function-body.ts';
import type { FunctionBodies } from '../scalar/functions/function-body.ts';
import { valueOfKey } from '../scalar/functions/map-bodies.ts';
import type { MapValue, Value } from '../scalar/value.ts';
import type { QuerySession } from '../translate/query-session.ts';

/** Functions on arrays and maps that DuckDB computes elsewhere. */
export const plainCollectionBodies: FunctionBodies = {
  $array: {
    takesNull: true,
    make:
      () =>
      (...values: readonly Value[]) =>
        values,
  },
  cardinality: {
    make: (call) => {
      switch (argumentType(call, 0).kind) {
        case 'array':
          return (values: readonly Value[]) => BigInt(values.length);
        case 'map':
          return (map: MapValue) => BigInt(map.keys.length);
        default:
          throw new TrinoError(
            'NOT_SUPPORTED',
            'cardinality of a sketch over several rows of a match is not supported yet in DEFINE',
          );
      }
    },
  },
};

/**
 * `row[n]`, `array[i]`, `map[k]` of values that aren't NULL.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT for an index or key that isn't there
 */
export function subscriptOf(
  { base: { type } }: SubscriptExpression,
  session: QuerySession,
): (base: Value, index: Value) => Value {
  switch (type.kind) {
    case 'row':
      return (row, index) => (row as readonly Value[])[Number(index) - 1] ?? null;
    case 'map': {
      const find = valueOfKey(type.key, true, session);
      return (map, key) => find(map as MapValue, key);
    }
    default:
      return (base, index) => {
        const [values, position] = [base as readonly Value[], BigInt(index as number | bigint)];
        if (position === 0n) throw invalidArgument('SQL array indices start at 1');
        if (position < 0n) throw invalidArgument(`Array subscript is negative: ${position}`);
        if (position > BigInt(values.length)) {
          throw invalidArgument(
            `Array subscript must be less than or equal to array length: ${position} > ${values.length}`,
          );
        }
        return values[Number(position) - 1] ?? null;
      };
  }
}
