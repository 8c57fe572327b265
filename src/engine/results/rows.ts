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

/** Rows as the text of a JSON list. */
export interface RowsPart {
  /** UTF-8 of `[[…],[…]]`, in a buffer of its own. */
  readonly json: Uint8Array;
  readonly rows: number;
}

/** Bytes of a part: the client's wish for an answer's size (1 MB by default) is met with parts of this size. */
const partBytes = 256 * 1024;

/**
 * The rows of a page as the client protocol's `data`: UTF-8 bytes of `[[…],[…]]`, written from the vectors (PROTOCOL 2.5,
 * recordings type-*).
 * @throws TrinoError SERIALIZATION_ERROR when a column's type has no client form
 */
export function encodeRows(page: Page, types: readonly Type[], options: EncodeRowsOptions): Uint8Array {
  const [part] = encodeRowParts(page, types, options, Number.POSITIVE_INFINITY);
  return part?.json ?? Buffer.from('[]');
}

/**
 * The same in parts of about `targetBytes`, so that a long page keeps nobody waiting.
 * @throws TrinoError SERIALIZATION_ERROR when a column's type has no client form
 */
export function* encodeRowParts(
  page: Page,
  types: readonly Type[],
  options: EncodeRowsOptions,
  targetBytes: number = partBytes,
): Generator<RowsPart> {
  const writers = page.columns.map((column, index) => {
    const type = types[index] as Type;
    const writer = cellWriter(column, type, options);
    if (writer === undefined) throw noClientForm(index, column, type, options);
    return writer;
  });
  const json = new JsonBytes(Math.min(targetBytes, pageBytes(page)) * 2);
  let position = 0;
  while (position < page.positions) {
    const first = position;
    json.punctuation(openBracket);
    writeList(json, writers, position++);
    while (position < page.positions && json.length < targetBytes) {
      json.punctuation(comma);
      writeList(json, writers, position++);
    }
    json.punctuation(closeBracket);
    yield { json: json.take(), rows: position - first };
  }
}

const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;

function pageBytes(page: Page): number {
  return page.columns.reduce((sum, column) => sum + vectorBytes(column), page.positions * 3);
}

function noClientForm(index: number, _column: Vector, type: Type, options: EncodeRowsOptions): TrinoError {
  const name = options.columnNames?.[index] ?? `_col${index}`;
  return new TrinoError(
    'SERIALIZATION_ERROR',
    `Could not serialize column '${name}' of type '${displayType(type, options)}' at position 1:${index + 1}`,
  );
}
