import type { PropertyKind } from './known-properties.ts';
import { computed } from './known-properties.ts';
import { serverPropertyIndex } from './property-index.ts';
import { parsePropertyValue } from './property-value.ts';
import type { PropertyValue } from './property-value.ts';

/** A property of Trino's that has an effect here. */
export interface Setting<T extends PropertyValue | undefined> {
  readonly property: string;
  readonly defaultValue: T;
  /** What it does here: a sentence for `docs/configuration.md`. */
  readonly meaning: string;
  /** The default in words, where it isn't Trino's or is made at start. */
  readonly defaultText?: string;
  /** @returns what is wrong with a value that has the right form, as the end of a sentence that starts with the property */
  readonly check?: (value: PropertyValue) => string | undefined;
}

export interface SettingOptions<T> {
  /** Where ours isn't Trino's. */
  readonly defaultValue?: T;
  readonly defaultText?: string;
  readonly check?: (value: PropertyValue) => string | undefined;
}

function trinoDefault(property: string, ...kinds: readonly PropertyKind[]): PropertyValue | undefined {
  const row = serverPropertyIndex().find(property)?.row;
  if (row === undefined || !kinds.includes(row[1])) {
    throw new Error(`${property} isn't a property of Trino of kind ${kinds.join(' or ')}`);
  }
  const text = row[2];
  return text === undefined || text === computed
    ? undefined
    : parsePropertyValue(row[1], text, row[3]?.values);
}

function setting<T extends PropertyValue | undefined>(
  property: string,
  meaning: string,
  defaultValue: T,
  { defaultText, check }: SettingOptions<T>,
): Setting<T> {
  return {
    property,
    meaning,
    defaultValue,
    ...(defaultText === undefined ? {} : { defaultText }),
    ...(check === undefined ? {} : { check }),
  };
}

export function booleanSetting(
  property: string,
  meaning: string,
  options: SettingOptions<boolean> = {},
): Setting<boolean> {
  const ours = options.defaultValue ?? trinoDefault(property, 'boolean');
  return setting(property, meaning, ours === true, options);
}

/** A number, a duration in ms or a size in bytes. */
export function numberSetting(
  property: string,
  meaning: string,
  options: SettingOptions<number> = {},
): Setting<number> {
  const stock = trinoDefault(property, 'integer', 'long', 'double', 'duration', 'size');
  const ours = options.defaultValue ?? stock;
  if (typeof ours !== 'number') throw new Error(`${property} has no default`);
  return setting(property, meaning, ours, options);
}

/** The same, absent unless it is configured. */
export function optionalNumberSetting(
  property: string,
  meaning: string,
  options: SettingOptions<number> = {},
): Setting<number | undefined> {
  return setting<number | undefined>(property, meaning, options.defaultValue, options);
}

/** A text that may be absent. */
export function textSetting(
  property: string,
  meaning: string,
  options: SettingOptions<string | undefined> = {},
): Setting<string | undefined> {
  const stock = trinoDefault(property, 'string', 'enum');
  return setting(
    property,
    meaning,
    options.defaultValue ?? (typeof stock === 'string' ? stock : undefined),
    options,
  );
}

/** A text with a default. */
export function requiredTextSetting(
  property: string,
  meaning: string,
  options: SettingOptions<string> = {},
): Setting<string> {
  const stock = trinoDefault(property, 'string', 'enum');
  const ours = options.defaultValue ?? (typeof stock === 'string' ? stock : undefined);
  if (ours === undefined) throw new Error(`${property} has no default`);
  return setting(property, meaning, ours, options);
}
