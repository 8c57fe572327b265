import type { TableFunctionProcessorNode } from '../../../generated/worker/types.ts';
import type { TableFunctionAnalysis } from '../analyze/analysis.ts';
import { tableFunctionsCatalogHandle } from '../functions/table/table-functions.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { Translation } from './translation.ts';

/** A table function over the rows of its table, or by its own splits (recordings task-table-function-*). */
export function planTableFunction(
  { name, handle, input, required = [], fields }: TableFunctionAnalysis,
  session: PlanSession,
  outer: Translation,
): PlannedRelation {
  const { context, metadata } = session;
  const symbols = fields.map((field) => context.newSymbol(field.name ?? 'field', field.type));
  const inner = new Translation(context, outer);
  const source = input && session.planRelation(input, inner);
  const read = required.map((id) => {
    const value = inner.valueOf(id);
    if (value?.kind !== 'symbol') throw new TypeError(`No column for ${id}`);
    return value.name;
  });
  const node: TableFunctionProcessorNode = {
    '@type': 'tableFunctionProcessor',
    id: context.nextId(),
    name,
    properOutputs: symbols,
    ...(source !== undefined && { source: source.node }),
    pruneWhenEmpty: source !== undefined,
    passThroughSpecifications: source === undefined ? [] : [{ declaredAsPassThrough: false, columns: [] }],
    requiredSymbols: source === undefined ? [] : [read],
    prePartitioned: [],
    preSorted: 0,
    handle: {
      catalogHandle: tableFunctionsCatalogHandle,
      functionHandle: handle,
      transactionHandle: {
        '@type': 'system:io.trino.connector.system.GlobalSystemTransactionHandle',
        transactionId: metadata.transactionId(),
      },
    },
  };
  return { node, symbols };
}
