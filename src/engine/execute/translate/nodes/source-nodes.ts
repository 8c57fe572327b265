import type { RemoteSourceNode, TableScanNode } from '../../../../../generated/worker/types.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed } from '../relation.ts';
import type { Relation } from '../relation.ts';
import { sorted } from './exchange-node.ts';

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
  return closed({ kind: 'table', name: source.table }, node.outputSymbols, context.names);
}

/** Rows of other tasks, staged as they arrive; sorted streams are merged by sorting them again. */
export function translateRemoteSource(node: RemoteSourceNode, context: FragmentContext): Relation {
  const source = context.addSource({
    planNodeId: node.id,
    columns: node.outputs.map((symbol) => context.names.of(symbol)),
    types: node.outputs.map((symbol) => context.typeOf(symbol)),
  });
  const staged = closed({ kind: 'table', name: source.table }, node.outputs, context.names);
  return node.orderingScheme === undefined ? staged : sorted(staged, node.orderingScheme, context);
}
