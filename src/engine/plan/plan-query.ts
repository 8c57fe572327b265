import type { OrderingScheme, PlanNode, SortOrder } from '../../../generated/worker/types.ts';
import type {
  BodyAnalysis,
  QueryAnalysis,
  RelationAnalysis,
  SelectAnalysis,
  SortKey,
} from '../analyze/analysis.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { Expression } from '../expressions/expression.ts';
import { planGrouping } from './plan-grouping.ts';
import type { PlanContext } from './plan-context.ts';
import { aggregation, filter, outputsOf, project, restrict } from './plan-nodes.ts';
import { bindFields, planSingleRow, planTable, planValues } from './plan-relation.ts';
import type { PlannedRelation } from './plan-relation.ts';
import { Translation } from './translation.ts';

/** A limit beyond this limits nothing, and isn't a number that JSON carries exactly. */
const maxCount = BigInt(Number.MAX_SAFE_INTEGER);
const maxRank = 2_147_483_647n;

/** Makes the first, straightforward plan of a query: what SQL says, in the order it says it. Rules do the rest. */
export class QueryPlanner {
  readonly #context: PlanContext;
  readonly #metadata: Metadata;
  /** Symbols of sort keys that had to be computed, by the text of their expression. */
  readonly #sortSymbols = new Map<string, string>();

  constructor(context: PlanContext, metadata: Metadata) {
    this.#context = context;
    this.#metadata = metadata;
  }

  /** The symbols are of the query's fields, in order; they may repeat. */
  plan(query: QueryAnalysis): PlannedRelation {
    const translation = new Translation(this.#context);
    const body = this.#planBody(query.body, query, translation);
    const ordered = this.#planRows(query, body, translation);
    return { node: ordered, symbols: body.symbols };
  }

  #planBody(body: BodyAnalysis, query: QueryAnalysis, translation: Translation): PlannedRelation {
    if (body.kind === 'select') {
      return this.#planSelect(body, query, translation);
    }
    const relation = this.#planRelation(body, translation);
    bindFields(translation, body.fields, relation.symbols);
    return this.#projectKeys(relation, query.orderBy, translation);
  }

  #planRelation(relation: RelationAnalysis, translation: Translation): PlannedRelation {
    switch (relation.kind) {
      case 'table':
        return planTable(relation, this.#context, this.#metadata);
      case 'values':
        return planValues(relation, this.#context, translation);
      case 'subquery':
        return this.plan(relation.query);
      case 'singleRow':
        return planSingleRow(this.#context);
      case 'join':
      case 'setOperation':
      case 'unnest':
        throw new TrinoError('NOT_SUPPORTED', `${relation.kind} is not supported yet`);
      default: {
        const never: never = relation;
        return never;
      }
    }
  }

  #planSelect(select: SelectAnalysis, query: QueryAnalysis, translation: Translation): PlannedRelation {
    const context = this.#context;
    const from = this.#planRelation(select.from, translation);
    bindFields(translation, select.from.fields, from.symbols);
    let node = from.node;
    if (select.where !== undefined) {
      node = filter(context, node, translation.translate(select.where));
    }
    if (select.grouping !== undefined) {
      node = planGrouping(select.grouping, node, context, translation);
    }
    if (select.having !== undefined) {
      node = filter(context, node, translation.translate(select.having));
    }
    const outputs = this.#planOutputs(node, select, translation);
    if (select.distinct) {
      const keys = [...new Set(outputs.symbols)];
      const node = aggregation(context, restrict(context, outputs.node, keys), keys, {}, 'SINGLE');
      return { node, symbols: outputs.symbols };
    }
    return this.#projectKeys(outputs, query.orderBy, translation);
  }

  /** SELECT's expressions beside what is there, which ORDER BY may read. */
  #planOutputs(source: PlanNode, select: SelectAnalysis, translation: Translation): PlannedRelation {
    const context = this.#context;
    const assignments = new Map<string, Expression>(
      outputsOf(source).map((symbol) => [symbol, context.reference(symbol)]),
    );
    const symbols = select.outputs.map(({ field, expression }) => {
      const translated = translation.translate(expression);
      const symbol = translated.kind === 'symbol' ? translated.name : context.symbolFor(translated);
      assignments.set(symbol, translated);
      translation.bind(field.id, symbol);
      return symbol;
    });
    return { symbols, node: project(context, source, assignments) };
  }

  /** Gives each sort key that isn't a symbol one. */
  #projectKeys(
    relation: PlannedRelation,
    keys: readonly SortKey[],
    translation: Translation,
  ): PlannedRelation {
    const context = this.#context;
    const computed = keys
      .map(({ expression }) => translation.translate(expression))
      .filter(({ kind }) => kind !== 'symbol');
    if (computed.length === 0) {
      return relation;
    }
    const assignments = new Map<string, Expression>(
      outputsOf(relation.node).map((symbol) => [symbol, context.reference(symbol)]),
    );
    for (const expression of computed) {
      const symbol = context.symbolFor(expression);
      assignments.set(symbol, expression);
      this.#sortSymbols.set(context.write(expression), symbol);
    }
    return { symbols: relation.symbols, node: project(context, relation.node, assignments) };
  }

  /** ORDER BY, OFFSET and LIMIT. */
  #planRows(query: QueryAnalysis, body: PlannedRelation, translation: Translation): PlanNode {
    const context = this.#context;
    let { node } = body;
    const orderingScheme = this.#orderingScheme(query.orderBy, translation);
    const { offset = 0n, limit } = query;
    if (limit !== undefined && query.withTies) {
      node = this.#withTies(node, orderingScheme, offset + limit);
    }
    if (orderingScheme.orderBy.length > 0) {
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

  #orderingScheme(keys: readonly SortKey[], translation: Translation): OrderingScheme {
    const orderBy: string[] = [];
    const orderings: Record<string, SortOrder> = {};
    for (const { expression, descending, nullsFirst } of keys) {
      const translated = translation.translate(expression);
      const symbol =
        translated.kind === 'symbol'
          ? translated.name
          : this.#sortSymbols.get(this.#context.write(translated));
      // A key that comes again changes nothing.
      if (symbol !== undefined && !orderBy.includes(symbol)) {
        orderBy.push(symbol);
        orderings[symbol] = `${descending ? 'DESC' : 'ASC'}_NULLS_${nullsFirst ? 'FIRST' : 'LAST'}`;
      }
    }
    return { orderBy, orderings };
  }
}
