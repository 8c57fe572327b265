import type { CellMaker } from './keyed-table.ts';

/**
 * Stock's hidden column: the number of the row's group (of the order for a line, of the part for a supplier's offer).
 * @param first number of the first group
 */
export function rowNumber<S>(first: 0 | 1): CellMaker<S> {
  return {
    name: 'row_number',
    type: { kind: 'bigint' },
    hidden: true,
    cell:
      ({ rows }) =>
      () =>
        first + rows.group,
  };
}
