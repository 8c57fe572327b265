import type { OrderingScheme, PlanNode } from '../../../generated/worker/types.ts';
import type { Analysis, BodyAnalysis, QueryAnalysis, SelectAnalysis, SortKey } from '../analyze/analysis.ts';
import type { Metadata } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import { ComputedColumns } from './computed-columns.ts';
import { orderingSchemeOf } from './ordering-scheme.ts';
import { planGrouping } from './plan-grouping.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, filter, outputsOf, project, restrict } from './plan-nodes.ts';
import { planRelation } from './plan-relation.ts';
import { planWindows } from './plan-windows.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { planCondition, planSubqueries } from './subqueries/plan-subqueries.ts';
import { Translation } from './translation.ts';

/** A limit beyond this limits nothing, and isn't a number that JSON carries exactly. */
const maxCount = BigInt(Number.MAX_SAFE_INTEGER);
const maxBigint = 2n ** 63n - 1n;
const maxRank = 2_147_483_647n;
/** How many sorted rows a query may ask for, be there as few as there may. */
const maxTopN = 2_147_483_647n;

/** Makes the first, straightforward plan of a query: what SQL says, in the order it says it. Rules do the rest. */
export class QueryPlanner {
  readonly #context: PlanContext;
  readonly #session: PlanSession;

  constructor(context: PlanContext, metadata: Metadata, subqueries: Analysis['subqueries']) {
    this.#context = context;
    this.#session = {
      context,
      metadata,
      subqueries,
      planQuery: (query, outer) => this.plan(query, outer),
      planRelation: (relation, translation) => planRelation(relation, this.#session, translation),
      recursions: new Map(),
    };
  }

