import type { OutputNode, PlanNode, WriterTarget } from '../../../generated/worker/types.ts';
import type { WriteAnalysis } from '../analyze/analyze-write.ts';
import type { ConnectorChanges } from '../catalog/connector-changes.ts';
import type { WireHandle } from '../catalog/connector.ts';
import type { Metadata } from '../catalog/metadata.ts';
import { TrinoError } from '../errors/trino-error.ts';
import type { LogicalPlan } from './plan.ts';
import { rewritePlan } from './plan-nodes.ts';
import { targetOf } from './plan-write.ts';

/** A write that has begun. */
export interface BegunWrite {
  /** The plan with the connector's handle in the nodes that write. */
  readonly plan: LogicalPlan;
  /** The statement failed: nothing of the write stays. Does nothing once the write has ended. */
  readonly abandon: () => void;
  /** The statement was only explained: no task has written anything. */
  readonly discard: () => void;
}

/**
 * Begins the write of a plan at its connector.
 * @param catalogs say whether the transaction may write
 * @param transactionId UUID of the query's transaction
 * @throws TrinoError NOT_SUPPORTED when the connector's tables can't be written to, and what the connector says
 */
export function beginWrite(
  plan: LogicalPlan,
  write: WriteAnalysis,
  catalogs: Pick<Metadata, 'checkWrite'>,
  transactionId: string,
): BegunWrite {
  const { name, connector } = write.kind === 'insert' ? write.table.catalog : write.catalog;
  const { metadata } = connector;
  catalogs.checkWrite(name);
  const changes = metadata.changes ?? {};
  const connectorHandle = begin(write, changes);
  const target = targetOf(write, {
    connectorHandle,
    transactionHandle: metadata.transactionHandle(transactionId),
  });
  return {
    plan: { ...plan, root: withTarget(plan.root, target) },
    abandon: () => changes.abandonWrite?.(connectorHandle, true),
    discard: () => changes.abandonWrite?.(connectorHandle, false),
  };
}

function begin(write: WriteAnalysis, changes: ConnectorChanges): WireHandle {
  if (write.kind === 'insert') {
    if (changes.beginInsert === undefined) {
      throw new TrinoError('NOT_SUPPORTED', 'This connector does not support inserts');
    }
    const { schema, table } = write.table.name;
    const columns = write.columns.map(({ column }) => column.name);
    return changes.beginInsert(schema, table, columns);
  }
  if (changes.beginCreateTable === undefined) {
    throw new TrinoError('NOT_SUPPORTED', 'This connector does not support creating tables with data');
  }
  return changes.beginCreateTable(write.table, write.replace);
}

function withTarget(root: OutputNode, target: WriterTarget): OutputNode {
  const changed = rewritePlan(root, (node: PlanNode) =>
    node['@type'] === 'tablewriter' || node['@type'] === 'tablecommit' ? { ...node, target } : node,
  );
  if (changed['@type'] !== 'output') throw new TypeError(`The plan's root is a ${changed['@type']}`);
  return changed;
}
