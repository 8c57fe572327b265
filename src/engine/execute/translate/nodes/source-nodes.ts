import type { RemoteSourceNode, TableScanNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { columnsOf, from, select } from '../relation.ts';
import type { Relation } from '../relation.ts';

/** Rows of a connector's table, staged before the statement runs. @param rowLimit more rows than this are never needed */
export function translateTableScan(
  node: TableScanNode,
  context: FragmentContext,
  rowLimit: number | undefined,
): Relation {
  const columnHandles = node.outputSymbols.map((symbol) => {
    const handle = node.assignments[symbol];
    if (handle === undefined)
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `Table scan has no column for ${symbol}`);
    return handle;
  });
  const scan =
    rowLimit === undefined
      ? { table: node.table, columnHandles }
      : { table: node.table, columnHandles, rowLimit };
  const source = context.addSource({
    planNodeId: node.id,
    columns: node.outputSymbols.map((symbol) => context.names.of(symbol)),
    types: node.outputSymbols.map((symbol) => context.typeOf(symbol)),
    scan,
  });
  return { query: { kind: 'table', name: source.table }, symbols: node.outputSymbols };
}

/** Rows of other tasks, staged as they arrive; sorted streams are merged by sorting them again. */
export function translateRemoteSource(node: RemoteSourceNode, context: FragmentContext): Relation {
  const source = context.addSource({
    planNodeId: node.id,
    columns: node.outputs.map((symbol) => context.names.of(symbol)),
    types: node.outputs.map((symbol) => context.typeOf(symbol)),
  });
  const staged: Relation = { query: { kind: 'table', name: source.table }, symbols: node.outputs };
  if (node.orderingScheme === undefined) return staged;
  const columns = columnsOf(node.outputs, (symbol) => context.names.of(symbol));
  return {
    query: select(columns, { from: from(staged), orderBy: context.orderings(node.orderingScheme) }),
    symbols: node.outputs,
  };
}
