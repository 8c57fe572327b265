import type {
  BetweenExpression,
  ComparisonExpression,
  Expression,
  InExpression,
} from '../../expressions/expression.ts';
import { symbolsOf } from '../../expressions/expression-tree.ts';
import { sameExpression } from '../../expressions/same-expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import type { Type } from '../../types/type.ts';
import { estimateBetweenSides, estimateWithConstant } from './estimate-comparison.ts';
import type { ComparedSide } from './estimate-comparison.ts';
import { estimateExpression } from './estimate-expression.ts';
import {
  addEstimates,
  capEstimate,
  correlatedRowCount,
  intersectSymbols,
  noRows,
  subtractEstimates,
} from './estimate-math.ts';
import { normalizeEstimate } from './normalize-estimate.ts';
import { numberLineOf } from './number-line.ts';
import {
  isUnknown,
  nullSymbol,
  symbolOf,
  unknownRelation,
  withRowCount,
  withSymbols,
} from './relation-estimate.ts';
import type { RelationEstimate } from './relation-estimate.ts';

/** What filters are estimated with. */
export interface FilterSettings {
  readonly types: ReadonlyMap<string, Type>;
  /** `filter_conjunction_independence_factor`: 1 when conditions on different columns have nothing to do with each other. */
  readonly independence: number;
}

/** What a condition leaves of a relation; an unknown estimate where nothing tells. */
export function estimateFilter(
  input: RelationEstimate,
  condition: Expression,
  settings: FilterSettings,
): RelationEstimate {
  return normalizeEstimate(visit(input, condition, settings), settings.types);
}

function visit(input: RelationEstimate, condition: Expression, settings: FilterSettings): RelationEstimate {
  switch (condition.kind) {
    case 'constant':
      return condition.value === true ? input : noRows(input);
    case 'logical':
      return condition.operator === 'AND'
        ? allOf(input, conjuncts(condition), settings)
        : anyOf(input, condition.terms, settings);
    case 'not':
      return not(input, condition.value, settings);
    case 'isNull':
      return nullOnly(input, condition.value);
    case 'comparison':
      return compare(input, condition);
    case 'between':
      return between(input, condition, settings);
    case 'in':
      return inList(input, condition);
    case 'symbol':
      return estimateWithConstant(input, sideOf(condition, input), 1, '=');
    default:
      return unknownRelation;
  }
}

/** Conditions on the same columns work on what the others leave; groups of them are taken as correlated. */
function allOf(
  input: RelationEstimate,
  terms: readonly Expression[],
  settings: FilterSettings,
): RelationEstimate {
  const estimates: RelationEstimate[] = [];
  let someUnknown = false;
  for (const group of groupsOf(terms, settings)) {
    let combined = unknownRelation;
    for (const term of group) {
      const estimate = visit(isUnknown(combined) ? input : combined, term, settings);
      if (isUnknown(estimate)) {
        someUnknown = true;
      } else {
        combined = estimate;
      }
    }
    estimates.push(combined);
  }
  if (someUnknown) {
    estimates.push(unknownRelation);
  }
  const known = estimates.filter((estimate) => !isUnknown(estimate));
  const counted = someUnknown ? [...known, unknownRelation] : known;
  const rowCount = counted.length === 0 ? NaN : correlatedRowCount(input, counted, settings.independence);
  return Number.isNaN(rowCount)
    ? unknownRelation
    : normalizeEstimate({ rowCount, symbols: intersectSymbols(known) }, settings.types);
}

/** Terms that share symbols, directly or over others; those without any are one group. */
function groupsOf(
  terms: readonly Expression[],
  { independence }: FilterSettings,
): readonly (readonly Expression[])[] {
  if (independence === 1) {
    return [terms];
  }
  let groups: { readonly symbols: ReadonlySet<string>; readonly terms: readonly Expression[] }[] = [];
  for (const term of terms) {
    const symbols = symbolsOf(term);
    const joined = groups.filter((group) =>
      symbols.size === 0
        ? group.symbols.size === 0
        : [...symbols].some((symbol) => group.symbols.has(symbol)),
    );
    const merged = {
      symbols: new Set([...joined.flatMap((group) => [...group.symbols]), ...symbols]),
      terms: [...joined.flatMap((group) => group.terms), term],
    };
    const [first] = joined;
    groups =
      first === undefined
        ? [...groups, merged]
        : groups.flatMap((group) => (group === first ? [merged] : joined.includes(group) ? [] : [group]));
  }
  return groups.map((group) => group.terms);
}

