import type { PlanNode } from '../../../../generated/worker/types.ts';
import type { Wanted } from '../distribution.ts';
import type { Distributed, ExchangeBuilder } from './exchange-builder.ts';

/** Distributes the nodes below one: what each kind of node asks for. */
export interface Distributor {
  readonly builder: ExchangeBuilder;
  readonly distribute: (node: PlanNode, wanted: Wanted) => Distributed;
}
