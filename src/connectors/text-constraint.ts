import type { TupleDomain } from '../../generated/worker/types.ts';
import { TrinoError } from '../engine/errors/trino-error.ts';
import { readBlock, writeBlock } from '../engine/pages/blocks/block.ts';
import { ByteReader } from '../engine/pages/byte-reader.ts';
import { ByteWriter } from '../engine/pages/byte-writer.ts';
import type { Vector } from '../engine/pages/vector.ts';
import { parseType } from '../engine/types/parse-type.ts';
import type { TextFilter, TextRange, WireHandle } from '../engine/catalog/connector.ts';

/** A TupleDomain as handles carry it: untyped where it comes from the wire. */
interface Constraint {
  readonly columnDomains?: readonly unknown[];
}

/**
 * Reads a handle's constraint on text columns.
 * @param columnName the name of a column handle
 * @returns a filter a column, all of which must pass; undefined when nothing can (a constraint without domains)
 * @throws TrinoError NOT_SUPPORTED for a domain of another kind than ranges of text
 */
export function readTextConstraint(
  constraint: Constraint,
  columnName: (handle: WireHandle) => string,
): readonly TextFilter[] | undefined {
  return constraint.columnDomains?.map((entry): TextFilter => {
    const { column, domain } = entry as { readonly column: WireHandle; readonly domain: Domain };
    const name = columnName(column);
    return { column: name, ranges: readRanges(name, domain) };
  });
}

interface Domain {
  readonly values: {
    readonly '@type': string;
    readonly type: string;
    readonly inclusive?: readonly boolean[];
    readonly sortedRanges?: string;
  };
}

/** The values as a block: low and high end of each range; null where a range has no end. */
function readRanges(column: string, { values }: Domain): readonly TextRange[] {
  if (values['@type'] !== 'sortable' || values.sortedRanges === undefined || values.inclusive === undefined) {
    throw new TrinoError('NOT_SUPPORTED', `Constraint on ${column} is no list of ranges`);
  }
  const type = parseType(values.type);
  if (type.kind !== 'varchar')
    throw new TrinoError('NOT_SUPPORTED', `Constraint on ${column} of type ${values.type}`);
  const ends = texts(readBlock(new ByteReader(Buffer.from(values.sortedRanges, 'base64')), type));
  const ranges: TextRange[] = [];
  for (let i = 0; i + 1 < ends.length; i += 2) {
    const [low, high] = [ends[i], ends[i + 1]];
    ranges.push({
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
      withLow: values.inclusive[i] === true,
      withHigh: values.inclusive[i + 1] === true,
    });
  }
  return ranges;
}

/**
 * Writes a constraint on columns of type varchar: what `readTextConstraint` reads.
 * @param filters ranges of a column in order, without overlaps
 */
export function writeTextConstraint(
  filters: readonly { readonly column: WireHandle; readonly ranges: readonly TextRange[] }[],
): TupleDomain {
  const columnDomains = filters.map(({ column, ranges }) => {
    const ends = ranges.flatMap(({ low, high }) => [low, high]);
    const writer = new ByteWriter(256);
    writeBlock(writer, endsVector(ends), { kind: 'varchar' });
    return {
      column,
      domain: {
        values: {
          '@type': 'sortable',
          type: 'varchar',
          inclusive: ranges.flatMap(({ withLow, withHigh }) => [withLow, withHigh]),
          sortedRanges: Buffer.from(writer.finish()).toString('base64'),
        },
        nullAllowed: false,
      },
    };
  });
  // What a connector writes of its columns is opaque here.
  return { columnDomains } as TupleDomain;
}

function endsVector(ends: readonly (string | undefined)[]): Vector {
  const parts = ends.map((end) => Buffer.from(end ?? ''));
  const offsets = new Int32Array(ends.length + 1);
  for (const [i, part] of parts.entries()) offsets[i + 1] = (offsets[i] ?? 0) + part.length;
  const data = Buffer.concat(parts);
  return ends.includes(undefined)
    ? { kind: 'bytes', offsets, data, nulls: Uint8Array.from(ends, (end) => Number(end === undefined)) }
    : { kind: 'bytes', offsets, data };
}

/** Values as ranges of one value each, in order and each once. */
export function pointRanges(values: readonly string[]): readonly TextRange[] {
  return [...new Set(values)]
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((value) => ({ low: value, high: value, withLow: true, withHigh: true }));
}

/** Tells which values are in one of the ranges. */
export function rangesFilter(ranges: readonly TextRange[]): (value: number | string) => boolean {
  const points = new Set(ranges.filter(isPoint).map(({ low }) => low));
  const wide = ranges.filter((range) => !isPoint(range));
  return (value) => {
    const text = String(value);
    return points.has(text) || wide.some((range) => inRange(text, range));
  };
}

/** The only values in the ranges; undefined when one of them isn't a single value. */
export function listedValues(ranges: readonly TextRange[]): readonly string[] | undefined {
  return ranges.every(isPoint) ? ranges.map(({ low }) => low ?? '') : undefined;
}

function isPoint({ low, high }: TextRange): boolean {
  return low !== undefined && low === high;
}

function inRange(text: string, { low, high, withLow, withHigh }: TextRange): boolean {
  if (low !== undefined && !(text > low || (withLow && text === low))) return false;
  return high === undefined || text < high || (withHigh && text === high);
}

function texts(vector: Vector): readonly (string | undefined)[] {
  switch (vector.kind) {
    case 'bytes': {
      const { offsets, data, nulls } = vector;
      const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      return Array.from({ length: offsets.length - 1 }, (_, i) =>
        nulls?.[i] === 1 ? undefined : bytes.toString('utf8', offsets[i], offsets[i + 1]),
      );
    }
    case 'rle': {
      const [value] = texts(vector.value);
      return Array.from({ length: vector.positions }, () => value);
    }
    case 'dictionary': {
      const entries = texts(vector.dictionary);
      return Array.from(vector.ids, (id) => entries[id]);
    }
    default:
      throw new TrinoError('NOT_SUPPORTED', `Constraint of a ${vector.kind} block`);
  }
}
