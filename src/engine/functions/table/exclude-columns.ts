import { TrinoError } from '../../errors/trino-error.ts';
import type { TableFunction } from './table-function.ts';

export const excludeColumnsHandleType =
  'system:io.trino.operator.table.ExcludeColumns$ExcludeColumnsFunctionHandle';

/** `exclude_columns(input, columns)`: a table without some of its columns (recording task-table-function-exclude-01-update-s0). */
export const excludeColumns: TableFunction = {
  name: 'exclude_columns',
  parameters: [
    { kind: 'table', name: 'INPUT' },
    { kind: 'descriptor', name: 'COLUMNS' },
  ],
  call(values) {
    const input = values.get('INPUT');
    const excluded = values.get('COLUMNS');
    if (input?.kind !== 'table' || excluded?.kind !== 'descriptor') {
      throw new TypeError('exclude_columns takes a table and a descriptor');
    }
    if (excluded.fields === undefined) throw refused('COLUMNS descriptor is null');
    if (excluded.fields.some(({ type }) => type !== undefined)) {
      throw refused('COLUMNS descriptor contains types');
    }
    const there = new Set(input.columns.map(({ name }) => name?.toLowerCase()));
    const names = new Set(excluded.fields.map(({ name }) => name.toLowerCase()));
    const missing = [...names].filter((name) => !there.has(name));
    if (missing.length > 0) {
      throw refused(`Excluded columns: [${missing.join(', ')}] not present in the table`);
    }
    const required = input.columns.flatMap(({ name }, i) =>
      name !== undefined && names.has(name.toLowerCase()) ? [] : [i],
    );
    if (required.length === 0) throw refused('All columns are excluded');
    return {
      handle: { '@type': excludeColumnsHandleType },
      columns: required.flatMap((i) => input.columns[i] ?? []),
      required,
    };
  },
};

function refused(message: string): TrinoError {
  return new TrinoError('INVALID_FUNCTION_ARGUMENT', message);
}
