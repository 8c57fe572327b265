import { TrinoError } from '../errors/trino-error.ts';
import type { ErrorName } from '../errors/error-codes.ts';
import type { Property } from '../parse/tree/property.ts';

/** What may have properties. */
export type PropertyOwner = 'schema' | 'table' | 'column' | 'analyze' | 'materialized view';

const errorNames: Readonly<Record<PropertyOwner, ErrorName>> = {
  schema: 'INVALID_SCHEMA_PROPERTY',
  table: 'INVALID_TABLE_PROPERTY',
  column: 'INVALID_COLUMN_PROPERTY',
  analyze: 'INVALID_ANALYZE_PROPERTY',
  'materialized view': 'INVALID_MATERIALIZED_VIEW_PROPERTY',
};

/**
 * Checks a WITH list. The connectors there are know no properties, as in stock, so their names decide and values aren't looked at.
 * @throws TrinoError of the owner's kind
 */
export function checkProperties(
  properties: readonly Property[],
  owner: PropertyOwner,
  catalog: string,
): void {
  const [first] = properties;
  if (first === undefined) return;
  const name = first.name.value.toLowerCase();
  throw new TrinoError(errorNames[owner], `Catalog '${catalog}' ${owner} property '${name}' does not exist`);
}
