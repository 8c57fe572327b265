import type { ColumnValue, TpchColumn, TpchTable } from './table.ts';

/**
 * A table that is the same at every scale. It is never cut: all rows belong to the first part, as in stock, so that our
 * splits and stock's can be mixed.
 * @param columns with the values, made when first asked for
 */
export function fixedTable(
  name: string,
  rows: number,
  columns: readonly (TpchColumn & { readonly values: () => readonly ColumnValue[] })[],
): TpchTable {
  const made = new Map<string, readonly ColumnValue[]>();
  return {
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
    rowCount: () => rows,
    generate(wanted, part) {
      return wanted.map((columnName) => {
        if (part !== 0) return [];
        let values = made.get(columnName);
        if (values === undefined) {
          values = columns.find((column) => column.name === columnName)?.values() ?? [];
          made.set(columnName, values);
        }
        return values;
      });
    },
  };
}
