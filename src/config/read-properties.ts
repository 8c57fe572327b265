import { readFileSync } from 'node:fs';
import type { ConfigurationProblem, PropertySource } from './configuration-error.ts';
import { inFile } from './configuration-error.ts';
import { substituteEnvironment } from './environment-variables.ts';
import type { PropertyIndex } from './property-index.ts';
import { MalformedEscapeError, parseProperties } from './properties-file.ts';
import { expectedForm, parsePropertyValue } from './property-value.ts';
import type { PropertyValue } from './property-value.ts';

/** A property as it was set, under today's name. */
export interface ConfiguredProperty {
  readonly name: string;
  /** The name in the file, which may be an older one. */
  readonly writtenName: string;
  readonly text: string;
  readonly value: PropertyValue;
  readonly secret: boolean;
  /** Absent for a property that no file says. */
  readonly source: PropertySource | undefined;
}

export interface ReadContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly problems: ConfigurationProblem[];
  readonly warnings: string[];
}

/** A property as it is written. */
export interface RawProperty {
  readonly name: string;
  readonly text: string;
  readonly source: PropertySource | undefined;
}

/** Reads a file's properties in the order of their lines; what is wrong with the file as such goes to the problems. */
export function readPropertiesFile(file: string, context: ReadContext): readonly RawProperty[] {
  let text: string;
  try {
    // Java reads these files as Latin-1; other characters are written as \uXXXX.
    text = readFileSync(file, 'latin1');
  } catch (error) {
    context.problems.push({
      message: `Cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`,
    });
    return [];
  }
  try {
    const last = new Map<string, RawProperty>();
    for (const { name, value, line } of parseProperties(text)) {
      const source = { file, line };
      const before = last.get(name);
      if (before !== undefined && before.text !== value) {
        context.warnings.push(
          `Configuration property '${name}' is set more than once; the last value counts${inFile(source)}`,
        );
      }
      last.set(name, { name, text: value, source });
    }
    return [...last.values()];
  } catch (error) {
    if (!(error instanceof MalformedEscapeError)) throw error;
    context.problems.push({
      message: 'A \\u escape is not followed by four hexadecimal digits',
      source: { file, line: error.line },
    });
    return [];
  }
}

/**
 * Checks properties against those that Trino 435 knows: unknown and defunct names, wrong values and unset environment variables
 * are problems, older names are read with a warning.
 * @returns by today's name; what had a problem is left out
 */
export function resolveProperties(
  properties: readonly RawProperty[],
  index: PropertyIndex,
  context: ReadContext,
): Map<string, ConfiguredProperty> {
  const resolved = new Map<string, ConfiguredProperty>();
  for (const raw of properties) {
    const property = resolveProperty(raw, index, context);
    if (property === undefined) continue;
    const other = resolved.get(property.name);
    if (other !== undefined && other.text !== property.text) {
      const shown = ({ writtenName, text, secret }: ConfiguredProperty): string =>
        `'${writtenName}' (=${secret ? '[REDACTED]' : text})`;
      context.problems.push({
        message: `Configuration property ${shown(other)} conflicts with property ${shown(property)}`,
        source: raw.source,
      });
    }
    resolved.set(property.name, property);
  }
  return resolved;
}

function resolveProperty(
  { name: writtenName, text: writtenText, source }: RawProperty,
  index: PropertyIndex,
  { environment, problems, warnings }: ReadContext,
): ConfiguredProperty | undefined {
  const problem = (message: string): void => {
    problems.push({ message, source });
  };
  const known = index.find(writtenName);
  if (known === undefined) {
    if (index.isDefunct(writtenName)) {
      problem(`Defunct property '${writtenName}' cannot be configured`);
      return undefined;
    }
    const near = index.nearest(writtenName);
    const hint = near === undefined ? '' : `. Did you mean '${near}'?`;
    problem(`Configuration property '${writtenName}' is unknown to Trino 435${hint}`);
    return undefined;
  }
  const [name, kind, , facts] = known.row;
  if (writtenName !== name) {
    warnings.push(
      `Configuration property '${writtenName}' has been replaced. Use '${name}' instead${inFile(source)}`,
    );
  }
  const unset: string[] = [];
  const text = substituteEnvironment(writtenText, environment, (variable) => unset.push(variable));
  for (const variable of unset) {
    problem(`Configuration property '${writtenName}' references unset environment variable '${variable}'`);
  }
  if (unset.length > 0) return undefined;
  const value = parsePropertyValue(kind, text, facts?.values);
  if (value === undefined) {
    const shown = facts?.secret === true ? '[REDACTED]' : text;
    problem(
      `Invalid value '${shown}' for property '${writtenName}': expected ${expectedForm(kind, facts?.values)}`,
    );
    return undefined;
  }
  return { name, writtenName, text, value, secret: facts?.secret === true, source };
}
