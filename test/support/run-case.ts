import { createHash } from 'node:crypto';
import type { CorpusCase } from './corpus.ts';
import { CorpusSession } from './corpus-session.ts';
import { difference } from './same-rows.ts';
import type { QueryOutcome } from './trino-client.ts';

/**
 * Runs a corpus case with what it needs before and after it, and compares it as test/sql/README.md says.
 * @returns what differs; undefined: nothing
 */
export async function runCase(server: string, test: CorpusCase): Promise<string | undefined> {
  const session = new CorpusSession(server, test);
  try {
    for (const sql of test.setup ?? []) {
      const { outcome } = await session.run(sql);
      if (outcome.error !== undefined) return `setup ${sql}: ${outcome.error.message}`;
    }
    const { outcome, headers } = await session.run(test.sql);
    return compare(test, outcome, headers);
  } finally {
    for (const sql of test.teardown ?? []) await session.run(sql);
  }
}

function compare(
  test: CorpusCase,
  outcome: QueryOutcome,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const { error, columns, rows, answers } = outcome;
  if (error !== undefined || test.error !== undefined) {
    const place = error?.errorLocation;
    const actual = error && {
      errorName: error.errorName,
      errorType: error.errorType,
      errorCode: error.errorCode,
      ...(place && { line: place.lineNumber, column: place.columnNumber }),
      message: error.message,
    };
    const text = (value: typeof test.error): string =>
      JSON.stringify([
        value?.errorName,
        value?.errorType,
        value?.errorCode,
        value?.line,
        value?.column,
        value?.message,
      ]);
    return (actual === undefined) === (test.error === undefined) && text(actual) === text(test.error)
      ? undefined
      : `error ${JSON.stringify(actual)}; expected ${JSON.stringify(test.error)}`;
  }
  const names = (list: readonly { readonly name: string; readonly type: string }[] | undefined): string =>
    (list ?? []).map(({ name, type }) => `${name} ${type}`).join(', ');
  if (names(columns) !== names(test.columns))
    return `columns ${names(columns)}; expected ${names(test.columns)}`;
  const last = answers.at(-1);
  if (last?.updateType !== test.updateType || last?.updateCount !== test.updateCount) {
    return `update ${last?.updateType} ${last?.updateCount}; expected ${test.updateType} ${test.updateCount}`;
  }
  for (const [name, value] of Object.entries(test.headers ?? {})) {
    if (headers[name] !== value) return `header ${name}: ${headers[name]}; expected ${value}`;
  }
  if (test.rows_sha256 !== undefined) {
    if (rows.length !== test.row_count) return `${rows.length} rows instead of ${test.row_count}`;
    const types = columns.map(({ type }) => type);
    return digest(rows, types, test.ordered === true) === test.rows_sha256
      ? undefined
      : 'rows differ by their hash';
  }
  return difference(
    test.rows ?? [],
    rows,
    test.ordered === true ? (test.order_by ?? true) : false,
    test.approx === true,
  );
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
