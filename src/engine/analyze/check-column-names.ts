import type { IdentifierNode } from '../parse/tree/identifier.ts';
import { semanticError } from './semantic-error.ts';

/**
 * The column names of a query of WITH.
 * @param columns how many the query has
 * @throws TrinoError MISMATCHED_COLUMN_ALIASES at the first name, DUPLICATE_COLUMN_NAME at the second of two equal ones
 */
export function checkColumnNames(names: readonly IdentifierNode[], columns: number): readonly string[] {
  const [first] = names;
  if (first !== undefined && names.length !== columns) {
    throw semanticError(
      'MISMATCHED_COLUMN_ALIASES',
      first,
      `Column alias list has ${names.length} entries but relation has ${columns} columns`,
    );
  }
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.value.toLowerCase();
    if (seen.has(key)) {
      throw semanticError(
        'DUPLICATE_COLUMN_NAME',
        name,
        `Column name '${name.value}' specified more than once`,
      );
    }
    seen.add(key);
  }
  return names.map(({ value }) => value);
}
