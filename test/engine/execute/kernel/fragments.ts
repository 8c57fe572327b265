import type { Kernel, KernelTask } from '../../../../src/engine/execute/kernel.ts';
import type {
  PlanFragment,
  PlanNode,
  PartitioningScheme,
  SessionRepresentation,
} from '../../../../generated/worker/types.ts';
import { collect, rowsOf } from './recorded-query.ts';

const single: PartitioningScheme['partitioning'] = partitioning('SINGLE', 'SINGLE');

/** A partitioning of the server's own. @param symbols columns it is by */
export function partitioning(
  kind: 'SINGLE' | 'FIXED',
  fn: 'SINGLE' | 'HASH' | 'ROUND_ROBIN',
  ...symbols: readonly string[]
): PartitioningScheme['partitioning'] {
  return {
    handle: {
      connectorHandle: {
        '@type': 'system:io.trino.sql.planner.SystemPartitioningHandle',
        partitioning: kind,
        function: fn,
      },
      scaleWriters: false,
    },
    arguments: symbols.map((symbol) => ({ expression: `"${symbol}"` })),
  };
}

/** A fragment as a coordinator would send it. @param symbols types by symbol @param layout symbols of the output */
export function fragmentOf(
  root: PlanNode,
  symbols: Readonly<Record<string, string>>,
  layout: readonly string[],
  scheme: Partial<PartitioningScheme> = {},
): PlanFragment {
  return {
    id: '0',
    root,
    symbols,
    partitioning: single.handle,
    partitionedSources: [],
    outputPartitioningScheme: {
      partitioning: single,
      outputLayout: layout,
      replicateNullsAndAny: false,
      ...scheme,
    },
    statsAndCosts: { stats: {}, costs: {} },
    activeCatalogs: [],
    languageFunctions: [],
  };
}

/** A task of such a fragment. */
export function taskOf(fragment: PlanFragment, partitionCount = 1): KernelTask {
  return {
    taskId: '20260101_000000_00000_tests.0.0.0',
    fragment,
    session: {} as SessionRepresentation,
    partitionCount,
    compressed: false,
    nodeAddress: '127.0.0.1:8080',
  };
}

/** The values of expressions over one row without columns. @param expressions text and type of each */
export async function evaluate(
  kernel: Kernel,
  expressions: readonly (readonly [text: string, type: string])[],
): Promise<unknown[]> {
  return evaluateOver(kernel, {}, expressions);
}

/** The same over a row of columns. @param columns type and text of the value by symbol */
export async function evaluateOver(
  kernel: Kernel,
  columns: Readonly<Record<string, readonly [type: string, text: string]>>,
  expressions: readonly (readonly [text: string, type: string])[],
): Promise<unknown[]> {
  const inputs = Object.keys(columns);
  const names = expressions.map((_, index) => `e${index}`);
  const values: PlanNode =
    inputs.length === 0
      ? { '@type': 'values', id: '1', outputSymbols: [], rowCount: 1 }
      : {
          '@type': 'values',
          id: '1',
          outputSymbols: inputs,
          rowCount: 1,
          rows: [`ROW (${inputs.map((symbol) => columns[symbol]?.[1] ?? '').join(', ')})`],
        };
  const root: PlanNode = {
    '@type': 'project',
    id: '2',
    source: values,
    assignments: {
      assignments: Object.fromEntries(expressions.map(([text], index) => [names[index] as string, text])),
    },
  };
  const symbols = Object.fromEntries([
    ...inputs.map((symbol) => [symbol, columns[symbol]?.[0] ?? '']),
    ...expressions.map(([, type], index) => [names[index] as string, type]),
  ]) as Record<string, string>;
  const fragment = fragmentOf(root, symbols, names);
  const pages = await collect(kernel.start(taskOf(fragment)));
  const [row] = rowsOf(pages.get(0) ?? [], fragment);
  return row as unknown[];
}
