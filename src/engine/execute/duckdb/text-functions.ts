import type { Vector } from '../../pages/vector.ts';
import { parsePattern } from './like-pattern.ts';
import type { Connection } from './bindings.ts';
import { nullsOf, readArgument, register } from './register-function.ts';
import type { ResultColumn } from './register-function.ts';

/** Functions on text that DuckDB has otherwise, or not. */
export function registerTextFunctions(connection: Connection): void {
  // DuckDB keeps together what makes up one character for a reader; Trino reverses code points.
  register(connection, 'trino_reverse', ['VARCHAR'], 'VARCHAR', (input, rows) => {
    const column = readArgument(input, 0, { kind: 'varchar' }, rows);
    return textColumn(rows, column, (value) => Array.from(value).reverse().join(''));
  });
  register(connection, 'trino_from_utf8', ['BLOB'], 'VARCHAR', (input, rows) =>
    textColumn(rows, readArgument(input, 0, { kind: 'varbinary' }, rows), (value) => value),
  );
  register(connection, 'trino_levenshtein_distance', ['VARCHAR', 'VARCHAR'], 'BIGINT', (input, rows) => {
    const left = readArgument(input, 0, { kind: 'varchar' }, rows);
    const right = readArgument(input, 1, { kind: 'varchar' }, rows);
    const { nulls } = nullsOf([left, right]);
    const values = new BigInt64Array(rows);
    for (let row = 0; row < rows; row++) {
      if (nulls === undefined || nulls[row] === 0)
        values[row] = BigInt(distance(Array.from(textAt(left, row)), Array.from(textAt(right, row))));
    }
    return {
      vector: { kind: 'long', values, ...(nulls === undefined ? {} : { nulls }) },
      type: { kind: 'bigint' },
    };
  });
  // The pattern itself, when it is one.
  register(connection, 'trino_like_pattern', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (input, rows) => {
    const escapes = readArgument(input, 1, { kind: 'varchar' }, rows);
    return textColumn(rows, readArgument(input, 0, { kind: 'varchar' }, rows), (pattern, row) => {
      parsePattern(pattern, textAt(escapes, row));
      return pattern;
    });
  });
}

function textColumn(
  rows: number,
  column: Vector,
  make: (value: string, row: number) => string,
): ResultColumn {
  const { nulls } = nullsOf([column]);
  const parts: Buffer[] = [];
  const offsets = new Int32Array(rows + 1);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    if (nulls === undefined || nulls[row] === 0) {
      const part = Buffer.from(make(textAt(column, row), row));
      parts.push(part);
      length += part.length;
    }
    offsets[row + 1] = length;
  }
  return {
    vector: {
      kind: 'bytes',
      offsets,
      data: new Uint8Array(Buffer.concat(parts)),
      ...(nulls === undefined ? {} : { nulls }),
    },
    type: { kind: 'varchar' },
  };
}

function textAt(column: Vector, row: number): string {
  if (column.kind !== 'bytes') throw new Error('Not a text argument');
  const { data, offsets } = column;
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString(
    'utf8',
    offsets[row],
    offsets[row + 1],
  );
}

/** Insertions, removals and changes that make one text of the other. */
function distance(left: readonly string[], right: readonly string[]): number {
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
