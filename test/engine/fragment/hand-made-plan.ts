import type {
  AggregationNode,
  JoinNode,
  OutputNode,
  PlanNode,
  SemiJoinNode,
  TableScanNode,
  UnionNode,
} from '../../../generated/worker/types.ts';
import type { ResolvedTable } from '../../../src/engine/catalog/metadata.ts';
import { createFragments } from '../../../src/engine/fragment/create-fragments.ts';
import type { SubPlan } from '../../../src/engine/fragment/create-fragments.ts';
import { resolveFunction } from '../../../src/engine/functions/resolve-function.ts';
import { PlanContext } from '../../../src/engine/plan/plan-context.ts';
import { aggregation, outputsOf, values } from '../../../src/engine/plan/plan-nodes.ts';
import { distributePlan } from '../../../src/engine/plan/plan.ts';
import { planOptionsFor } from '../../../src/engine/plan/plan-options.ts';
import { metadata } from '../analyze/test-session.ts';

/** Builds optimized plans by hand: what the planner would hand over for distribution. */
export class HandMadePlan {
  readonly context = new PlanContext({ metadata });

  /**
   * A scan of a table of tpch.tiny.
   * @param options.coordinatorOnly as if only the coordinator could read it
   * @returns it with the symbols of its columns
   */
  scan(
    table: string,
    columns: readonly string[],
    options: { readonly coordinatorOnly?: boolean } = {},
  ): { readonly node: TableScanNode; readonly symbols: string[] } {
    const { context } = this;
    const resolved = metadata.table({ catalog: 'tpch', schema: 'tiny', table });
    if (resolved === undefined) throw new TypeError(`no table ${table}`);
    const found = columns.map((name) => {
      const column = resolved.metadata.columns.find((each) => each.name === name);
      if (column === undefined) throw new TypeError(`no column ${name} in ${table}`);
      return { column, symbol: context.newSymbol(name, column.type) };
    });
    const node: TableScanNode = {
      '@type': 'tablescan',
      id: context.nextId(),
      table: metadata.tableHandle(resolved),
      outputSymbols: found.map(({ symbol }) => symbol),
      assignments: Object.fromEntries(
        found.map(({ column, symbol }) => [symbol, metadata.columnHandle(resolved, column.name)]),
      ),
      updateTarget: false,
      useConnectorNodePartitioning: false,
    };
    context.scans.set(node.id, {
      table: options.coordinatorOnly === true ? onCoordinator(resolved) : resolved,
      columns: new Map(found.map(({ column, symbol }) => [symbol, column])),
    });
    return { node, symbols: found.map(({ symbol }) => symbol) };
  }

  /** One row of bigint constants. */
  row(...numbers: readonly bigint[]): { readonly node: PlanNode; readonly symbols: string[] } {
    const { context } = this;
    const type = { kind: 'bigint' } as const;
    const symbols = numbers.map(() => context.newSymbol('field', type));
    const row = numbers.map((value) => ({ kind: 'constant', value, type }) as const);
    return { node: values(context, symbols, [row]), symbols };
  }

  join(
    type: JoinNode['type'],
    left: PlanNode,
    right: PlanNode,
    criteria: readonly (readonly [string, string])[],
    distributionType?: JoinNode['distributionType'],
  ): JoinNode {
    return {
      '@type': 'join',
      id: this.context.nextId(),
      type,
      left,
      right,
      criteria: criteria.map(([one, other]) => ({ left: one, right: other })),
      leftOutputSymbols: [...outputsOf(left)],
      rightOutputSymbols: [...outputsOf(right)],
      maySkipOutputDuplicates: false,
      ...(distributionType !== undefined && { distributionType }),
      dynamicFilters: {},
    };
  }

  semiJoin(
    source: PlanNode,
    filteringSource: PlanNode,
    symbols: readonly [string, string],
    distributionType: NonNullable<SemiJoinNode['distributionType']>,
  ): SemiJoinNode {
    return {
      '@type': 'semijoin',
      id: this.context.nextId(),
      source,
      filteringSource,
      sourceJoinSymbol: symbols[0],
      filteringSourceJoinSymbol: symbols[1],
      semiJoinOutput: this.context.newSymbol('expr', { kind: 'boolean' }),
      distributionType,
    };
  }

  /** @param sources with as many columns each, of the same types */
  union(...sources: readonly PlanNode[]): UnionNode {
    const { context } = this;
    const columns = outputsOf(sources[0] as PlanNode);
    const outputs = columns.map((symbol) => context.newSymbol(symbol, context.reference(symbol).type));
    return {
      '@type': 'union',
      id: context.nextId(),
      sources: [...sources],
      outputs,
      outputToInputs: Object.fromEntries(
        outputs.map((output, i) => [output, sources.map((source) => outputsOf(source)[i] as string)]),
      ),
    };
  }

  /** Groups with a count of rows. */
  count(source: PlanNode, keys: readonly string[]): AggregationNode {
    const { function: resolvedFunction } = resolveFunction('count', []);
    const symbol = this.context.newSymbol('count', { kind: 'bigint' });
    return aggregation(
      this.context,
      source,
      keys,
      { [symbol]: { resolvedFunction, arguments: [], distinct: false } },
      'SINGLE',
    );
  }

  /** The fragments for a cluster of so many workers. */
  fragments(source: PlanNode, workers: number): SubPlan {
    const outputs = [...outputsOf(source)];
    const root: OutputNode = {
      '@type': 'output',
      id: this.context.nextId(),
      source,
      columns: outputs,
      outputs,
    };
    return createFragments(distributePlan({ root, context: this.context }, planOptionsFor({ workers })));
  }
}

function onCoordinator(table: ResolvedTable): ResolvedTable {
  const connector = { ...table.catalog.connector, coordinatorOnly: true };
  return { ...table, catalog: { ...table.catalog, connector } };
}
