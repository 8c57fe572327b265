import {
  catalogProperties,
  computed,
  defunctHttpClientProperties,
  defunctProperties,
  httpClientProperties,
  httpClients,
  serverProperties,
} from '../../src/config/known-properties.ts';
import type { PropertyRow } from '../../src/config/known-properties.ts';
import { effectiveCatalogProperties } from '../../src/config/load-catalogs.ts';
import { ownProperties } from '../../src/config/own-properties.ts';
import { serverPropertyIndex } from '../../src/config/property-index.ts';
import { requiredValues } from '../../src/config/required-value.ts';
import { settingNames, settingRegistry } from '../../src/config/settings.ts';

/** The text of `docs/configuration.md`, made from the registry of properties. */
export function configurationDocument(): string {
  const effective = new Set<string>(settingNames.map((name) => settingRegistry[name].property));
  const withoutEffect = serverProperties.filter(
    ([name]) => !effective.has(name) && !(name in requiredValues),
  );
  return `${[
    introduction,
    '## Properties that have an effect',
    'In `config.properties` or `node.properties`; what `node.properties` says wins. Older names that Trino 435 still reads are read with a warning.',
    table(['property', 'form', 'default', 'effect'], [...settingNames].sort(byProperty).map(settingRow)),
    `Trino doesn't have ${ownProperties.map(([name]) => code(name)).join(' and ')}.`,
    '## Properties that stop the start',
    "These ask for protection that isn't here yet. Starting without it would open what was meant to be closed, so any other value is an error.",
    table(
      ['property', 'asks for', 'values that are taken'],
      Object.entries(requiredValues).map(([name, { allowed, missing }]) => [
        code(name),
        missing,
        allowed.map((value) => (value === '' ? 'none' : code(value))).join(', '),
      ]),
    ),
    `So does an \`access-control.properties\` that names another access control than \`default\`, and so do names that Trino once had: ${[
      ...defunctProperties,
    ]
      .sort()
      .map(code)
      .join(', ')}, and of each HTTP client ${defunctHttpClientProperties.map(code).join(', ')}.`,
    '## Catalogs',
    'A file `catalog/NAME.properties` is the catalog NAME; `connector.name` says what is behind it. Further properties:',
    table(
      ['connector', 'property', 'form', 'default', 'effect'],
      Object.entries(catalogProperties).flatMap(([connector, rows]) =>
        rows.map((row) => [
          connector,
          ...plainRow(row),
          effectiveCatalogProperties.get(row[0]) ?? 'none yet: a warning at the start',
        ]),
      ),
    ),
    '## Properties of Trino 435 without effect here',
    'They are accepted with a warning at the start, if their values have the right form. Any other name is an error.',
    table(['property', 'form', "Trino's default"], withoutEffect.map(plainRow)),
    `The HTTP clients inside Trino have properties of their own, each with one of the prefixes ${httpClients.map((client) => code(`${client}.`)).join(', ')}:`,
    table(['property', 'form', "Trino's default"], httpClientProperties.map(plainRow)),
  ].join('\n\n')}\n`;
}

const introduction = `# Configuration

Made by \`npm run docs:configuration\` from the registry of properties; don't edit.

Without configuration a node is coordinator and worker in one, listens on 127.0.0.1:8080 and has the catalogs \`memory\`, \`tpch\` and \`system\`.
\`leveret --etc DIR\` reads Trino's own files from a folder: \`config.properties\`, \`node.properties\`, \`log.properties\` and \`catalog/*.properties\`,
in the syntax of Java's properties files, with \`\${ENV:NAME}\` replaced by the environment's value. \`--port\` and \`--host\` win over the files.
As a library, \`start({ etc, properties })\` does the same; \`properties\` are named as here and win over the files.

A property unknown to Trino 435, a value of the wrong form and a reference to an unset variable stop the start with exit code 100 and a list of all
that is wrong, with file and line. In \`log.properties\` only the level of \`io.trino\` counts.`;

const byProperty = (one: (typeof settingNames)[number], other: (typeof settingNames)[number]): number =>
  settingRegistry[one].property.localeCompare(settingRegistry[other].property);

function settingRow(name: (typeof settingNames)[number]): string[] {
  const setting = settingRegistry[name];
  const row = serverPropertyIndex().find(setting.property)?.row;
  if (row === undefined) throw new Error(`${setting.property} is no property of Trino's`);
  const [property, form, defaultValue] = plainRow(row);
  const { defaultText } = setting as { readonly defaultText?: string };
  return [property ?? '', form ?? '', defaultText ?? defaultValue ?? '', setting.meaning];
}

/** Name, form and Trino's default. */
function plainRow([name, kind, defaultValue, facts]: PropertyRow): string[] {
  const form = facts?.values === undefined ? kind : facts.values.map(code).join(', ');
  const shown = defaultValue === computed ? 'computed' : defaultValue === undefined ? '' : code(defaultValue);
  return [code(name), form, shown];
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
