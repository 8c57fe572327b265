import type { TextFilter } from '../../engine/catalog/connector.ts';
import { readTextConstraint } from '../text-constraint.ts';
import { readColumnHandle } from './handles.ts';
import type { TpchTableHandle } from './handles.ts';

/**
 * Reads a table handle's constraint. Stock's connector takes over predicates on orderstatus, type and container: the filter
 * above the scan is then gone, so the rows must be left out here.
 * @returns a filter a column, all of which must pass; undefined when nothing can (a constraint without domains)
 * @throws TrinoError NOT_SUPPORTED for a domain of another kind than ranges of text
 */
export function readConstraint(constraint: TpchTableHandle['constraint']): readonly TextFilter[] | undefined {
  return readTextConstraint(constraint, (column) => readColumnHandle(column).columnName);
}
