import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { PropertySource } from './configuration-error.ts';
import { catalogPropertyIndex } from './property-index.ts';
import { readPropertiesFile, resolveProperties } from './read-properties.ts';
import type { RawProperty, ReadContext } from './read-properties.ts';

/** A catalog as configured: the name of its file, the connector behind it and the connector's properties. */
export interface CatalogConfiguration {
  readonly name: string;
  readonly connectorName: string;
  /** Checked texts by today's names, without `connector.name`. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * Reads `*.properties` of a catalog folder.
 * @param connectors names of the connectors that are here
 * @param disabled names of catalogs to leave out
 */
export function loadCatalogs(
  directory: string,
  connectors: readonly string[],
  disabled: ReadonlySet<string>,
  context: ReadContext,
): readonly CatalogConfiguration[] {
  if (!existsSync(directory)) return [];
  const catalogs: CatalogConfiguration[] = [];
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith('.properties')) continue;
    const name = path.basename(file, '.properties');
    if (disabled.has(name)) continue;
    const catalog = loadCatalog(path.join(directory, file), name, connectors, context);
    if (catalog !== undefined) catalogs.push(catalog);
  }
  return catalogs;
}

function loadCatalog(
  file: string,
  name: string,
  connectors: readonly string[],
  context: ReadContext,
): CatalogConfiguration | undefined {
  return resolveCatalog(name, readPropertiesFile(file, context), { file }, connectors, context);
}

/**
 * Checks the properties of one catalog.
 * @returns undefined when it can't be mounted; the problems say why
 */
export function resolveCatalog(
  name: string,
  properties: readonly RawProperty[],
  source: PropertySource | undefined,
  connectors: readonly string[],
  context: ReadContext,
): CatalogConfiguration | undefined {
  const problem = (message: string): void => {
    context.problems.push({ message, source });
  };
  if (name === 'system') {
    problem('Catalog name SYSTEM is reserved for internal usage');
    return undefined;
  }
  if (!/^[a-z0-9_-]+$/.test(name)) {
    problem(`Catalog name '${name}' must be lower-case letters, digits, _ and -`);
    return undefined;
  }
  const connectorName = properties.find((property) => property.name === 'connector.name')?.text;
  if (connectorName === undefined || connectorName === '') {
    problem(`Catalog configuration '${name}' does not contain connector.name`);
    return undefined;
  }
  const index = connectors.includes(connectorName) ? catalogPropertyIndex(connectorName) : undefined;
  if (index === undefined) {
    problem(`No factory for connector '${connectorName}'. Available factories: [${connectors.join(', ')}]`);
    return undefined;
  }
  const texts: Record<string, string> = {};
  for (const property of resolveProperties(properties, index, context).values()) {
    if (property.name === 'connector.name') continue;
    if (!effectiveCatalogProperties.has(property.name)) {
      context.warnings.push(`Configuration property '${property.writtenName}' has no effect here`);
    }
    texts[property.name] = property.text;
  }
  return { name, connectorName, properties: texts };
}

/** Properties of catalogs that have an effect, with what they do. */
export const effectiveCatalogProperties: ReadonlyMap<string, string> = new Map([
  ['memory.max-data-per-node', 'Bytes of rows that a node stores for the catalog, as pages would take them'],
  ['memory.splits-per-node', 'Splits of the rows that a write left on a node'],
]);
