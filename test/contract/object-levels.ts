import type { Schema, Spec } from './spec.ts';

/** An object somewhere in a JSON value, with the schema that describes it. */
export interface ObjectLevel {
  /** Where it stands, for people. */
  readonly path: string;
  readonly object: Record<string, unknown>;
  /** Why the schema lets in properties that it doesn't name; undefined if it should not. */
  readonly mapReason: string | undefined;
}

/** Every object in `value`, found along the schema; lists are followed to their first entries. */
export function objectLevels(spec: Spec, schema: Schema, value: unknown, path = ''): ObjectLevel[] {
  const described = branchFor(spec, schema, value);
  if (Array.isArray(value)) {
    return value
      .slice(0, 3)
      .flatMap((entry, index) => objectLevels(spec, described.items ?? {}, entry, `${path}/${index}`));
  }
  if (value === null || typeof value !== 'object') {
    return [];
  }
  const object = value as Record<string, unknown>;
  const others = described.additionalProperties;
  const below = Object.entries(object).flatMap(([name, entry]) => {
    const named = described.properties?.[name] ?? (typeof others === 'object' ? others : {});
    return objectLevels(spec, named, entry, `${path}/${name}`);
  });
  return [{ path, object, mapReason: described['x-map-reason'] }, ...below];
}

/** The schema itself, or of its alternatives the one that the value fits. */
function branchFor(spec: Spec, schema: Schema, value: unknown): Schema {
  const resolved = spec.resolveSchema(schema);
  const alternatives = resolved.oneOf ?? resolved.anyOf;
  if (alternatives === undefined) {
    return resolved;
  }
  const fitting = alternatives.find((alternative) => spec.problemWith(value, alternative) === undefined);
  return fitting === undefined ? resolved : branchFor(spec, fitting, value);
}
