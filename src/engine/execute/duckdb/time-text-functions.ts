import { parseTimestampText } from '../../expressions/literal-text.ts';
import { formatDayInterval, formatYearInterval } from '../../values/interval-text.ts';
import { formatTimestampWithTimeZone } from '../../values/time-text.ts';
import type { Connection } from './bindings.ts';
import { nullsOf, readArgument, register, textAt, textColumn } from './register-function.ts';

/** Texts of points in time, both ways. */
export function registerTimeTexts(connection: Connection): void {
  // Microseconds of a local time, rounded half up to a number of digits; what the zone behind it is doesn't matter.
  register(connection, 'trino_parse_timestamp', ['VARCHAR', 'BIGINT'], 'BIGINT', (input, rows) => {
    const texts = readArgument(input, 0, { kind: 'varchar' }, rows);
    const digits = readArgument(input, 1, { kind: 'bigint' }, rows);
    if (digits.kind !== 'long') throw new Error('A precision is a bigint');
    const values = new BigInt64Array(rows);
    const nulls = new Uint8Array(rows);
    const given = nullsOf([texts]).nulls;
    for (let row = 0; row < rows; row++) {
      const micros =
        given !== undefined && given[row] !== 0
          ? undefined
          : localMicros(textAt(texts, row), Number(digits.values[row]));
      if (micros === undefined) nulls[row] = 1;
      else values[row] = micros;
    }
    return { vector: { kind: 'long', values, nulls }, type: { kind: 'bigint' } };
  });
  register(
    connection,
    'trino_timestamp_zone_text',
    ['BIGINT', 'BIGINT', 'BIGINT', 'BIGINT'],
    'VARCHAR',
    (input, rows) => {
      const columns = [0, 1, 2, 3].map((index) => readArgument(input, index, { kind: 'bigint' }, rows));
      const at = (index: number, row: number): bigint => {
        const column = columns[index];
        if (column?.kind !== 'long') throw new Error('Not a 64-bit argument');
        return column.values[row] as bigint;
      };
      return textColumn(rows, nullsOf(columns).nulls, (row) =>
        formatTimestampWithTimeZone(
          Number(at(0, row)),
          Number(at(1, row)),
          Number(at(2, row)),
          Number(at(3, row)),
        ),
      );
    },
  );
  register(connection, 'trino_day_interval_text', ['BIGINT'], 'VARCHAR', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'bigint' }, rows);
    if (column.kind !== 'long') throw new Error('Not a 64-bit argument');
    return textColumn(rows, nullsOf([column]).nulls, (row) =>
      formatDayInterval(column.values[row] as bigint),
    );
  });
  register(connection, 'trino_year_interval_text', ['INTEGER'], 'VARCHAR', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'integer' }, rows);
    if (column.kind !== 'int') throw new Error('Not a 32-bit argument');
    return textColumn(rows, nullsOf([column]).nulls, (row) =>
      formatYearInterval(column.values[row] as number),
    );
  });
}

function localMicros(text: string, precision: number): bigint | undefined {
  const local = /^(.*\d)\s+[^\s\d].*$/.exec(text)?.[1];
  const parsed = parseTimestampText(text);
  if (parsed === undefined) return undefined;
  // With a zone behind it the time is taken as the clock shows it.
  const constant = local === undefined ? parsed : parseTimestampText(local);
  if (constant?.type.kind !== 'timestamp') return undefined;
  const value = constant.value as bigint | { readonly micros: bigint; readonly picos: number };
  const { micros, picos } = typeof value === 'bigint' ? { micros: value, picos: 0 } : value;
  const whole = precision === 6 && picos >= 500_000 ? micros + 1n : micros;
  const unit = 10n ** BigInt(6 - precision);
  const rounded = whole + unit / 2n;
  const rest = ((rounded % unit) + unit) % unit;
  return rounded - rest;
}
