import type {
  AggregationNode,
  FilterNode,
  JoinNode,
  PlanNode,
  RowNumberNode,
  TopNNode,
  TopNRankingNode,
  UnionNode,
  ValuesNode,
} from '../../../../generated/worker/types.ts';
import type { Metadata } from '../../catalog/metadata.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjunction, conjuncts } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, outputsOf, rowsOf } from '../plan-nodes.ts';
import { estimateExpression } from './estimate-expression.ts';
import { estimateFilter } from './estimate-filter.ts';
import { combinations, estimateGroups } from './estimate-groups.ts';
import { estimateJoin } from './estimate-join.ts';
import type { JoinSettings } from './estimate-join.ts';
import { addOverlappingEstimates, unknownFilterFactor } from './estimate-math.ts';
import { estimateSemiJoin } from './estimate-semi-join.ts';
import { estimateScan } from './estimate-scan.ts';
import { estimateValues } from './estimate-values.ts';
import { normalizeEstimate } from './normalize-estimate.ts';
import { outputSize } from './output-size.ts';
import {
  isUnknown,
  symbolOf,
  unknownRelation,
  unknownSymbol,
  withRowCount,
  withSymbols,
} from './relation-estimate.ts';
import type { RelationEstimate, SymbolEstimate } from './relation-estimate.ts';

/** What is expected of a node's output. Unknown numbers are NaN. */
export interface NodeEstimate extends RelationEstimate {
  /** Bytes of all its rows in pages. */
  readonly outputSize: number;
}

/** A step that finds a task's rows before they meet is taken to run once for so many rows. */
const rowsOfPartialStep = 1_000_000;

/**
 * What a plan node's output is expected to be, as Trino's own estimates (compared with SHOW STATS FOR on a stock server). Works on
 * plans with and without exchanges. Nodes don't change, so each is estimated once.
 */
export function estimate(
  node: PlanNode,
  context: PlanContext,
  metadata: Metadata | undefined = context.metadata,
): NodeEstimate {
  const known = estimateRows(node, context, metadata);
  return { ...known, outputSize: outputSize(known, outputsOf(node), context.symbols) };
}

/** The same without the size. */
export function estimateRows(
  node: PlanNode,
  context: PlanContext,
  metadata: Metadata | undefined = context.metadata,
): RelationEstimate {
  return new Estimator(context, metadata, false).of(node);
}

/**
 * What decisions are made by: as `estimate`, but what Trino leaves unknown is guessed, so that one LIKE doesn't hide how large the
 * tables are.
 */
export function guess(node: PlanNode, context: PlanContext): RelationEstimate {
  return new Estimator(context, context.metadata, true).of(node);
}

/** The share of a relation's rows that are groups of keys of which nothing is known: a guess. */
const groupsPerRow = 0.1;

class Estimator {
  readonly #context: PlanContext;
  readonly #metadata: Metadata | undefined;
  readonly #guesses: boolean;
  readonly #known: WeakMap<PlanNode, RelationEstimate>;

  constructor(context: PlanContext, metadata: Metadata | undefined, guesses: boolean) {
    this.#context = context;
    this.#metadata = metadata;
    this.#guesses = guesses;
    this.#known = guesses ? context.guesses : context.estimates;
  }

  of(node: PlanNode): RelationEstimate {
    if (!this.#context.settings.statistics) {
      return unknownRelation;
    }
    let known = this.#known.get(node);
    if (known === undefined) {
      known = this.#estimate(node);
      this.#known.set(node, known);
    }
    return known;
  }

