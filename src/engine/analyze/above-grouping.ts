import { mapChildren } from '../expressions/expression-tree.ts';
import type { Expression } from '../expressions/expression.ts';
import { sameExpression } from '../expressions/same-expression.ts';
import type { GroupingKey } from './analysis.ts';
import { expressionText } from './expression-text.ts';
import type { FieldAllocator } from './field-allocator.ts';
import type { Field } from './scope.ts';
import { semanticError } from './semantic-error.ts';
import type { SubqueryCollector } from './subquery-collector.ts';

export interface GroupingScope {
  readonly keys: readonly GroupingKey[];
  /** What is grouped: above, only keys and aggregates of it can be read. Fields of other scopes are like constants. */
  readonly source: readonly Field[];
  readonly subqueries: SubqueryCollector;
  readonly allocator: FieldAllocator;
  /** Symbols that are computed below the grouping: a subquery among them gets another id above it. */
  readonly below: ReadonlySet<string>;
  /** Called for symbols of aggregates and grouping operations: throws where they can't stand. */
  readonly verify: (id: string) => void;
  /** Whether a symbol of a window function can stand above the grouping, as other symbols can. @throws TrinoError where its window can't */
  readonly isReadable: (id: string) => boolean;
}

/** Moves expressions above a grouping: over its keys and aggregates. */
export class GroupingLift {
  readonly #scope: GroupingScope;
  readonly #source: ReadonlySet<string>;
  readonly #columns: ReadonlySet<string>;
  readonly #moved = new Map<string, Expression>();

  constructor(scope: GroupingScope) {
    this.#scope = scope;
    this.#source = new Set(scope.source.map(({ id }) => id));
    this.#columns = new Set(
      scope.keys.flatMap(({ expression }) => (expression.kind === 'symbol' ? [expression.name] : [])),
    );
  }

  /**
   * @returns undefined when the expression reads something that isn't the same for all rows of a group
   * @throws TrinoError when a part of it can't stand above a grouping at all
   */
  lift(expression: Expression): Expression | undefined {
    const found = { unreadable: false };
    const visit = (part: Expression): Expression => {
      if (found.unreadable) {
        return part;
      }
      const key = this.#scope.keys.find((each) => sameExpression(each.expression, part));
      if (key !== undefined) {
        return { kind: 'symbol', name: key.id, type: part.type };
      }
      if (part.kind !== 'symbol') {
        return mapChildren(part, visit);
      }
      const { subqueries, verify, isReadable } = this.#scope;
      if (subqueries.get(part.name) !== undefined) {
        const lifted = this.#liftSubquery(part);
        found.unreadable ||= lifted === undefined;
        return lifted ?? part;
      }
      found.unreadable ||= this.#source.has(part.name);
      verify(part.name);
      found.unreadable ||= !isReadable(part.name);
      return part;
    };
    const result = visit(expression);
    return found.unreadable ? undefined : result;
  }

  /** Names of the source within a subquery must be columns that rows are grouped by: their symbols stay the same above. */
  #liftSubquery(symbol: Expression & { readonly kind: 'symbol' }): Expression | undefined {
    const known = this.#moved.get(symbol.name);
    if (known !== undefined) {
      return known;
    }
    const { subqueries, allocator, below } = this.#scope;
    const subquery = subqueries.get(symbol.name);
    if (subquery === undefined) {
      return symbol;
    }
    const value = 'value' in subquery ? this.lift(subquery.value) : undefined;
    if ('value' in subquery && value === undefined) {
      return undefined;
    }
    const wrong = subqueries.usesIn(symbol.name).find(({ field }) => this.#isDifferentInGroup(field));
    if (wrong !== undefined) {
      throw semanticError(
        'EXPRESSION_NOT_AGGREGATE',
        wrong.node,
        `Subquery uses '${expressionText(wrong.node)}' which must appear in GROUP BY clause`,
      );
    }
    const id = below.has(symbol.name) ? allocator.next('subquery') : symbol.name;
    const moved = { ...symbol, name: id };
    subqueries.replace({ ...subquery, id, ...(value !== undefined && { value }) });
    this.#moved.set(symbol.name, moved);
    return moved;
  }

  #isDifferentInGroup({ id }: Field): boolean {
    return this.#source.has(id) && !this.#columns.has(id);
  }
}
