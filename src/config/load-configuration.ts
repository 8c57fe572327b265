import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from './configuration-error.ts';
import type { ConfigurationProblem } from './configuration-error.ts';
import { loadCatalogs, resolveCatalog } from './load-catalogs.ts';
import type { CatalogConfiguration } from './load-catalogs.ts';
import { loadResourceGroups } from './load-resource-groups.ts';
import { loadLogLevel } from './log-levels.ts';
import type { LogLevel } from './log-levels.ts';
import { serverPropertyIndex } from './property-index.ts';
import { readPropertiesFile, resolveProperties } from './read-properties.ts';
import type { ConfiguredProperty, ReadContext } from './read-properties.ts';
import { resolvePath } from './resolve-path.ts';
import type { ResourceGroupsSpec } from '../engine/schedule/resource-groups/resource-groups-spec.ts';
import { requiredValues } from './required-value.ts';
import { defaultSettings, settingNames, settingRegistry } from './settings.ts';
import type { Settings } from './settings.ts';

/** All that a node is told at its start. */
export interface Configuration {
  readonly settings: Settings;
  readonly catalogs: readonly CatalogConfiguration[];
  readonly logLevel: LogLevel | undefined;
  /** Absent: all queries go to one group, `global`. */
  readonly resourceGroups?: ResourceGroupsSpec | undefined;
  /** Sentences for the log: properties without effect, older names. */
  readonly warnings: readonly string[];
}

export interface ConfigurationOptions {
  /** Folder with Trino's files; without it everything has its default and the catalogs are memory and tpch. */
  readonly etc?: string | undefined;
  /** Names of the connectors that are here. */
  readonly connectors: readonly string[];
  /** Properties of Trino's by name that win over those of the files. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
  /** Catalogs by name with the properties of their files; these instead of those of the folder. */
  readonly catalogs?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** For `${ENV:NAME}`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Further files that Trino reads from the folder and this server doesn't yet. */
const filesWithoutEffect: readonly string[] = [
  'jvm.config',
  'event-listener.properties',
  'exchange-manager.properties',
  'group-provider.properties',
  'session-property-config.properties',
  'password-authenticator.properties',
  'header-authenticator.properties',
  'certificate-authenticator.properties',
];

/**
 * Reads `config.properties`, `node.properties`, `log.properties`, `resource-groups.properties` and `catalog/*.properties` of a folder.
 * @throws ConfigurationError with everything that is wrong, not only the first
 */
export function loadConfiguration(options: ConfigurationOptions): Configuration {
  const { etc, connectors, environment } = options;
  const context = { environment, problems: [] as ConfigurationProblem[], warnings: [] as string[] };
  if (etc !== undefined) checkFolder(etc);
  const properties =
    etc === undefined ? new Map<string, ConfiguredProperty>() : readServerProperties(etc, context);
  for (const [name, property] of givenProperties(options.properties ?? {}, context))
    properties.set(name, property);
  const settings = applySettings(properties, context);
  checkTogether(settings, context);
  const catalogs =
    options.catalogs === undefined
      ? readCatalogs(options, properties, settings, context)
      : givenCatalogs(options.catalogs, connectors, context);
  const levelsFile =
    settings.logLevelsFile === undefined
      ? etc && path.join(etc, 'log.properties')
      : resolvePath(etc, settings.logLevelsFile);
  const logLevel = levelsFile === undefined ? undefined : loadLogLevel(levelsFile, context);
  if (etc !== undefined) checkOtherFiles(etc, context);
  const resourceGroups =
    etc === undefined || !settings.coordinator ? undefined : loadResourceGroups(etc, context);
  if (context.problems.length > 0) throw new ConfigurationError(context.problems);
  return { settings, catalogs, logLevel, resourceGroups, warnings: context.warnings };
}

function readCatalogs(
  { etc, connectors }: ConfigurationOptions,
  properties: ReadonlyMap<string, ConfiguredProperty>,
  settings: Settings,
  context: ReadContext,
): readonly CatalogConfiguration[] {
  const named = properties.has(settingRegistry.catalogDirectory.property);
  if (etc === undefined && !named) return defaultCatalogs;
  const directory =
    named || etc === undefined ? resolvePath(etc, settings.catalogDirectory) : path.join(etc, 'catalog');
  const disabled = new Set(settings.disabledCatalogs?.split(',').map((name) => name.trim()));
  return loadCatalogs(directory, connectors, disabled, context);
}

function givenCatalogs(
  catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>,
  connectors: readonly string[],
  context: ReadContext,
): readonly CatalogConfiguration[] {
  return Object.entries(catalogs)
    .map(([name, given]) => {
      const raw = Object.entries(given).map(([property, text]) => ({
        name: property,
        text,
        source: undefined,
      }));
      return resolveCatalog(name, raw, undefined, connectors, context);
    })
    .filter((catalog) => catalog !== undefined);
}

/** What a node without configuration serves. */
const defaultCatalogs: readonly CatalogConfiguration[] = [
  { name: 'memory', connectorName: 'memory', properties: {} },
  { name: 'tpch', connectorName: 'tpch', properties: {} },
];

/** Properties that no file says: those of the command line and of `start`. */
function givenProperties(
  given: Readonly<Record<string, string>>,
  context: ReadContext,
): Map<string, ConfiguredProperty> {
  const raw = Object.entries(given).map(([name, text]) => ({ name, text, source: undefined }));
  return resolveProperties(raw, serverPropertyIndex(), context);
}

/** What no property alone can get wrong. */
function checkTogether(settings: Settings, { problems }: ReadContext): void {
  if (!settings.coordinator && settings.discoveryUri === undefined) {
    problems.push({
      message: "A worker needs 'discovery.uri': the coordinator's address, such as http://host:8080",
    });
  }
  const address = settings.bindAddress ?? '127.0.0.1';
  if (!isLoopback(address) && settings.sharedSecret === undefined) {
    problems.push({
      message: `Listening on ${address} needs 'internal-communication.shared-secret', the same on all nodes: without it anyone who reaches the port could pass as a node`,
    });
  }
}

/** Whether only this machine can reach an address. */
function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address);
}

