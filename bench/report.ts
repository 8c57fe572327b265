/** What was measured on one server, by the name of the row. */
export type Measured = ReadonlyMap<string, { readonly unit: string; readonly value: number }>;

/** A figure of each of the three, where it exists. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  readonly stock: number;
  readonly duckdb?: number;
}

export function rowsOf(ours: Measured, stock: Measured, duckdb: Measured): Row[] {
  return [...ours].map(([what, { unit, value }]) => {
    const bare = duckdb.get(what)?.value;
    return {
      what,
      unit,
      ours: value,
      stock: stock.get(what)?.value ?? Number.NaN,
      ...(bare === undefined ? {} : { duckdb: bare }),
    };
  });
}

/** The figures as a table: ratios say more than milliseconds of one machine. */
export function tableOf(rows: readonly Row[]): string {
  const figure = (value: number | undefined): string =>
    value === undefined || Number.isNaN(value) ? '' : value.toFixed(value < 100 ? 2 : 0);
  const ratio = (a: number, b: number | undefined): string =>
    b === undefined || Number.isNaN(b) ? '' : (a / b).toFixed(3);
  return [
    '| measured | unit | leveret | stock Trino 435 | leveret / stock | bare DuckDB | leveret / DuckDB |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(
      ({ what, unit, ours, stock, duckdb }) =>
        `| ${what} | ${unit} | ${figure(ours)} | ${figure(stock)} | ${ratio(ours, stock)} | ${figure(duckdb)} | ${ratio(ours, duckdb)} |`,
    ),
  ].join('\n');
}
