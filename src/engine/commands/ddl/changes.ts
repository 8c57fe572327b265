import type { ConnectorChanges } from '../../catalog/connector-changes.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import { semanticError } from '../../analyze/semantic-error.ts';
import type { CommandContext } from '../command.ts';
import type { TrinoError } from '../../errors/trino-error.ts';
import { notSupportedByConnector } from './refusals.ts';

/**
 * @param description what the catalog is to the statement: `Catalog`, `Target catalog`
 * @throws TrinoError CATALOG_NOT_FOUND
 */
export function checkCatalog(
  node: SyntaxNode,
  catalog: string,
  { metadata }: CommandContext,
  description = 'Catalog',
): void {
  if (metadata.catalog(catalog) === undefined) {
    throw semanticError('CATALOG_NOT_FOUND', node, `${description} '${catalog}' does not exist`);
  }
}

/** A change that no connector here makes. @throws TrinoError what `Metadata.checkWrite` throws */
export function refusedChange(catalog: string, what: string, { metadata }: CommandContext): TrinoError {
  metadata.checkWrite(catalog);
  return notSupportedByConnector(what);
}

/**
 * A change of a catalog, to be made now: the statement's transaction is told that it writes.
 * @param what as in "This connector does not support …"
 * @throws TrinoError NOT_SUPPORTED; what `Metadata.checkWrite` throws
 */
export function changing<K extends keyof ConnectorChanges>(
  catalog: string,
  change: K,
  what: string,
  { metadata }: CommandContext,
): NonNullable<ConnectorChanges[K]> {
  metadata.checkWrite(catalog);
  const made = metadata.changes(catalog)?.[change];
  if (made === undefined) throw notSupportedByConnector(what);
  return made;
}