  /**
   * The symbols are of the query's fields, in order; they may repeat.
   * @param outer what the enclosing query knows, if there is one
   */
  plan(query: QueryAnalysis, outer?: Translation): PlannedRelation {
    const translation = new Translation(this.#context, outer);
    const body = this.#planBody(query.body, query, translation);
    const columns = new ComputedColumns(this.#context, body.node);
    const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
    const orderingScheme = orderingSchemeOf(query.orderBy, symbolOf);
    return { node: this.#planRows(query, columns.node(), orderingScheme), symbols: body.symbols };
  }

  #planBody(body: BodyAnalysis, query: QueryAnalysis, translation: Translation): PlannedRelation {
    if (body.kind === 'select') {
      return this.#planSelect(body, query.orderBy, translation);
    }
    const relation = planRelation(body, this.#session, translation);
    const node = this.#planSubqueries(
      query.orderBy.map(({ expression }) => expression),
      relation.node,
      translation,
    );
    return { node, symbols: relation.symbols };
  }

  #planSubqueries(expressions: readonly Expression[], source: PlanNode, translation: Translation): PlanNode {
    return planSubqueries(expressions, source, { session: this.#session, translation });
  }

  #planSelect(
    select: SelectAnalysis,
    orderBy: readonly SortKey[],
    translation: Translation,
  ): PlannedRelation {
    const context = this.#context;
    const scope = { session: this.#session, translation };
    let { node } = planRelation(select.from, this.#session, translation);
    if (select.where !== undefined) {
      node = planCondition(select.where, node, scope);
    }
    if (select.grouping !== undefined) {
      node = planGrouping(select.grouping, node, this.#session, translation);
    }
    if (select.having !== undefined) {
      node = planCondition(select.having, node, scope);
    }
    const { windows = [], windowMeasures = [] } = select;
    if (windows.length > 0 || windowMeasures.length > 0)
      node = planWindows(windows, windowMeasures, node, this.#session, translation);
    node = this.#planSubqueries(
      select.outputs.map(({ expression }) => expression),
      node,
      translation,
    );
    const outputs = this.#planOutputs(node, select, translation);
    if (select.distinct) {
      const keys = [...new Set(outputs.symbols)];
      const distinct = aggregation(context, restrict(context, outputs.node, keys), keys, {}, 'SINGLE');
      return { node: distinct, symbols: outputs.symbols };
    }
    const sorted = this.#planSubqueries(
      orderBy.map(({ expression }) => expression),
      outputs.node,
      translation,
    );
    return { node: sorted, symbols: outputs.symbols };
  }

  /** SELECT's expressions beside what is there, which ORDER BY may read. */
  #planOutputs(source: PlanNode, select: SelectAnalysis, translation: Translation): PlannedRelation {
    const context = this.#context;
    const passed = new Set(outputsOf(source));
    const assignments = new Map<string, Expression>(
      [...passed].map((symbol) => [symbol, context.reference(symbol)]),
    );
    const symbols = select.outputs.map(({ field, expression }) => {
      const translated = translation.translate(expression);
      const symbol =
        translated.kind === 'symbol' && passed.has(translated.name)
          ? translated.name
          : context.symbolFor(translated);
      assignments.set(symbol, translated);
      translation.bind(field.id, symbol);
      return symbol;
    });
    return { symbols, node: project(context, source, assignments) };
  }

  /** ORDER BY, OFFSET and LIMIT. @throws TrinoError NOT_SUPPORTED where more sorted rows are asked for than a top N holds */
  #planRows(query: QueryAnalysis, source: PlanNode, orderingScheme: OrderingScheme): PlanNode {
    const context = this.#context;
    let node = source;
    const { offset = 0n, limit } = query;
    if (limit !== undefined && query.withTies) {
      node = this.#withTies(node, orderingScheme, offset + limit);
    }
    if (orderingScheme.orderBy.length > 0) {
      // Stock keeps a limit and an offset apart whose sum is no count: then nothing becomes a top N.
      if (limit !== undefined && !query.withTies && limit + offset > maxTopN && limit + offset <= maxBigint) {
        throw new TrinoError('NOT_SUPPORTED', `ORDER BY LIMIT > ${maxTopN} is not supported`);
      }
      node = { '@type': 'sort', id: context.nextId(), source: node, orderingScheme, partial: false };
    }
    // With an offset, the rows to skip are counted among those that a limit lets through.
    if (limit !== undefined && !query.withTies && limit + offset <= maxCount) {
      node = {
        '@type': 'limit',
        id: context.nextId(),
        source: node,
        count: Number(limit + offset),
        partial: false,
        requiresPreSortedInputs: [],
      };
    }
    if (offset > 0n) {
      node = this.#skip(node, offset);
    }
    return node;
  }

  /** Rows are numbered in their order, and those up to the offset dropped. */
  #skip(source: PlanNode, offset: bigint): PlanNode {
    const context = this.#context;
    const symbol = context.newSymbol('row_number', { kind: 'bigint' });
    const numbered: PlanNode = {
      '@type': 'rowNumber',
      id: context.nextId(),
      source,
      partitionBy: [],
      orderSensitive: true,
      rowNumberSymbol: symbol,
    };
    const kept = filter(context, numbered, {
      kind: 'comparison',
      operator: '>',
      type: { kind: 'boolean' },
      left: context.reference(symbol),
      right: { kind: 'constant', type: { kind: 'bigint' }, value: offset },
    });
    return restrict(context, kept, outputsOf(source));
  }

  /** Rows whose rank is within the count: ties of the last one have its rank. */
  #withTies(source: PlanNode, orderingScheme: OrderingScheme, count: bigint): PlanNode {
    const context = this.#context;
    const rankingSymbol = context.newSymbol('rank_num', { kind: 'bigint' });
    const ranked: PlanNode = {
      '@type': 'topnRanking',
      id: context.nextId(),
      source,
      specification: { partitionBy: [], orderingScheme },
      rankingType: 'RANK',
      rankingSymbol,
      maxRankingPerPartition: Number(count > maxRank ? maxRank : count),
      partial: false,
    };
    return restrict(context, ranked, outputsOf(source));
  }
}
