import type { StoredSlice } from '../../../catalog/connector.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import { printType } from '../../duckdb/sql/print-sql.ts';
import type { FragmentSource } from '../../translate/fragment-context.ts';
import { placeholderColumn } from '../../translate/relation.ts';
import { blockColumn } from './stored-block.ts';
import type { StoredBlock, StoredPiece } from './stored-block.ts';

/** A stretch of a block that is read. */
interface Stretch {
  readonly block: StoredBlock;
  start: number;
  end: number;
}

/** What a scan takes of the pieces of a number. */
export interface SliceOfPieces {
  readonly pieces: readonly StoredPiece[];
  readonly slice: StoredSlice;
}

/** Stretches of blocks, those that follow each other as one. */
export function stretchesOf(slices: readonly SliceOfPieces[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { pieces, slice } of slices) {
    const total = pieces.reduce((sum, { rows }) => sum + rows, 0);
    const from = Math.floor((total * slice.part) / slice.parts);
    const to = Math.floor((total * (slice.part + 1)) / slice.parts);
    let passed = 0;
    let left = slice.limit ?? Infinity;
    for (const { block, start, rows } of pieces) {
      const first = Math.max(from - passed, 0);
      const last = Math.min(to - passed, rows, first + left);
      passed += rows;
      if (last <= first) continue;
      left -= last - first;
      add(stretches, { block, start: start + first, end: start + last });
    }
  }
  return stretches;
}

function add(stretches: Stretch[], next: Stretch): void {
  const before = stretches.at(-1);
  if (before?.block === next.block && before.end === next.start) before.end = next.end;
  else stretches.push(next);
}

export interface ScanColumns {
  readonly source: FragmentSource;
  /** For each of the source's columns its place among those that were written. */
  readonly indexes: readonly number[];
  /** Share of the rows that are taken. */
  readonly sampleRatio: number | undefined;
}

/** The temporary view that a fragment's statement reads under the source's name. */
export function scanView(scan: ScanColumns, stretches: readonly Stretch[]): string {
  const parts =
    stretches.length === 0
      ? [`SELECT ${nothing(scan)} WHERE false`]
      : stretches.map((stretch) => stretchSql(scan, stretch));
  return `CREATE TEMP VIEW "${scan.source.table}" AS ${parts.join(' UNION ALL ')}`;
}

function stretchSql(scan: ScanColumns, { block, start, end }: Stretch): string {
  const whole = start === 0 && end === block.rows;
  const conditions = whole ? [] : [`rowid >= ${start} AND rowid < ${end}`];
  if (scan.sampleRatio !== undefined) conditions.push(`random() < ${scan.sampleRatio}`);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  return `SELECT ${columnsSql(scan, block)} FROM "${block.name}"${where}`;
}

function columnsSql({ source, indexes }: ScanColumns, block: StoredBlock): string {
  if (source.columns.length === 0) return `true AS "${placeholderColumn}"`;
  return source.columns
    .map((name, at) => {
      const index = indexes[at] ?? -1;
      const carrier = carrierText(source, at);
      const stored = block.types[index];
      // A column that was added after the rows were written has no values in them.
      if (stored === undefined) return `CAST(NULL AS ${carrier}) AS "${name}"`;
      const column = `"${blockColumn(index)}"`;
      return `${stored === carrier ? column : `CAST(${column} AS ${carrier})`} AS "${name}"`;
    })
    .join(', ');
}

function nothing({ source }: ScanColumns): string {
  if (source.columns.length === 0) return `true AS "${placeholderColumn}"`;
  return source.columns.map((name, at) => `CAST(NULL AS ${carrierText(source, at)}) AS "${name}"`).join(', ');
}

function carrierText(source: FragmentSource, at: number): string {
  return printType(carrierOf(source.types[at] as FragmentSource['types'][number]));
}