  #estimate(node: PlanNode): RelationEstimate {
    const types = this.#context.symbols;
    switch (node['@type']) {
      case 'tablescan':
        return estimateScan(node, this.#context, this.#metadata);
      case 'values':
        return this.#values(node);
      case 'filter':
        return this.#filter(node);
      case 'project': {
        const source = this.of(node.source);
        const symbols = [...assignmentsOf(node, this.#context)].map(
          ([symbol, expression]): [string, SymbolEstimate] => [
            symbol,
            estimateExpression(expression, source),
          ],
        );
        return normalizeEstimate({ rowCount: source.rowCount, symbols: new Map(symbols) }, types);
      }
      case 'output':
      case 'sort':
      case 'markDistinct':
        return this.of(node.source);
      case 'join':
        return this.#join(node);
      case 'semijoin':
        // Nothing is known of the marker; a filter over it looks at both sides.
        return this.of(node.source);
      case 'aggregation':
        return this.#aggregation(node);
      case 'limit':
        return this.#atMost(this.of(node.source), Number(node.count));
      case 'topn':
        return this.#topN(node);
      case 'union':
        return this.#union(node);
      case 'exchange':
        return this.#merged(
          node.sources,
          node.partitioningScheme.outputLayout.map((output, i) => [
            output,
            node.inputs.map((inputs) => inputs[i] ?? ''),
          ]),
        );
      case 'scalar': {
        const source = this.of(node.source);
        return normalizeEstimate(withRowCount(source, 1), types);
      }
      case 'assignUniqueId': {
        const source = this.of(node.source);
        const id: SymbolEstimate = {
          ...unknownSymbol,
          nullsFraction: 0,
          averageSize: NaN,
          distinctValues: source.rowCount,
        };
        return withSymbols(source, [[node.idColumn, id]]);
      }
      case 'rowNumber':
        return this.#rowNumber(node);
      case 'topnRanking':
        return this.#ranking(node);
      case 'sample':
        // As in stock: what is known of values stays, how many rows there are isn't told.
        return this.#guesses
          ? this.#atMost(this.of(node.source), this.of(node.source).rowCount * Number(node.sampleRatio))
          : withRowCount(this.of(node.source), NaN);
      case 'window':
        return this.#guesses ? this.of(node.source) : unknownRelation;
      case 'distinctlimit':
        return this.#guesses
          ? this.#atMost(this.#groups(this.of(node.source), node.distinctSymbols), Number(node.limit))
          : unknownRelation;
      default:
        return unknownRelation;
    }
  }

