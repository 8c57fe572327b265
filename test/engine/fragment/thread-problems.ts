import type { PlanFragment, PlanNode } from '../../../generated/worker/types.ts';
import { outputsOf, sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { partitioningOf } from './fragment-problems.ts';

/**
 * How a stock worker's threads hold rows: one has them all, or each some. Rows that agree in all `keys` are in one; `unique` are ids
 * that a thread gave.
 */
type Threads = 'one' | { readonly keys?: readonly string[] | undefined; readonly unique?: readonly string[] };

/**
 * What a stock worker's threads would do wrong with a fragment: a node that sees all rows, or all of a group, but whose rows several
 * threads have. The tests hold the recorded fragments to the same rules.
 */
export function threadProblems(fragment: PlanFragment): readonly string[] {
  const problems: string[] = [];
  const visit = (node: PlanNode): Threads => {
    const below = sourcesOf(node).map(visit);
    const [threads = 'one'] = below;
    const expectMet = (keys: readonly string[], held: Threads = threads): void => {
      const met =
        held === 'one' ||
        held.unique?.some((id) => keys.includes(id)) === true ||
        (keys.length > 0 && held.keys?.every((key) => keys.includes(key)) === true);
      if (!met) problems.push(`${node['@type']} ${node.id} needs rows by (${keys.join()}) in one thread`);
    };
    switch (node['@type']) {
      case 'values':
        return 'one';
      case 'tablescan':
        return { keys: undefined };
      case 'remoteSource':
        return node.orderingScheme === undefined ? { keys: undefined } : 'one';
      case 'exchange': {
        const { handle, arguments: keys } = node.partitioningScheme.partitioning;
        if (node.type === 'GATHER') return 'one';
        return partitioningOf(handle) === 'FIXED/HASH'
          ? { keys: keys.map(({ expression }) => expression?.slice(1, -1) ?? '') }
          : { keys: undefined };
      }
      case 'join':
      case 'semijoin': {
        const keys =
          node['@type'] === 'join'
            ? node.criteria.map(({ right }) => right)
            : [node.filteringSourceJoinSymbol];
        const build = below[1] ?? 'one';
        // Several threads may fill the table only if they divide it by exactly what is looked up.
        if (build !== 'one') {
          expectMet(keys, build);
          if (build.keys?.length !== keys.length)
            problems.push(`${node.id} is filled by threads that divide otherwise`);
        }
        const keepsRight = node['@type'] === 'join' && (node.type === 'RIGHT' || node.type === 'FULL');
        return keepsRight ? { keys: undefined } : kept(threads, outputsOf(node));
      }
      case 'aggregation':
        if (node.step !== 'PARTIAL') {
          const single = node.step === 'SINGLE' && node.groupingSets.globalGroupingSets.length > 0;
          expectMet(single ? [] : node.groupingSets.groupingKeys);
        }
        return kept(threads, node.groupingSets.groupingKeys);
      case 'markDistinct':
        expectMet(node.distinctSymbols);
        return threads;
      case 'rowNumber':
        expectMet(node.partitionBy);
        return threads;
      case 'window':
        expectMet(node.specification.partitionBy);
        return threads;
      case 'topnRanking':
        if (!node.partial) expectMet(node.specification.partitionBy);
        return threads;
      case 'sort':
      case 'limit':
      case 'distinctlimit':
        if (!node.partial) expectMet([]);
        return threads;
      case 'topn':
        if (node.step !== 'PARTIAL') expectMet([]);
        return threads;
      case 'scalar':
        expectMet([]);
        return 'one';
      case 'project': {
        const { assignments } = node.assignments;
        return kept(
          threads,
          Object.keys(assignments).filter((symbol) => assignments[symbol] === `"${symbol}"`),
        );
      }
      case 'assignUniqueId':
        return threads === 'one'
          ? threads
          : { ...threads, unique: [...(threads.unique ?? []), node.idColumn] };
      default:
        return kept(threads, outputsOf(node));
    }
  };
  visit(fragment.root);
  return problems.map((problem) => `fragment ${fragment.id}: ${problem}`);
}

function kept(threads: Threads, symbols: readonly string[]): Threads {
  if (threads === 'one') return threads;
  const isKept = (symbol: string): boolean => symbols.includes(symbol);
  return {
    keys: threads.keys?.every(isKept) === true ? threads.keys : undefined,
    unique: threads.unique?.filter(isKept) ?? [],
  };
}
