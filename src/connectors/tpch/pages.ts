import type { ConnectorPageSource } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Page } from '../../engine/pages/vector.ts';
import { columnBuilder } from './column-builder.ts';
import { rangesFilter } from '../text-constraint.ts';
import { readConstraint } from './constraint.ts';
import { readColumnHandle, readSplit, readTableHandle } from './handles.ts';
import { stableRows } from './stable-rows.ts';
import { tables } from './tables/tables.ts';

/** Rows a page at the most. */
const pageRows = 8_192;

/**
 * Rows of a split, made as they are read: only the columns asked for are drawn. Rows outside the handle's constraint, which a
 * stock coordinator pushes down for statuses, types and containers, are left out.
 */
export const pages: ConnectorPageSource = {
  stable: stableRows,

  *pages(splitHandle, tableHandle, columnHandles): Iterable<Page> {
    const { partNumber, totalParts } = readSplit(splitHandle);
    const handle = readTableHandle(tableHandle);
    const table = tables.get(handle.tableName);
    if (table === undefined) throw new TrinoError('TABLE_NOT_FOUND', `tpch has no table ${handle.tableName}`);
    const { sequence, cell } = table.open(
      handle.scaleFactor,
      table.groups(handle.scaleFactor, partNumber, totalParts),
    );

    const cells = new Map<string, () => number | string>();
    const cellOf = (column: string): (() => number | string) => {
      let made = cells.get(column);
      if (made === undefined) {
        if (!table.columns.some((candidate) => candidate.name === column)) {
          throw new TrinoError('COLUMN_NOT_FOUND', `${handle.tableName} has no column ${column}`);
        }
        // A cell may be asked by the constraint and for its column, but must draw once a row.
        made = sequence.oncePerRow<number | string>(cell(column));
        cells.set(column, made);
      }
      return made;
    };
    const constraint = readConstraint(handle.constraint);
    if (constraint === undefined) return;
    const filters = constraint.map(({ column, ranges }) => ({
      value: cellOf(column),
      accepts: rangesFilter(ranges),
    }));
    const columns = columnHandles.map((columnHandle) => {
      const { columnName } = readColumnHandle(columnHandle);
      const value = cellOf(columnName);
      const type = table.columns.find((candidate) => candidate.name === columnName)?.type ?? {
        kind: 'bigint',
      };
      return { value, builder: columnBuilder(type, pageRows) };
    });

    let positions = 0;
    while (sequence.next()) {
      if (!filters.every(({ value, accepts }) => accepts(value()))) continue;
      for (const { value, builder } of columns) builder.addValue(value());
      if (++positions === pageRows) {
        yield { positions, columns: columns.map(({ builder }) => builder.build()) };
        positions = 0;
      }
    }
    if (positions > 0) yield { positions, columns: columns.map(({ builder }) => builder.build()) };
  },
};
