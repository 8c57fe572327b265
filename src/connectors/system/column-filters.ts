import type { TupleDomain } from '../../../generated/worker/types.ts';
import { listedValues, rangesFilter, readTextConstraint } from '../text-constraint.ts';
import { readColumnHandle } from './handles.ts';

/** What a scan's constraint leaves of text columns. */
export interface ColumnFilters {
  /** Whether a row with the value is asked for. */
  accepts(column: string, value: string): boolean;
  /** The only values asked for; undefined when they aren't listed. */
  listed(column: string): readonly string[] | undefined;
}

/**
 * The filters of a table handle's constraint.
 * @returns undefined when no row can pass
 * @throws TrinoError NOT_SUPPORTED for constraints of another kind than `limitTo` writes
 */
export function columnFilters(constraint: TupleDomain): ColumnFilters | undefined {
  const filters = readTextConstraint(constraint, readColumnHandle);
  if (filters === undefined) return undefined;
  const byColumn = new Map(
    filters.map(({ column, ranges }) => [
      column,
      { accepts: rangesFilter(ranges), listed: listedValues(ranges) },
    ]),
  );
  return {
    accepts: (column, value) => byColumn.get(column)?.accepts(value) ?? true,
    listed: (column) => byColumn.get(column)?.listed,
  };
}

/** Those of some names that are asked for; listed ones without looking at others. @param exists whether a listed name is one */
export function namesAsked(
  filters: ColumnFilters,
  column: string,
  exists: (name: string) => boolean,
  all: () => readonly string[],
): readonly string[] {
  return filters.listed(column)?.filter(exists) ?? all().filter((name) => filters.accepts(column, name));
}
