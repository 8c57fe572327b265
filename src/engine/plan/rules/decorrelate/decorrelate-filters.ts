import type { AggregationNode, LimitNode, PlanNode } from '../../../../../generated/worker/types.ts';
import { isDeterministic, symbolsOf } from '../../../expressions/expression-tree.ts';
import type { Expression } from '../../../expressions/expression.ts';
import { conjunction, conjuncts } from '../../../expressions/simplify.ts';
import { isInjectiveCoercion } from '../../../types/injective-coercion.ts';
import type { PlanContext } from '../../plan-context.ts';
import { aggregation, extend, filter, outputsOf, project, assignmentsOf } from '../../plan-nodes.ts';
import { freeSymbols } from '../../plan-symbols.ts';

/** A subquery without the conditions that tie it to the enclosing query: the join of the two has to keep to them. */
export interface Decorrelated {
  readonly node: PlanNode;
  /** Over columns of `node` and of the enclosing query. */
  readonly predicates: readonly Expression[];
}

interface Step extends Decorrelated {
  /** Columns that the predicates read: they have to come out. */
  readonly needed: ReadonlySet<string>;
  /** Columns that a predicate sets equal to one of the enclosing query: the same in all rows that one outer row meets. */
  readonly constants: ReadonlySet<string>;
  /** Columns that are computed of such columns only, or of nothing. */
  readonly derived: ReadonlySet<string>;
  /** Whether one outer row meets no more than one row. */
  readonly oneRow: boolean;
}

/**
 * Pulls the conditions that read columns of the enclosing query up through a subquery, as far as Trino does: through projections and
 * filters; through limits, aggregations and top rows when equality with the enclosing query tells their groups apart.
 * @param through 'filters': through projections and filters only
 * @returns undefined when the subquery can't be told from the enclosing query that way
 */
export function decorrelateFilters(
  plan: PlanNode,
  correlation: ReadonlySet<string>,
  context: PlanContext,
  through: 'all' | 'filters' = 'all',
): Decorrelated | undefined {
  const visitor = new Visitor(correlation, context, through);
  const result = visitor.visit(plan);
  return result === undefined || visitor.isCorrelated(result.node) ? undefined : result;
}

class Visitor {
  readonly #correlation: ReadonlySet<string>;
  readonly #context: PlanContext;
  readonly #through: 'all' | 'filters';

  constructor(correlation: ReadonlySet<string>, context: PlanContext, through: 'all' | 'filters') {
    this.#correlation = correlation;
    this.#context = context;
    this.#through = through;
  }

