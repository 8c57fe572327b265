import type { PlanNode, TableScanNode } from '../../../generated/worker/types.ts';
import { analyze } from '../../../src/engine/analyze/analyze.ts';
import type { Metadata } from '../../../src/engine/catalog/metadata.ts';
import type { Page } from '../../../src/engine/pages/vector.ts';
import { deserializePage, serializePage } from '../../../src/engine/pages/page-serde.ts';
import { parseStatement } from '../../../src/engine/parse/parse.ts';
import { planQuery } from '../../../src/engine/plan/plan.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import type { Vector } from '../../../src/engine/pages/vector.ts';
import { session } from '../../engine/analyze/test-session.ts';

/** What the only scan of a query reads: its handle as planned, and its rows before the filter above it. */
export interface ScanRows {
  readonly scan: TableScanNode;
  /** Cells by the names of columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Plans a query and reads its scan on the coordinator's side, through the page format. */
export async function scanRows(sql: string, metadata: Metadata): Promise<ScanRows> {
  const analysis = analyze(parseStatement(sql), { session, metadata });
  const { root, context } = planQuery(analysis, metadata);
  const scan = scanOf(root);
  const scanned = context.scans.get(scan.id);
  if (scanned === undefined) throw new Error(`Scan ${scan.id} is not known`);
  const { connector } = scanned.table.catalog;
  const columns = scan.outputSymbols.map((symbol) => {
    const handle = scan.assignments[symbol];
    const column = scanned.columns.get(symbol);
    if (handle === undefined || column === undefined) throw new Error(`No column for ${symbol}`);
    return { handle, name: column.name, type: column.type };
  });
  const types = columns.map(({ type }) => type);
  const rows: Record<string, unknown>[] = [];
  const table = scan.table.connectorHandle;
  for (const { split } of connector.splits.splits(table, [{ nodeId: 'c', address: '127.0.0.1:1' }], 4)) {
    const handles = columns.map(({ handle }) => handle);
    const pages: Iterable<Page> | AsyncIterable<Page> =
      connector.pages.livePages?.(split, table, handles) ?? connector.pages.pages(split, table, handles);
    for await (const page of pages) {
      const copy = deserializePage(serializePage(page, types, { compressed: false }), types);
      for (let i = 0; i < copy.positions; i++) {
        rows.push(Object.fromEntries(columns.map(({ name }, c) => [name, cellAt(copy.columns[c], i)])));
      }
    }
  }
  return { scan, rows };
}

function scanOf(node: PlanNode): TableScanNode {
  if (node['@type'] === 'tablescan') return node;
  const [source, ...others] = sourcesOf(node);
  if (source === undefined || others.length > 0) throw new Error('The query has not just one scan');
  return scanOf(source);
}

/** Texts as they are, other values as numbers; arrays as lists, maps as pairs. */
export function cellAt(vector: Vector | undefined, i: number): unknown {
  if (vector === undefined) return undefined;
  if (vector.kind === 'rle') return cellAt(vector.value, 0);
  if (vector.kind === 'dictionary') return cellAt(vector.dictionary, vector.ids[i] ?? 0);
  if (vector.nulls?.[i] === 1) return null;
  switch (vector.kind) {
    case 'bytes':
      return Buffer.from(vector.data.subarray(vector.offsets[i], vector.offsets[i + 1])).toString();
    case 'array':
      return range(vector.offsets, i).map((at) => cellAt(vector.element, at));
    case 'map':
      return range(vector.offsets, i).map((at) => [cellAt(vector.key, at), cellAt(vector.value, at)]);
    case 'byte':
    case 'long':
      return Number(vector.values[i]);
    default:
      throw new Error(`No cells of ${vector.kind}`);
  }
}

function range(offsets: Int32Array, i: number): number[] {
  const start = offsets[i] ?? 0;
  return Array.from({ length: (offsets[i + 1] ?? 0) - start }, (_, at) => start + at);
}
