import type { WriterTarget } from '../../../../../generated/worker/types.ts';
import type { WireHandle } from '../../../catalog/connector.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { Page, Vector } from '../../../pages/vector.ts';
import type { Connection } from '../../duckdb/bindings.ts';
import type { FragmentWrite } from '../../translate/translate-fragment.ts';
import type { RunContext } from '../run-context.ts';

export interface StoreRowsOptions {
  readonly write: FragmentWrite;
  readonly context: RunContext;
  readonly connection: Connection;
  /** The query whose rows are stored. */
  readonly sql: string;
  /** host:port of this node. */
  readonly nodeAddress: string;
  /** The symbols that the fragment gives out, in order. */
  readonly layout: readonly string[];
  /** @throws TrinoError when the run was canceled */
  readonly check: () => void;
}

/**
 * Carries out a writer: stores the rows of a query under the number that the target's handle names.
 * @returns the number of rows, and the writer's one page (PROTOCOL 5.9): the count, then what the end of the write needs to know
 * @throws TrinoError also when the target's connector stores nothing on nodes; then nothing is left
 */
export async function storeRows(
  options: StoreRowsOptions,
): Promise<{ readonly rows: number; readonly page: Page }> {
  const { write, context, connection, sql, nodeAddress, layout } = options;
  const { catalogHandle, connectorHandle } = handleOf(write.node.target);
  const { stored, name } = await context.connectors.get(catalogHandle);
  if (stored === undefined) throw new TrinoError('NOT_SUPPORTED', `Connector ${name} stores no rows`);
  const writing = context.stored.beginWrite(catalogHandle, stored.target(connectorHandle), stored);
  try {
    const rows = await writing.fill(connection, sql, write.types);
    options.check();
    writing.add();
    const { rowCountSymbol, fragmentSymbol } = write.node;
    const columns = layout.map((symbol): Vector => {
      if (symbol === rowCountSymbol) return countColumn(rows);
      if (symbol === fragmentSymbol) return fragmentColumn(fragmentOf(nodeAddress, rows));
      throw new TrinoError('GENERIC_INTERNAL_ERROR', `A writer gives no ${symbol}`);
    });
    return { rows, page: { positions: 2, columns } };
  } finally {
    await context.stored.endWrite(catalogHandle, writing);
  }
}

function handleOf(target: WriterTarget): {
  readonly catalogHandle: string;
  readonly connectorHandle: WireHandle;
} {
  switch (target['@type']) {
    case 'CreateTarget':
    case 'InsertTarget':
      return target.handle;
    default:
      throw new TrinoError('NOT_SUPPORTED', `Writing to a ${target['@type']} is not supported`);
  }
}

/** The text that stock's memory connector writes (recording task-create-memory-table-06-results-s1). */
function fragmentOf(hostAddress: string, rows: number): Uint8Array {
  return Buffer.from(`{\n  "hostAddress" : ${JSON.stringify(hostAddress)},\n  "rows" : ${rows}\n}`);
}

function countColumn(rows: number): Vector {
  return { kind: 'long', values: BigInt64Array.of(BigInt(rows), 0n), nulls: Uint8Array.of(0, 1) };
}

function fragmentColumn(fragment: Uint8Array): Vector {
  return {
    kind: 'bytes',
    offsets: Int32Array.of(0, 0, fragment.length),
    data: fragment,
    nulls: Uint8Array.of(1, 0),
  };
}
