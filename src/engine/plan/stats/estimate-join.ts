import type { JoinNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import { estimateBetweenSides } from './estimate-comparison.ts';
import { estimateFilter } from './estimate-filter.ts';
import type { FilterSettings } from './estimate-filter.ts';
import { addEstimates, correlatedRowCount, intersectSymbols, unknownFilterFactor } from './estimate-math.ts';
import { normalizeEstimate } from './normalize-estimate.ts';
import { isUnknown, symbolOf, unknownRelation, withRowCount, withSymbols } from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

export interface JoinSettings extends FilterSettings {
  /** `join_multi_clause_independence_factor`. */
  readonly clauseIndependence: number;
}

/** The rows of a join and what is known of both sides' symbols; of the join's own outputs the caller keeps those there are. */
export function estimateJoin(
  { type, criteria }: Pick<JoinNode, 'type' | 'criteria'>,
  condition: Expression | undefined,
  left: RelationEstimate,
  right: RelationEstimate,
  settings: JoinSettings,
): RelationEstimate {
  const flipped = (): JoinNode['criteria'] =>
    criteria.map((each) => ({ left: each.right, right: each.left }));
  const inner = estimateInner(criteria, condition, left, right, settings);
  switch (type) {
    case 'INNER':
      return inner;
    case 'LEFT':
      return withUnmatched(inner, unmatched(criteria, condition, left, right, settings), left);
    case 'RIGHT':
      return withUnmatched(inner, unmatched(flipped(), condition, right, left, settings), right);
    case 'FULL':
      return withUnmatched(
        withUnmatched(inner, unmatched(criteria, condition, left, right, settings), left),
        unmatched(flipped(), condition, right, left, settings),
        right,
      );
    default: {
      const never: never = type;
      return never;
    }
  }
}

/** Every row of the left beside every row of the right. */
export function estimateCross(
  left: RelationEstimate,
  right: RelationEstimate,
  settings: FilterSettings,
): RelationEstimate {
  return normalizeEstimate(
    { rowCount: left.rowCount * right.rowCount, symbols: new Map([...left.symbols, ...right.symbols]) },
    settings.types,
  );
}

function estimateInner(
  criteria: JoinNode['criteria'],
  condition: Expression | undefined,
  left: RelationEstimate,
  right: RelationEstimate,
  settings: JoinSettings,
): RelationEstimate {
  const cross = estimateCross(left, right, settings);
  if (criteria.length === 0) {
    return condition === undefined ? cross : estimateFilter(cross, condition, settings);
  }
  const equal = estimateCriteria(criteria, cross, settings);
  if (isUnknown(equal) || condition === undefined) {
    return equal;
  }
  const filtered = estimateFilter(equal, condition, settings);
  return isUnknown(filtered)
    ? normalizeEstimate(withRowCount(equal, equal.rowCount * unknownFilterFactor), settings.types)
    : filtered;
}

/** Several equalities of one join are mostly parts of one key, so that the further ones count for little. */
function estimateCriteria(
  criteria: JoinNode['criteria'],
  cross: RelationEstimate,
  settings: JoinSettings,
): RelationEstimate {
  const estimates = criteria.map(({ left, right }) =>
    normalizeEstimate(
      estimateBetweenSides(
        cross,
        { estimate: symbolOf(cross, left), symbol: left },
        { estimate: symbolOf(cross, right), symbol: right },
        '=',
      ),
      settings.types,
    ),
  );
  const rowCount = correlatedRowCount(cross, estimates, settings.clauseIndependence);
  return Number.isNaN(rowCount)
    ? unknownRelation
    : normalizeEstimate({ rowCount, symbols: intersectSymbols(estimates) }, settings.types);
}

/** How many of the other side's values a value is taken to be compared with; Trino's guess. */
const matchingFactor = 0.5;

/** Rows of the outer side (here the left) that find no row of the other one. */
function unmatched(
  criteria: JoinNode['criteria'],
  condition: Expression | undefined,
  left: RelationEstimate,
  right: RelationEstimate,
  settings: FilterSettings,
): RelationEstimate {
  if (right.rowCount === 0) {
    return left;
  }
  if (criteria.length === 0) {
    return condition === undefined
      ? normalizeEstimate(withRowCount(left, left.rowCount * 0), settings.types)
      : unknownRelation;
  }
  const others = criteria.length - 1 + (condition === undefined ? 0 : conjuncts(condition).length);
  let most = unknownRelation;
  for (const clause of criteria) {
    const estimate = unmatchedBy(clause, others, left, right);
    if (!isUnknown(estimate) && !(estimate.rowCount <= most.rowCount)) {
      most = estimate;
    }
  }
  return normalizeEstimate(most, settings.types);
}

function unmatchedBy(
  clause: JoinNode['criteria'][number],
  others: number,
  left: RelationEstimate,
  right: RelationEstimate,
): RelationEstimate {
  const own = symbolOf(left, clause.left);
  const matching =
    symbolOf(right, clause.right).distinctValues * matchingFactor * unknownFilterFactor ** others;
  if (own.distinctValues > matching) {
    const values = ((1 - own.nullsFraction) * (own.distinctValues - matching)) / own.distinctValues;
    const fraction = values + own.nullsFraction;
    const rest: SymbolEstimate = {
      ...own,
      nullsFraction: own.nullsFraction / fraction,
      distinctValues: own.distinctValues - matching,
    };
    return withSymbols(withRowCount(left, left.rowCount * fraction), [[clause.left, rest]]);
  }
  if (own.distinctValues <= matching) {
    const rest: SymbolEstimate = { ...own, low: NaN, high: NaN, nullsFraction: 1, distinctValues: 0 };
    return withSymbols(withRowCount(left, left.rowCount * own.nullsFraction), [[clause.left, rest]]);
  }
  return unknownRelation;
}

/**
 * An inner join's rows and the unmatched ones, in which the other side's symbols are NULL.
 * @param outer the side that the unmatched rows are of
 */
function withUnmatched(
  inner: RelationEstimate,
  rest: RelationEstimate,
  outer: RelationEstimate,
): RelationEstimate {
  if (isUnknown(inner) || isUnknown(rest)) {
    return {
      rowCount: NaN,
      symbols: new Map(
        [...inner.symbols].map(([symbol, known]) => [symbol, { ...known, nullsFraction: NaN }]),
      ),
    };
  }
  if (rest.rowCount === 0) {
    return inner;
  }
  const rowCount = inner.rowCount + rest.rowCount;
  const added = addEstimates(inner, rest);
  return {
    rowCount,
    symbols: new Map(
      [...inner.symbols].map(([symbol, known]) => {
        if (!rest.symbols.has(symbol)) {
          const nullsFraction = (inner.rowCount * known.nullsFraction + rest.rowCount) / rowCount;
          return [symbol, { ...known, nullsFraction }];
        }
        const both = symbolOf(added, symbol);
        const most = symbolOf(outer, symbol).distinctValues;
        return [symbol, { ...both, distinctValues: Math.min(both.distinctValues, most) }];
      }),
    ),
  };
}
