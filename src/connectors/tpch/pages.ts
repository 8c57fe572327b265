import type { ConnectorPageSource } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import type { Page, Vector } from '../../engine/pages/vector.ts';
import type { Type } from '../../engine/types/type.ts';
import { readColumnHandle, readSplit, readTableHandle } from './handles.ts';
import type { ColumnValue } from './tables/table.ts';
import { tables } from './tables/tables.ts';

/** Rows a page at the most. */
const pageRows = 8_192;

export const pages: ConnectorPageSource = {
  *pages(splitHandle, tableHandle, columnHandles): Iterable<Page> {
    const { partNumber, totalParts } = readSplit(splitHandle);
    const { tableName } = readTableHandle(tableHandle);
    const table = tables.get(tableName);
    if (table === undefined) throw new TrinoError('TABLE_NOT_FOUND', `tpch has no table ${tableName}`);
    const names = columnHandles.map((handle) => readColumnHandle(handle).columnName);
    const types = names.map((name) => {
      const column = table.columns.find((candidate) => candidate.name === name);
      if (column === undefined)
        throw new TrinoError('COLUMN_NOT_FOUND', `${tableName} has no column ${name}`);
      return column.type;
    });
    // Without columns a page still says how many rows there are: those of the key column.
    const wanted = names.length > 0 ? names : [table.columns[0]?.name ?? ''];
    const values = table.generate(wanted, partNumber, totalParts);
    const rows = values[0]?.length ?? 0;
    for (let from = 0; from < rows; from += pageRows) {
      const to = Math.min(rows, from + pageRows);
      yield {
        positions: to - from,
        columns: types.map((type, index) => vectorOf(type, (values[index] ?? []).slice(from, to))),
      };
    }
  },
};

function vectorOf(type: Type, values: readonly ColumnValue[]): Vector {
  if (type.kind === 'bigint')
    return { kind: 'long', values: BigInt64Array.from(values, (value) => BigInt(value)) };
  const encoded = Buffer.from(values.join(''), 'latin1');
  const offsets = new Int32Array(values.length + 1);
  // The benchmark's text is ASCII: characters are bytes.
  values.forEach((value, i) => (offsets[i + 1] = (offsets[i] as number) + String(value).length));
  return { kind: 'bytes', offsets, data: encoded };
}