function checkFolder(etc: string): void {
  if (!existsSync(etc) || !statSync(etc).isDirectory()) {
    throw new ConfigurationError([{ message: `The folder '${etc}' given by --etc doesn't exist` }]);
  }
  const expected = ['config.properties', 'node.properties', 'catalog'];
  if (!expected.some((name) => existsSync(path.join(etc, name)))) {
    throw new ConfigurationError([
      {
        message: `The folder '${etc}' given by --etc has none of config.properties, node.properties and catalog/`,
      },
    ]);
  }
}

function readServerProperties(etc: string, context: ReadContext): Map<string, ConfiguredProperty> {
  // What node.properties says wins: Trino's launcher hands it over as system properties.
  const files = ['config.properties', 'node.properties']
    .map((name) => path.join(etc, name))
    .filter(existsSync);
  const merged = new Map<string, ConfiguredProperty>();
  for (const file of files) {
    const resolved = resolveProperties(readPropertiesFile(file, context), serverPropertyIndex(), context);
    for (const [name, property] of resolved) merged.set(name, property);
  }
  return merged;
}

function applySettings(properties: ReadonlyMap<string, ConfiguredProperty>, context: ReadContext): Settings {
  const settings: Record<string, unknown> = { ...defaultSettings() };
  const effective = new Set<string>(Object.keys(requiredValues));
  for (const name of settingNames) {
    const { property: propertyName, check } = settingRegistry[name];
    effective.add(propertyName);
    const property = properties.get(propertyName);
    if (property === undefined) continue;
    const complaint = check?.(property.value);
    if (complaint !== undefined) {
      const shown = property.secret ? '[REDACTED]' : property.text;
      context.problems.push({
        message: `Invalid configuration property ${property.writtenName}: ${complaint} (is '${shown}')`,
        source: property.source,
      });
    }
    settings[name] = property.value;
  }
  for (const property of properties.values()) {
    checkRequiredValue(property, context);
    if (!effective.has(property.name)) {
      context.warnings.push(`Configuration property '${property.writtenName}' has no effect here`);
    }
  }
  return settings as Settings;
}

function checkRequiredValue(property: ConfiguredProperty, context: ReadContext): void {
  const required = requiredValues[property.name];
  if (required === undefined || required.allowed.includes(property.text.toLowerCase())) return;
  context.problems.push({
    message: `Configuration property '${property.writtenName}' asks for ${required.missing}, which this server doesn't have yet; it won't start without what protects it elsewhere. Remove the property to start unprotected`,
    source: property.source,
  });
}

function checkOtherFiles(etc: string, context: ReadContext): void {
  for (const name of filesWithoutEffect) {
    if (existsSync(path.join(etc, name))) context.warnings.push(`${path.join(etc, name)} has no effect here`);
  }
  const accessControl = path.join(etc, 'access-control.properties');
  if (!existsSync(accessControl)) return;
  const name = readPropertiesFile(accessControl, context).find(
    (property) => property.name === 'access-control.name',
  );
  if (name?.text === 'default') return;
  context.problems.push({
    message: `Access control '${name?.text ?? ''}' isn't here yet, only 'default'; remove the file to start with that one`,
    source: name?.source ?? { file: accessControl },
  });
}