  #settings(): JoinSettings {
    const { settings, symbols } = this.#context;
    return {
      types: symbols,
      independence: settings.filterConjunctionIndependence,
      clauseIndependence: settings.joinMultiClauseIndependence,
    };
  }

  #values(node: ValuesNode): RelationEstimate {
    const rows = rowsOf(node, this.#context);
    return rows === undefined
      ? { rowCount: node.rowCount, symbols: new Map() }
      : normalizeEstimate(estimateValues(node.outputSymbols, rows), this.#context.symbols);
  }

  #filter(node: FilterNode): RelationEstimate {
    const predicate = this.#context.read(node.predicate);
    const overSemiJoin = this.#overSemiJoin(node.source, predicate);
    if (overSemiJoin !== undefined) {
      return overSemiJoin;
    }
    const source = this.of(node.source);
    const result = this.#filtered(source, predicate);
    if (!isUnknown(result) || isUnknown(source)) {
      return result;
    }
    const { defaultFilterFactor, approximateUnknownFilters } = this.#context.settings;
    return this.#guesses || defaultFilterFactor || (approximateUnknownFilters && isOverGrouping(node.source))
      ? normalizeEstimate(withRowCount(source, source.rowCount * unknownFilterFactor), this.#context.symbols)
      : result;
  }

  #filtered(source: RelationEstimate, predicate: Expression): RelationEstimate {
    return estimateFilter(source, predicate, this.#settings());
  }

  /** A filter on a semijoin's marker: IN or NOT IN; undefined when it is another filter. */
  #overSemiJoin(source: PlanNode, predicate: Expression): RelationEstimate | undefined {
    const semiJoin = source['@type'] === 'project' ? source.source : source;
    if (semiJoin['@type'] !== 'semijoin') {
      return undefined;
    }
    const isMarker = (term: Expression): boolean =>
      term.kind === 'symbol' && term.name === semiJoin.semiJoinOutput;
    const terms = conjuncts(predicate);
    const marker = terms.find((term) => isMarker(term) || (term.kind === 'not' && isMarker(term.value)));
    if (marker === undefined) {
      return undefined;
    }
    const left = this.of(semiJoin.source);
    const right = this.of(semiJoin.filteringSource);
    const joined = estimateSemiJoin(
      isMarker(marker) ? 'IN' : 'NOT IN',
      left,
      right,
      semiJoin.sourceJoinSymbol,
      semiJoin.filteringSourceJoinSymbol,
    );
    const rest = terms.filter((term) => term !== marker);
    if (isUnknown(joined) || rest.length === 0) {
      return normalizeEstimate(joined, this.#context.symbols);
    }
    const filtered = this.#filtered(joined, conjunction(rest));
    return isUnknown(filtered) ? withRowCount(joined, joined.rowCount * unknownFilterFactor) : filtered;
  }

  #join(node: JoinNode): RelationEstimate {
    const condition = node.filter === undefined ? undefined : this.#context.read(node.filter);
    const joined = estimateJoin(node, condition, this.of(node.left), this.of(node.right), this.#settings());
    return normalizeEstimate(joined, this.#context.symbols, outputsOf(node));
  }

  #aggregation(node: AggregationNode): RelationEstimate {
    const source = this.of(node.source);
    const { groupingKeys, groupingSetCount } = node.groupingSets;
    if (node.step === 'PARTIAL') {
      // Each task has a group of its own for a key; how many there are isn't known here.
      return normalizeEstimate(source, this.#context.symbols, groupingKeys);
    }
    if (groupingSetCount > 1 && groupingKeys.length === 0) {
      return unknownRelation;
    }
    return this.#groups(source, groupingKeys);
  }

  #groups(source: RelationEstimate, keys: readonly string[]): RelationEstimate {
    const groups = estimateGroups(source, keys);
    const guessed =
      this.#guesses && isUnknown(groups)
        ? withRowCount(groups, Math.max(1, source.rowCount * groupsPerRow))
        : groups;
    return normalizeEstimate(guessed, this.#context.symbols);
  }

  #atMost(source: RelationEstimate, count: number): RelationEstimate {
    return source.rowCount <= count
      ? source
      : normalizeEstimate(withRowCount(source, count), this.#context.symbols);
  }

  #topN({ source: below, count, step }: TopNNode): RelationEstimate {
    const source = this.of(below);
    const isPartial = step === 'PARTIAL';
    if (isPartial && isUnknown(source)) {
      return unknownRelation;
    }
    const steps = isPartial ? Math.max(1, source.rowCount / rowsOfPartialStep) : 1;
    return this.#atMost(source, Number(count) * steps);
  }

  #union(node: UnionNode): RelationEstimate {
    return this.#merged(node.sources, Object.entries(node.outputToInputs));
  }

  /** Rows of several nodes under common names; values of one are taken to be among the others'. */
  #merged(
    sources: readonly PlanNode[],
    outputs: readonly (readonly [string, readonly string[]])[],
  ): RelationEstimate {
    const renamed = sources.map((source, i): RelationEstimate => {
      const known = this.of(source);
      return {
        rowCount: known.rowCount,
        symbols: new Map(outputs.map(([output, inputs]) => [output, symbolOf(known, inputs[i] ?? '')])),
      };
    });
    const [first = unknownRelation, ...rest] = renamed;
    return rest.length === 0
      ? first
      : normalizeEstimate(rest.reduce(addOverlappingEstimates, first), this.#context.symbols);
  }

  #rowNumber(node: RowNumberNode): RelationEstimate {
    const source = this.of(node.source);
    const partitions = Math.min(combinations(source, node.partitionBy), source.rowCount);
    const perPartition = Math.min(source.rowCount / partitions, node.maxRowCountPerPartition ?? Infinity);
    const rowCount = node.maxRowCountPerPartition === undefined ? source.rowCount : partitions * perPartition;
    return this.#numbered(source, rowCount, perPartition, node.rowNumberSymbol);
  }

  #ranking(node: TopNRankingNode): RelationEstimate {
    const source = this.of(node.source);
    const partitions = Math.min(combinations(source, node.specification.partitionBy), source.rowCount);
    const perPartition = Math.min(source.rowCount / partitions, node.maxRankingPerPartition);
    return this.#numbered(source, partitions * perPartition, perPartition, node.rankingSymbol);
  }

  #numbered(source: RelationEstimate, rowCount: number, most: number, symbol: string): RelationEstimate {
    const number: SymbolEstimate = {
      low: 1,
      high: Infinity,
      nullsFraction: 0,
      averageSize: NaN,
      distinctValues: most,
    };
    return normalizeEstimate(
      withSymbols(withRowCount(source, rowCount), [[symbol, number]]),
      this.#context.symbols,
    );
  }
}

function isOverGrouping(node: PlanNode): boolean {
  const source = node['@type'] === 'project' ? node.source : node;
  return source['@type'] === 'aggregation';
}
