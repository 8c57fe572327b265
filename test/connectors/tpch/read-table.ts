import type { Connector, SplitNode, WireHandle } from '../../../src/engine/catalog/connector.ts';
import type { Page, Vector } from '../../../src/engine/pages/vector.ts';
import type { Type } from '../../../src/engine/types/type.ts';

export const oneNode: readonly SplitNode[] = [{ nodeId: 'n', address: '127.0.0.1:1' }];

/** Options of a scan: the nodes that the splits are made for, and a table handle other than the plain one. */
export interface Scan {
  readonly columns?: readonly string[];
  readonly nodes?: readonly SplitNode[];
  readonly handle?: WireHandle;
}

/** The columns of a scan, with their types. */
export function scanColumns(
  connector: Connector,
  schema: string,
  table: string,
  scan: Scan = {},
): { name: string; type: Type }[] {
  const all = connector.metadata.table(schema, table)?.columns.filter(({ hidden }) => !hidden) ?? [];
  return (scan.columns ?? all.map((column) => column.name)).map((name) => ({
    name,
    type: all.find((column) => column.name === name)?.type ?? { kind: 'unknown' },
  }));
}

/** The pages of all splits in order. */
export function* scanPages(
  connector: Connector,
  schema: string,
  table: string,
  scan: Scan = {},
): Iterable<Page> {
  const handle = scan.handle ?? connector.metadata.tableHandle(schema, table);
  const columns = scanColumns(connector, schema, table, scan).map(({ name }) =>
    connector.metadata.columnHandle(schema, table, name),
  );
  for (const { split } of connector.splits.splits(handle, scan.nodes ?? oneNode, 2)) {
    yield* connector.pages.pages(split, handle, columns);
  }
}

/** Rows as a client sees them. @param limit stops after so many */
export function readRows(
  connector: Connector,
  schema: string,
  table: string,
  scan: Scan = {},
  limit = Infinity,
): unknown[][] {
  const types = scanColumns(connector, schema, table, scan).map(({ type }) => type);
  const rows: unknown[][] = [];
  for (const page of scanPages(connector, schema, table, scan)) {
    for (let i = 0; i < page.positions; i++) {
      if (rows.length === limit) return rows;
      rows.push(page.columns.map((column, c) => valueAt(column, types[c] ?? { kind: 'unknown' }, i)));
    }
  }
  return rows;
}

function valueAt(vector: Vector, type: Type, i: number): unknown {
  switch (vector.kind) {
    case 'long': {
      if (type.kind !== 'double') return Number(vector.values[i]);
      const { buffer, byteOffset, length } = vector.values;
      return new Float64Array(buffer, byteOffset, length)[i];
    }
    case 'int': {
      const value = vector.values[i] ?? 0;
      return type.kind === 'date' ? new Date(value * 86_400_000).toISOString().slice(0, 10) : value;
    }
    case 'bytes':
      return Buffer.from(vector.data.subarray(vector.offsets[i], vector.offsets[i + 1])).toString();
    default:
      throw new Error(vector.kind);
  }
}
