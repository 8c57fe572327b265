import type { TextFilter, TextRange } from '../../engine/catalog/connector.ts';
import { TrinoError } from '../../engine/errors/trino-error.ts';
import { readBlock } from '../../engine/pages/blocks/block.ts';
import { ByteReader } from '../../engine/pages/byte-reader.ts';
import type { Vector } from '../../engine/pages/vector.ts';
import { parseType } from '../../engine/types/parse-type.ts';
import { readColumnHandle } from './handles.ts';
import type { TpchTableHandle } from './handles.ts';

/**
 * Reads a table handle's constraint. Stock's connector takes over predicates on orderstatus, type and container: the filter
 * above the scan is then gone, so the rows must be left out here.
 * @returns a filter a column, all of which must pass; undefined when nothing can (a constraint without domains)
 * @throws TrinoError NOT_SUPPORTED for a domain of another kind than ranges of text
 */
export function readConstraint(constraint: TpchTableHandle['constraint']): readonly TextFilter[] | undefined {
  if (constraint.columnDomains === undefined) return undefined;
  return constraint.columnDomains.map((entry): TextFilter => {
    const { column, domain } = entry as { readonly column: unknown; readonly domain: Domain };
    const { columnName } = readColumnHandle(column as Parameters<typeof readColumnHandle>[0]);
    return { column: columnName, ranges: readRanges(columnName, domain) };
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

/** Tells which values are in one of the ranges. */
export function rangesFilter(ranges: readonly TextRange[]): (value: number | string) => boolean {
  const isPoint = ({ low, high }: TextRange): boolean => low !== undefined && low === high;
  const points = new Set(ranges.filter(isPoint).map(({ low }) => low));
  const wide = ranges.filter((range) => !isPoint(range));
  return (value) => {
    const text = String(value);
    return points.has(text) || wide.some((range) => inRange(text, range));
  };
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
