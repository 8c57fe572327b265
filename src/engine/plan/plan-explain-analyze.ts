import type { LogicalPlan } from './plan.ts';

/** A plan that runs another one, drops its rows and tells what running it took (EXPLAIN ANALYZE): one row of text. */
export function planExplainAnalyze(inner: LogicalPlan, verbose: boolean): LogicalPlan {
  const { root, context } = inner;
  const outputSymbol = context.newSymbol('query plan', { kind: 'varchar' });
  return {
    ...inner,
    root: {
      '@type': 'output',
      id: context.nextId(),
      source: {
        '@type': 'explainAnalyze',
        id: context.nextId(),
        source: root.source,
        outputSymbol,
        actualOutputs: root.outputs,
        verbose,
      },
      columns: ['Query Plan'],
      outputs: [outputSymbol],
    },
  };
}
