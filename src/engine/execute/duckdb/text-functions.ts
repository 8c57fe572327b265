import { TrinoError } from '../../errors/trino-error.ts';
import type { Vector } from '../../pages/vector.ts';
import { kernelPattern } from './like-pattern.ts';
import type { Connection } from './bindings.ts';
import { nullsOf, readArgument, register, textAt, textColumn } from './register-function.ts';
import type { ResultColumn } from './register-function.ts';

/** Functions on text that DuckDB has otherwise, or not. */
export function registerTextFunctions(connection: Connection): void {
  // DuckDB keeps together what makes up one character for a reader; Trino reverses code points.
  register(connection, 'trino_reverse', ['VARCHAR'], 'VARCHAR', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'varchar' }, rows);
    return mapText(rows, column, (value) => Array.from(value).reverse().join(''));
  });
  register(connection, 'trino_from_utf8', ['BLOB'], 'VARCHAR', (input, rows) =>
    mapText(rows, readArgument(input, 0, { kind: 'varbinary' }, rows), (value) => value),
  );
  // The pattern with DuckDB's escape character.
  register(connection, 'trino_like_pattern', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (input, rows) => {
    const escapes = readArgument(input, 1, { kind: 'varchar' }, rows);
    return mapText(rows, readArgument(input, 0, { kind: 'varchar' }, rows), (pattern, row) =>
      kernelPattern(pattern, textAt(escapes, row)),
    );
  });
}

function mapText(rows: number, column: Vector, make: (value: string, row: number) => string): ResultColumn {
  return textColumn(rows, nullsOf([column]).nulls, (row) => make(textAt(column, row), row));
}

/** Comparisons of characters that a stock server is ready to make. */
const maxComparisons = 1_000_000;

/** Insertions, removals and changes that make one text of the other. @throws TrinoError INVALID_FUNCTION_ARGUMENT for long texts */
export function levenshteinDistance(left: readonly string[], right: readonly string[]): number {
  if (left.length > 0 && (left.length - 1) * right.length > maxComparisons) {
    throw new TrinoError(
      'INVALID_FUNCTION_ARGUMENT',
      'The combined inputs for Levenshtein distance are too large',
    );
  }
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [i, character] of left.entries()) {
    const current = [i + 1];
    for (const [j, other] of right.entries()) {
      const changed = (previous[j] as number) + (character === other ? 0 : 1);
      current.push(Math.min(changed, (previous[j + 1] as number) + 1, (current[j] as number) + 1));
    }
    previous = current;
  }
  return previous[right.length] as number;
}
