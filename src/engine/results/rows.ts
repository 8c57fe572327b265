import { TrinoError } from '../errors/trino-error.ts';
import { vectorBytes } from '../pages/vector-bytes.ts';
import type { Page, Vector } from '../pages/vector.ts';
import { displayType } from '../types/display-type.ts';
import type { Type } from '../types/type.ts';
import { cellWriter, writeList } from './cell-writer.ts';
import { JsonBytes } from './json-bytes.ts';

export interface EncodeRowsOptions {
  /** Whether the client sent the capability PARAMETRIC_DATETIME. Without it times have 3 fraction digits, rounded. */
  readonly parametricDatetime: boolean;
  /** Names of the columns, for the message when a type has no client form. */
  readonly columnNames?: readonly string[];
}

/**
 * The rows of a page as the client protocol's `data`: UTF-8 bytes of `[[…],[…]]`, written column by column from the vectors
 * (PROTOCOL 2.5, recordings type-*).
 * @throws TrinoError SERIALIZATION_ERROR when a column's type has no client form
 */
export function encodeRows(page: Page, types: readonly Type[], options: EncodeRowsOptions): Uint8Array {
  const writers = page.columns.map((column, index) => {
    const type = types[index] as Type;
    const writer = cellWriter(column, type, options);
    if (writer === undefined) throw noClientForm(index, column, type, options);
    return writer;
  });
  const sizes = page.columns.reduce((sum, column) => sum + vectorBytes(column), 0);
  const json = new JsonBytes(sizes * 2 + page.positions * (page.columns.length + 3));
  json.punctuation(0x5b);
  for (let position = 0; position < page.positions; position++) {
    if (position > 0) json.punctuation(0x2c);
    writeList(json, writers, position);
  }
  json.punctuation(0x5d);
  return json.finish();
}

function noClientForm(index: number, _column: Vector, type: Type, options: EncodeRowsOptions): TrinoError {
  const name = options.columnNames?.[index] ?? `_col${index}`;
  return new TrinoError(
    'SERIALIZATION_ERROR',
    `Could not serialize column '${name}' of type '${displayType(type, options)}' at position 1:${index + 1}`,
  );
}
