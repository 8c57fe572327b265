import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ResourceGroupsSpec } from '../engine/schedule/resource-groups/resource-groups-spec.ts';
import type { PropertyIndex } from './property-index.ts';
import { readPropertiesFile, resolveProperties } from './read-properties.ts';
import type { ReadContext } from './read-properties.ts';
import { readResourceGroups } from './read-resource-groups.ts';
import { resolvePath } from './resolve-path.ts';

const managerProperty = 'resource-groups.configuration-manager';
const fileProperty = 'resource-groups.config-file';

/** What `resource-groups.properties` may say. */
const properties: PropertyIndex = {
  find: (name) => {
    if (name !== managerProperty && name !== fileProperty) return undefined;
    return { name, row: [name, 'string'] };
  },
  isDefunct: () => false,
  nearest: () => undefined,
};

/**
 * Reads `resource-groups.properties` of the configuration's folder and the JSON file that it names.
 * @returns undefined when there is no such file, or when it has a problem
 */
export function loadResourceGroups(etc: string, context: ReadContext): ResourceGroupsSpec | undefined {
  const file = path.join(etc, 'resource-groups.properties');
  if (!existsSync(file)) return undefined;
  const found = resolveProperties(readPropertiesFile(file, context), properties, context);
  try {
    return managedGroups(etc, found.get(managerProperty)?.text, found.get(fileProperty)?.text);
  } catch (error) {
    if (!(error instanceof BadResourceGroups)) throw error;
    context.problems.push({ message: error.message, source: { file: error.file ?? file } });
    return undefined;
  }
}

/** What is wrong, and in which file if not in the properties. */
class BadResourceGroups extends Error {
  readonly file: string | undefined;

  constructor(message: string, file?: string) {
    super(message);
    this.file = file;
  }
}

/** @throws BadResourceGroups */
function managedGroups(
  etc: string,
  manager: string | undefined,
  json: string | undefined,
): ResourceGroupsSpec | undefined {
  if (manager === undefined) throw new BadResourceGroups(`Property '${managerProperty}' is missing`);
  if (manager === 'legacy') return undefined;
  if (manager !== 'file') {
    throw new BadResourceGroups(
      `Resource groups of the manager '${manager}' aren't here, only those of 'file' and 'legacy'`,
    );
  }
  if (json === undefined) throw new BadResourceGroups(`Property '${fileProperty}' is missing`);
  return readGroupsFile(resolvePath(etc, json));
}

/** @throws BadResourceGroups */
function readGroupsFile(file: string): ResourceGroupsSpec {
  const text = trying('Cannot read the resource groups', file, () => readFileSync(file, 'utf8'));
  const json = trying('The resource groups are no JSON', file, () => JSON.parse(text) as unknown);
  return trying('Invalid resource groups', file, () => readResourceGroups(json));
}

/** @throws BadResourceGroups for whatever `action` throws */
function trying<T>(what: string, file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new BadResourceGroups(`${what}: ${error instanceof Error ? error.message : String(error)}`, file);
  }
}
