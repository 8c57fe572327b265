import { sameExpression } from '../expressions/same-expression.ts';
import type { SubqueryExpressionAnalysis } from './analysis.ts';
import { shapeOf } from './analysis-parts.ts';
import type { QueryContext } from './query-context.ts';
import { sameQuery } from './same-query.ts';
import type { FieldUse, Scope } from './scope.ts';

/** A subquery that isn't known yet: analysed, without its id. */
export type NewSubquery = SubqueryExpressionAnalysis extends infer Each
  ? Each extends SubqueryExpressionAnalysis
    ? Omit<Each, 'id'>
    : never
  : never;

/**
 * The subqueries in the expressions of one clause, or of the clauses of one SELECT: equal ones are one. All of them are in the
 * statement's map, too.
 */
export class SubqueryCollector {
  /** The relation around the subqueries. */
  readonly source: Scope;
  readonly #context: QueryContext;
  /** Ids of those that look alike. */
  readonly #alike = new Map<string, string[]>();
  readonly #uses = new Map<string, readonly FieldUse[]>();

  constructor(context: QueryContext, source: Scope) {
    this.source = source;
    this.#context = context;
  }

  /** @param uses names within the query that mean fields of the source */
  add(subquery: NewSubquery, uses: readonly FieldUse[] = []): SubqueryExpressionAnalysis {
    const { subqueries, allocator } = this.#context;
    const shape = shapeOf(subquery, 'without ids');
    const alike = this.#alike.get(shape) ?? [];
    const known = alike
      .map((id) => subqueries.get(id))
      .find((each) => each !== undefined && isSame(each, subquery, subqueries));
    if (known !== undefined) {
      return known;
    }
    const added: SubqueryExpressionAnalysis = { ...subquery, id: allocator.next('subquery') };
    subqueries.set(added.id, added);
    this.#alike.set(shape, [...alike, added.id]);
    this.#uses.set(added.id, uses);
    return added;
  }

  get(id: string): SubqueryExpressionAnalysis | undefined {
    return this.#uses.has(id) ? this.#context.subqueries.get(id) : undefined;
  }

  /** The names within a subquery that mean fields of the source, in the order of the text. */
  usesIn(id: string): readonly FieldUse[] {
    return [...(this.#uses.get(id) ?? [])].sort(
      ({ node: { location: a } }, { node: { location: b } }) =>
        a.lineNumber - b.lineNumber || a.columnNumber - b.columnNumber,
    );
  }

  /** Puts another form in the place of a subquery that was added. */
  replace(subquery: SubqueryExpressionAnalysis): void {
    this.#context.subqueries.set(subquery.id, subquery);
  }
}

function isSame(
  known: SubqueryExpressionAnalysis,
  other: NewSubquery,
  all: ReadonlyMap<string, SubqueryExpressionAnalysis>,
): boolean {
  switch (known.kind) {
    case 'scalar':
    case 'exists':
      break;
    case 'in':
      if (other.kind !== 'in' || !sameExpression(known.value, other.value)) {
        return false;
      }
      break;
    case 'quantified':
      if (
        other.kind !== 'quantified' ||
        other.operator !== known.operator ||
        other.quantifier !== known.quantifier ||
        !sameExpression(known.value, other.value)
      ) {
        return false;
      }
      break;
    default: {
      const never: never = known;
      return never;
    }
  }
  const output = (each: NewSubquery): unknown => ('output' in each ? each.output : undefined);
  return (
    known.kind === other.kind && sameQuery([known.query, output(known)], [other.query, output(other)], all)
  );
}
