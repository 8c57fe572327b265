import { sameValue } from '../expressions/same-expression.ts';
import { sameType } from '../types/same-type.ts';
import type { SubqueryExpressionAnalysis } from './analysis.ts';
import { idPattern, isConstant, partsOf } from './analysis-parts.ts';

/**
 * Whether two parts of an analysis say the same: equal but for where they stand in the text and for the ids of what they define
 * themselves. Ids of what is around both must be the same.
 * @param subqueries of the statement: ids of subqueries are the same when their queries are
 */
export function sameQuery(
  left: unknown,
  right: unknown,
  subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>,
): boolean {
  return new Comparison(left, right, subqueries).same(left, right);
}

class Comparison {
  readonly #subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>;
  readonly #leftOwn: ReadonlySet<string>;
  readonly #rightOwn: ReadonlySet<string>;
  /** Ids of the left that stand for ids of the right, and the other way round. */
  readonly #rightOf = new Map<string, string>();
  readonly #leftOf = new Map<string, string>();

  constructor(left: unknown, right: unknown, subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>) {
    this.#subqueries = subqueries;
    this.#leftOwn = ownIds(left, subqueries);
    this.#rightOwn = ownIds(right, subqueries);
  }

  same(left: unknown, right: unknown): boolean {
    if (typeof left === 'string' && typeof right === 'string') {
      return left === right ? !this.#rightOf.has(left) : this.#sameId(left, right);
    }
    if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
      return Object.is(left, right);
    }
    if (isConstant(left) && isConstant(right)) {
      return (
        sameValue(left.value, right.value) &&
        sameType(left.type, right.type) &&
        left.parameter === right.parameter
      );
    }
    const [leftParts, rightParts] = [partsOf(left), partsOf(right)];
    return (
      leftParts.length === rightParts.length &&
      leftParts.every(([key, part], i) => {
        const other = rightParts[i];
        return other !== undefined && key === other[0] && this.same(part, other[1]);
      })
    );
  }

  #sameId(left: string, right: string): boolean {
    const known = this.#rightOf.get(left);
    if (known !== undefined || this.#leftOf.has(right)) {
      return known === right;
    }
    if (!this.#leftOwn.has(left) || !this.#rightOwn.has(right)) {
      return false;
    }
    this.#rightOf.set(left, right);
    this.#leftOf.set(right, left);
    const [one, other] = [this.#subqueries.get(left), this.#subqueries.get(right)];
    return one === other || this.same(one, other);
  }
}

/** Ids of the fields, keys, aggregates and subqueries that a part of an analysis defines, those of nested subqueries included. */
function ownIds(
  value: unknown,
  subqueries: ReadonlyMap<string, SubqueryExpressionAnalysis>,
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null || isConstant(value)) {
    return found;
  }
  for (const [key, part] of partsOf(value)) {
    if (typeof part !== 'string') {
      ownIds(part, subqueries, found);
    } else if (key === 'id' && idPattern.test(part)) {
      found.add(part);
    } else if (key === 'name' && subqueries.has(part) && !found.has(part)) {
      found.add(part);
      ownIds(subqueries.get(part), subqueries, found);
    }
  }
  return found;
}
