import type {
  ExchangeNode,
  OrderingScheme,
  PartitioningHandle,
  PlanNode,
} from '../../../../generated/worker/types.ts';
import type { PlanContext } from '../plan-context.ts';

export interface MultiSourceExchange {
  readonly scope: ExchangeNode['scope'];
  readonly type: ExchangeNode['type'];
  readonly sources: readonly PlanNode[];
  /** For each source, its symbols for the symbols of `layout`. */
  readonly inputs: readonly (readonly string[])[];
  readonly layout: readonly string[];
  readonly handle: PartitioningHandle;
  /** Symbols of `layout` that the rows are hashed by. */
  readonly keys?: readonly string[];
  readonly orderingScheme?: OrderingScheme;
  readonly replicateNullsAndAny?: boolean;
}

/** An exchange of any number of sources: rows of each go on under the symbols of `layout`. */
export function multiSourceExchange(
  context: PlanContext,
  { scope, type, sources, inputs, layout, handle, keys, ...options }: MultiSourceExchange,
): ExchangeNode {
  return {
    '@type': 'exchange',
    id: context.nextId(),
    type,
    scope,
    partitioningScheme: {
      partitioning: {
        handle,
        arguments: (keys ?? []).map((key) => ({ expression: context.write(context.reference(key)) })),
      },
      outputLayout: [...layout],
      replicateNullsAndAny: options.replicateNullsAndAny ?? false,
    },
    sources: [...sources],
    inputs: inputs.map((symbols) => [...symbols]),
    ...(options.orderingScheme !== undefined && { orderingScheme: options.orderingScheme }),
  };
}
