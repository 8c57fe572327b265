import { createHash } from 'node:crypto';
import type { CorpusCase } from './corpus.ts';
import { difference } from './same-rows.ts';
import { runQuery } from './trino-client.ts';

/** Runs a corpus case without setup and compares it as test/sql/README.md says. @returns what differs; undefined: nothing */
export async function runCase(server: string, test: CorpusCase): Promise<string | undefined> {
  const { error, columns, rows } = await runQuery(server, test.sql, {
    'X-Trino-Time-Zone': 'UTC',
    'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME,PATH',
    ...(test.catalog !== undefined && { 'X-Trino-Catalog': test.catalog }),
    ...(test.schema !== undefined && { 'X-Trino-Schema': test.schema }),
  });
  if (error !== undefined || test.error !== undefined) {
    return error?.errorName === test.error?.errorName && error?.message === test.error?.message
      ? undefined
      : `error ${error?.errorName}: ${error?.message}; expected ${test.error?.errorName}: ${test.error?.message}`;
  }
  const names = (list: readonly { readonly name: string; readonly type: string }[] | undefined): string =>
    (list ?? []).map(({ name, type }) => `${name} ${type}`).join(', ');
  if (names(columns) !== names(test.columns))
    return `columns ${names(columns)}; expected ${names(test.columns)}`;
  if (test.rows_sha256 !== undefined) {
    if (rows.length !== test.row_count) return `${rows.length} rows instead of ${test.row_count}`;
    const types = columns.map(({ type }) => type);
    return digest(rows, types, test.ordered === true) === test.rows_sha256
      ? undefined
      : 'rows differ by their hash';
  }
  return difference(test.rows ?? [], rows, test.ordered === true ? (test.order_by ?? true) : false);
}

/** The hash over rows of simple types (README, `rows_sha256`). */
function digest(rows: readonly (readonly unknown[])[], types: readonly string[], ordered: boolean): string {
  const lines = rows.map((row) =>
    JSON.stringify(
      row.map((value, i) =>
        typeof value === 'number' && (types[i] === 'double' || types[i] === 'real')
          ? `~${general(value)}`
          : value,
      ),
    ),
  );
  if (!ordered) lines.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** C's `%.10g`. */
function general(value: number): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential(9).split('e')[1]);
  if (exponent < -4 || exponent >= 10) {
    const [mantissa, power] = value.toExponential(9).split('e') as [string, string];
    const digits = power.replace(/^[+-]/, '').padStart(2, '0');
    return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e${power.startsWith('-') ? '-' : '+'}${digits}`;
  }
  const fixed = value.toFixed(9 - exponent);
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
}
