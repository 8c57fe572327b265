import { joinOn } from '../../join-on.ts';
import { conjuncts } from '../../../expressions/simplify.ts';
import type { DecorrelationRule } from './correlated-join.ts';

/** A subquery that reads nothing of the row: a plain join. */
export const joinUncorrelated: DecorrelationRule = (join, context) => {
  const { type, input, subquery, correlation, condition } = join;
  return correlation.size > 0
    ? undefined
    : joinOn(context, type, input, subquery, condition === undefined ? [] : conjuncts(condition));
};
