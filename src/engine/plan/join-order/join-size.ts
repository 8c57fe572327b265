import type { EquiJoinClause } from '../../../../generated/worker/types.ts';
import { conjunction } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { outputsOf } from '../plan-nodes.ts';
import { guess } from '../stats/estimate.ts';
import { estimateJoin } from '../stats/estimate-join.ts';
import { outputSize } from '../stats/output-size.ts';
import { isUnknown } from '../stats/relation-estimate.ts';
import type { RelationEstimate } from '../stats/relation-estimate.ts';
import type { GraphCondition, JoinGraph, RelationSet } from './join-graph.ts';

/** How two sets of relations are joined. */
export interface Link {
  readonly criteria: readonly EquiJoinClause[];
  /** Conditions that only the join of both can be asked. */
  readonly conditions: readonly GraphCondition[];
}

/** Rows and bytes of a graph's sets of relations, whatever their order. */
export class JoinSizes {
  readonly #graph: JoinGraph;
  readonly #context: PlanContext;
  readonly #estimates = new Map<RelationSet, RelationEstimate>();
  readonly #bytes = new Map<RelationSet, number>();
  /** Bytes a row of each symbol. */
  readonly #widths = new Map<string, number>();
  readonly #relationsNeeding: ReadonlyMap<string, RelationSet>;
  readonly #outputs: ReadonlySet<string>;

  constructor(graph: JoinGraph, context: PlanContext) {
    this.#graph = graph;
    this.#context = context;
    this.#outputs = new Set(graph.outputs);
    this.#relationsNeeding = relationsNeeding(graph);
    graph.relations.forEach((relation, i) => {
      const estimate = guess(relation, context);
      this.#estimates.set(1 << i, estimate);
      for (const symbol of outputsOf(relation)) {
        const rows = estimate.rowCount === 0 ? 1 : estimate.rowCount;
        this.#widths.set(symbol, outputSize(estimate, [symbol], context.symbols) / rows);
      }
    });
  }

  /** Whether the size of every relation is known. */
  get areKnown(): boolean {
    return this.#graph.relations.every((_, i) => !isUnknown(this.#estimateOf(1 << i)));
  }

  rowCount(set: RelationSet): number {
    return this.#estimateOf(set).rowCount;
  }

  /** Bytes of the columns that are still needed. */
  bytes(set: RelationSet): number {
    let bytes = this.#bytes.get(set);
    if (bytes === undefined) {
      const width = this.#neededOf(set).reduce((sum, symbol) => sum + (this.#widths.get(symbol) ?? 0), 0);
      bytes = width * this.rowCount(set);
      this.#bytes.set(set, bytes);
    }
    return bytes;
  }

  /** Learns how many rows the join of two sets has; the first way that a set is joined counts. */
  join(left: RelationSet, right: RelationSet, link: Link): void {
    if (this.#estimates.has(left | right)) {
      return;
    }
    const { settings, symbols } = this.#context;
    const condition =
      link.conditions.length === 0
        ? undefined
        : conjunction(link.conditions.map(({ expression }) => expression));
    const joined = estimateJoin(
      { type: 'INNER', criteria: link.criteria },
      condition,
      this.#estimateOf(left),
      this.#estimateOf(right),
      {
        types: symbols,
        independence: settings.filterConjunctionIndependence,
        clauseIndependence: settings.joinMultiClauseIndependence,
      },
    );
    const compared = this.#comparedOf(left | right);
    this.#estimates.set(left | right, {
      rowCount: joined.rowCount,
      symbols: new Map([...joined.symbols].filter(([symbol]) => compared.has(symbol))),
    });
  }

  #estimateOf(set: RelationSet): RelationEstimate {
    const estimate = this.#estimates.get(set);
    if (estimate === undefined) {
      throw new TypeError(`Nothing was joined to relations ${set.toString(2)}`);
    }
    return estimate;
  }

  #neededOf(set: RelationSet): readonly string[] {
    const needed: string[] = [];
    this.#graph.relations.forEach((relation, i) => {
      if ((set & (1 << i)) !== 0) {
        for (const symbol of outputsOf(relation)) {
          if (this.#outputs.has(symbol) || ((this.#relationsNeeding.get(symbol) ?? 0) & ~set) !== 0) {
            needed.push(symbol);
          }
        }
      }
    });
    return needed;
  }

  /** Symbols of a set that joins with other relations compare. */
  #comparedOf(set: RelationSet): ReadonlySet<string> {
    const compared = new Set<string>();
    for (const [symbol, relations] of this.#relationsNeeding) {
      if ((relations & ~set) !== 0) {
        compared.add(symbol);
      }
    }
    return compared;
  }
}

/** For each symbol that conditions read the relations that it is compared with. */
function relationsNeeding(graph: JoinGraph): ReadonlyMap<string, RelationSet> {
  const needing = new Map<string, RelationSet>();
  const add = (symbol: string, set: RelationSet): void => {
    needing.set(symbol, (needing.get(symbol) ?? 0) | set);
  };
  for (const symbols of graph.equalities) {
    const set = symbols.reduce((all, { relation }) => all | (1 << relation), 0);
    for (const { name } of symbols) {
      add(name, set);
    }
  }
  for (const { relations, symbols } of graph.conditions) {
    for (const symbol of symbols) {
      add(symbol, relations);
    }
  }
  return needing;
}