/** Rows of each term, without those that fulfil an earlier one too. */
function anyOf(
  input: RelationEstimate,
  terms: readonly Expression[],
  settings: FilterSettings,
): RelationEstimate {
  let all: RelationEstimate | undefined;
  for (const term of terms) {
    const own = visit(input, term, settings);
    if (isUnknown(own)) {
      return unknownRelation;
    }
    if (all === undefined) {
      all = own;
      continue;
    }
    const both = visit(all, term, settings);
    if (isUnknown(both)) {
      return unknownRelation;
    }
    all = capEstimate(subtractEstimates(addEstimates(all, own), both), input);
  }
  return all ?? noRows(input);
}

function not(input: RelationEstimate, condition: Expression, settings: FilterSettings): RelationEstimate {
  if (condition.kind === 'isNull') {
    const { value } = condition;
    if (value.kind !== 'symbol') {
      return unknownRelation;
    }
    const known = symbolOf(input, value.name);
    return withSymbols(withRowCount(input, input.rowCount * (1 - known.nullsFraction)), [
      [value.name, { ...known, nullsFraction: 0 }],
    ]);
  }
  return subtractEstimates(input, visit(input, condition, settings));
}

function nullOnly(input: RelationEstimate, value: Expression): RelationEstimate {
  if (value.kind !== 'symbol') {
    return unknownRelation;
  }
  const known = symbolOf(input, value.name);
  return withSymbols(withRowCount(input, input.rowCount * known.nullsFraction), [[value.name, nullSymbol]]);
}

function compare(input: RelationEstimate, comparison: ComparisonExpression): RelationEstimate {
  const { left, right, operator } = comparison;
  if (operator === '=' && left.kind === 'symbol' && sameExpression(left, right)) {
    const known = symbolOf(input, left.name);
    return withSymbols(withRowCount(input, input.rowCount * (1 - known.nullsFraction)), [
      [left.name, { ...known, nullsFraction: 0 }],
    ]);
  }
  const a = sideOf(left, input);
  if (right.kind === 'constant') {
    return right.value === null
      ? operator === 'IS DISTINCT FROM'
        ? unknownRelation
        : noRows(input)
      : estimateWithConstant(input, a, numberLineOf(right), operator);
  }
  const b = sideOf(right, input);
  const { low, high, distinctValues } = b.estimate;
  return distinctValues === 1 && low === high
    ? estimateWithConstant(input, a, low, operator)
    : estimateBetweenSides(input, a, b, operator);
}

function between(
  input: RelationEstimate,
  { value, min, max, type }: BetweenExpression,
  settings: FilterSettings,
): RelationEstimate {
  if (value.kind !== 'symbol') {
    return unknownRelation;
  }
  const lower: Expression = { kind: 'comparison', type, operator: '>=', left: value, right: min };
  const upper: Expression = { kind: 'comparison', type, operator: '<=', left: value, right: max };
  // An infinite range should become a finite one first: overlaps of finite ranges are known better.
  const terms = Number.isFinite(symbolOf(input, value.name).low) ? [upper, lower] : [lower, upper];
  return allOf(input, terms, settings);
}

function inList(input: RelationEstimate, { value, list, type }: InExpression): RelationEstimate {
  let all: RelationEstimate | undefined;
  for (const item of list) {
    const own = compare(input, { kind: 'comparison', type, operator: '=', left: value, right: item });
    if (isUnknown(own)) {
      return unknownRelation;
    }
    all = all === undefined ? own : addEstimates(all, own);
  }
  if (all === undefined) {
    return noRows(input);
  }
  const known = estimateExpression(value, input);
  const rowCount = Math.min(all.rowCount, input.rowCount * (1 - known.nullsFraction));
  if (value.kind !== 'symbol') {
    return withRowCount(input, rowCount);
  }
  const listed = symbolOf(all, value.name);
  return withSymbols(withRowCount(input, rowCount), [
    [value.name, { ...listed, distinctValues: Math.min(listed.distinctValues, known.distinctValues) }],
  ]);
}

function sideOf(expression: Expression, input: RelationEstimate): ComparedSide {
  return {
    estimate: estimateExpression(expression, input),
    ...(expression.kind === 'symbol' && { symbol: expression.name }),
  };
}