  isCorrelated(plan: PlanNode): boolean {
    return [...freeSymbols(plan, this.#context)].some((symbol) => this.#correlation.has(symbol));
  }

  visit(node: PlanNode): Step | undefined {
    switch (node['@type']) {
      case 'filter': {
        const source = this.isCorrelated(node.source) ? this.visit(node.source) : untouched(node.source);
        return source && this.#filter(node, source);
      }
      case 'project': {
        const source = this.visit(node.source);
        return source && this.#project(node, source);
      }
      default:
        break;
    }
    if (this.#through === 'filters' || !this.isCorrelated(node)) {
      return this.isCorrelated(node) ? undefined : untouched(node);
    }
    switch (node['@type']) {
      case 'scalar': {
        const source = this.visit(node.source);
        return source?.oneRow === true ? source : undefined;
      }
      case 'limit':
        return this.#limit(node);
      case 'aggregation': {
        const source = this.visit(node.source);
        return source && this.#aggregation(node, source);
      }
      default:
        return undefined;
    }
  }

  #filter(node: PlanNode & { readonly '@type': 'filter' }, source: Step): Step {
    const terms = conjuncts(this.#context.read(node.predicate));
    const correlated = terms.filter((term) => this.#reads(term));
    const others = terms.filter((term) => !this.#reads(term));
    // What a condition reads of a query further out is none of the subquery's columns.
    const outputs = outputsOf(source.node);
    const isOwn = (symbol: string): boolean => outputs.includes(symbol);
    return {
      node: others.length === 0 ? source.node : filter(this.#context, source.node, conjunction(others)),
      predicates: [...source.predicates, ...correlated],
      needed: new Set([...source.needed, ...correlated.flatMap((term) => this.#inner(term)).filter(isOwn)]),
      constants: new Set([
        ...source.constants,
        ...correlated.flatMap((term) => this.#constants(term)).filter(isOwn),
      ]),
      derived: source.derived,
      oneRow: source.oneRow,
    };
  }

  #project(node: PlanNode & { readonly '@type': 'project' }, source: Step): Step {
    const assignments = new Map(assignmentsOf(node, this.#context));
    for (const symbol of source.needed) {
      assignments.set(symbol, assignments.get(symbol) ?? this.#context.reference(symbol));
    }
    const isSame = (symbol: string): boolean => source.constants.has(symbol) || source.derived.has(symbol);
    const derived = [...assignments].filter(
      ([, expression]) => isDeterministic(expression) && [...symbolsOf(expression)].every(isSame),
    );
    return {
      ...source,
      node: project(this.#context, source.node, assignments),
      derived: new Set(derived.map(([symbol]) => symbol)),
    };
  }

  /**
   * One row of equal ones is all of them; otherwise rows are numbered within those that an outer row meets. Where the conditions read
   * the outer row only, it meets all rows or none, so that the limit may stay (not one of a single row, as in stock).
   */
  #limit(node: LimitNode): Step | undefined {
    if (Number(node.count) === 0) {
      return undefined;
    }
    if (node.source['@type'] === 'sort') {
      return this.#topRows(node, node.source);
    }
    // What is computed of the first rows may as well be computed after they are found.
    if (node.source['@type'] === 'project' && node.source.source['@type'] === 'sort') {
      const sort = node.source.source;
      const rows = this.#topRows({ ...node, source: sort }, sort);
      return rows && this.#project(node.source, rows);
    }
    const source = this.visit(node.source);
    if (source === undefined || source.oneRow) {
      return source;
    }
    if (source.needed.size === 0 && Number(node.count) > 1) {
      return { ...source, node: { ...node, source: source.node } };
    }
    if (!tellsGroups(source)) {
      return undefined;
    }
    const outputs = outputsOf(source.node);
    if (Number(node.count) === 1) {
      return outputs.every((symbol) => source.constants.has(symbol) || source.derived.has(symbol))
        ? { ...source, node: aggregation(this.#context, source.node, outputs, {}, 'SINGLE'), oneRow: true }
        : undefined;
    }
    const numbered: PlanNode = {
      '@type': 'rowNumber',
      id: this.#context.nextId(),
      source: source.node,
      partitionBy: [...source.constants].filter((symbol) => outputs.includes(symbol)),
      orderSensitive: false,
      rowNumberSymbol: this.#context.newSymbol('row_number', { kind: 'bigint' }),
      maxRowCountPerPartition: Number(node.count),
    };
    return { ...source, node: numbered };
  }

  /** ORDER BY with LIMIT: the first rows of each group that an outer row meets. */
  #topRows(node: LimitNode, sort: PlanNode & { readonly '@type': 'sort' }): Step | undefined {
    const source = this.visit(sort.source);
    if (source === undefined || source.oneRow) {
      return source;
    }
    if (source.needed.size === 0) {
      const kept: PlanNode = { ...node, source: { ...sort, source: source.node } };
      return { ...source, node: kept, oneRow: Number(node.count) === 1 };
    }
    const outputs = outputsOf(source.node);
    const partitionBy = [...source.constants].filter((symbol) => outputs.includes(symbol));
    const orderBy = sort.orderingScheme.orderBy.filter((symbol) => !partitionBy.includes(symbol));
    if (!tellsGroups(source)) {
      return undefined;
    }
    if (orderBy.length === 0) {
      return this.#limit({ ...node, source: sort.source });
    }
    const ranked: PlanNode = {
      '@type': 'topnRanking',
      id: this.#context.nextId(),
      source: source.node,
      specification: {
        partitionBy,
        orderingScheme: {
          orderBy,
          orderings: Object.fromEntries(
            Object.entries(sort.orderingScheme.orderings).filter(([symbol]) => orderBy.includes(symbol)),
          ),
        },
      },
      rankingType: 'ROW_NUMBER',
      rankingSymbol: this.#context.newSymbol('row_number', { kind: 'bigint' }),
      maxRankingPerPartition: Number(node.count),
      partial: false,
    };
    return { ...source, node: ranked, oneRow: Number(node.count) === 1 };
  }

  /** Grouped by what the predicates need as well, which is the same in all rows that one outer row meets. */
  #aggregation(node: AggregationNode, source: Step): Step | undefined {
    const { groupingKeys } = node.groupingSets;
    const added = [...source.needed].filter((symbol) => !groupingKeys.includes(symbol));
    if (
      node.groupingSets.globalGroupingSets.length > 0 ||
      node.groupIdSymbol !== undefined ||
      !added.every((symbol) => source.constants.has(symbol))
    ) {
      return undefined;
    }
    const keys = [...groupingKeys, ...added];
    return {
      ...source,
      node: aggregation(this.#context, source.node, keys, node.aggregations, 'SINGLE'),
      oneRow: keys.every((symbol) => source.constants.has(symbol)),
    };
  }

  #reads(expression: Expression): boolean {
    return [...symbolsOf(expression)].some((symbol) => this.#correlation.has(symbol));
  }

  /** What an expression reads of the subquery itself. */
  #inner(expression: Expression): readonly string[] {
    return [...symbolsOf(expression)].filter((symbol) => !this.#correlation.has(symbol));
  }

  #constants(term: Expression): readonly string[] {
    if (term.kind !== 'comparison' || term.operator !== '=') {
      return [];
    }
    return [...this.#own(term.left, term.right), ...this.#own(term.right, term.left)];
  }

  /** The subquery's column that equals what is computed of columns of the enclosing query. */
  #own(side: Expression, other: Expression): readonly string[] {
    const symbol = columnOf(side);
    const read = [...symbolsOf(other)];
    return symbol !== undefined &&
      !this.#correlation.has(symbol) &&
      read.length > 0 &&
      isDeterministic(other) &&
      read.every((each) => this.#correlation.has(each))
      ? [symbol]
      : [];
  }
}

/** The column that an expression is, or is a cast of that keeps different values different. */
function columnOf(expression: Expression): string | undefined {
  if (expression.kind === 'symbol') return expression.name;
  if (expression.kind !== 'cast' || expression.value.kind !== 'symbol') return undefined;
  return isInjectiveCoercion(expression.value.type, expression.type) ? expression.value.name : undefined;
}

/** Whether rows that differ in no constant are met by the same outer rows. */
function tellsGroups({ constants, needed }: Step): boolean {
  return constants.size > 0 && [...needed].every((symbol) => constants.has(symbol));
}

function untouched(node: PlanNode): Step {
  return { node, predicates: [], needed: new Set(), constants: new Set(), derived: new Set(), oneRow: false };
}

/** A column that is true in each row, to tell rows of the subquery from those that an outer join makes. */
export function withMarker(
  plan: PlanNode,
  context: PlanContext,
): { readonly node: PlanNode; readonly marker: string } {
  const marker = context.newSymbol('non_null', { kind: 'boolean' });
  const yes: Expression = { kind: 'constant', type: { kind: 'boolean' }, value: true };
  return { node: extend(context, plan, new Map([[marker, yes]])), marker };
}
