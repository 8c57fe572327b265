import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import type { WindowCall } from './analysis.ts';

type Window = Pick<WindowCall, 'partitionBy' | 'orderBy' | 'frame'>;

/** Whether two calls of window functions are computed the same. */
export function isSameCall(a: WindowCall, b: WindowCall): boolean {
  return (
    a.function.id === b.function.id &&
    a.ignoreNulls === b.ignoreNulls &&
    areSame(a.arguments, b.arguments) &&
    isSameWindow(a, b)
  );
}

/** Windows with a pattern are the same when it is written alike: see `WindowPattern`. */
export function isSameWindow(a: Window, b: Window): boolean {
  const orders = [a, b].map(({ orderBy }) => orderBy.map(({ expression }) => expression));
  const bounds = [a, b].map(({ frame: { start, end } }) => [start, end].flatMap(({ value }) => value ?? []));
  const shapes = [a, b].map(({ orderBy, frame }) =>
    JSON.stringify([
      orderBy.map(({ descending, nullsFirst }) => [descending, nullsFirst]),
      [frame.type, frame.start.type, frame.end.type, frame.pattern?.id],
    ]),
  );
  return (
    shapes[0] === shapes[1] &&
    areSame(a.partitionBy, b.partitionBy) &&
    areSame(orders[0] ?? [], orders[1] ?? []) &&
    areSame(bounds[0] ?? [], bounds[1] ?? [])
  );
}

function areSame(a: readonly Expression[], b: readonly Expression[]): boolean {
  return a.length === b.length && a.every((each, i) => sameExpression(each, b[i] as Expression));
}
