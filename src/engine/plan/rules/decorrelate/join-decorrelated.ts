import { conjuncts } from '../../../expressions/simplify.ts';
import { joinOn } from '../../join-on.ts';
import type { DecorrelationRule } from './correlated-join.ts';
import { decorrelateFilters } from './decorrelate-filters.ts';

/** A subquery that depends on the row by conditions only: a join on them. */
export const joinDecorrelated: DecorrelationRule = (join, context) => {
  const decorrelated = decorrelateFilters(join.subquery, join.correlation, context);
  return (
    decorrelated &&
    joinOn(context, join.type, join.input, decorrelated.node, [
      ...decorrelated.predicates,
      ...(join.condition === undefined ? [] : conjuncts(join.condition)),
    ])
  );
};
