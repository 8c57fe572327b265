import type { TableFunctionProcessorNode } from '../../../../../generated/worker/types.ts';
import type { WireHandle } from '../../../catalog/connector.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import { excludeColumnsHandleType } from '../../../functions/table/exclude-columns.ts';
import { leafFunction } from '../../../functions/table/table-functions.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { closed, columnOf } from '../relation.ts';
import type { Column, Relation } from '../relation.ts';

/**
 * A call of a table function: rows that it makes of splits, staged before the statement runs, or what it makes of each row of a table.
 * @throws TrinoError NOT_SUPPORTED for a function that isn't built in
 */
export function translateTableFunction(
  node: TableFunctionProcessorNode,
  source: Relation | undefined,
  context: FragmentContext,
): Relation {
  const handle = node.handle.functionHandle as WireHandle;
  if (source === undefined) {
    if (leafFunction(handle) === undefined) throw unknownFunction(node);
    const staged = context.addSource({
      planNodeId: node.id,
      columns: node.properOutputs.map((symbol) => context.names.of(symbol)),
      types: node.properOutputs.map((symbol) => context.typeOf(symbol)),
      leaf: handle,
    });
    return closed({ kind: 'table', name: staged.table }, node.properOutputs, context.names);
  }
  if (!('@type' in handle) || handle['@type'] !== excludeColumnsHandleType) throw unknownFunction(node);
  const [read = []] = node.requiredSymbols;
  const columns = node.properOutputs.map((symbol, i): [string, Column] => [
    context.names.of(symbol),
    columnOf(source, context.names.of(read[i] ?? '')),
  ]);
  return { from: source.from, where: source.where, symbols: node.properOutputs, columns: new Map(columns) };
}

function unknownFunction({ name }: TableFunctionProcessorNode): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `Table function ${name} is not supported`);
}
