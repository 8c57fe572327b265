import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { binary, concat, fn, text, whole } from '../sql-shorthand.ts';

/**
 * The texts of a list with a separator between them. DuckDB joins with constants only: another separator is put before each text,
 * and the first of them is left out.
 * @param list of texts that aren't NULL; of none it is NULL
 */
export function joinTexts(list: SqlExpression, separator: SqlExpression): SqlExpression {
  if (separator.kind === 'text') return fn('array_to_string', list, separator);
  const body = concat(separator, { kind: 'column', name: 'part' });
  const parts = fn('list_transform', list, { kind: 'lambda', parameters: ['part'], body });
  return fn(
    'substring',
    fn('array_to_string', parts, text('')),
    binary(fn('length', separator), '+', whole(1)),
  );
}
