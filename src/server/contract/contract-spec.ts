import { readFile } from 'node:fs/promises';

/** A JSON value of a spec. */
export type SpecValue =
  | null
  | boolean
  | number
  | string
  | readonly SpecValue[]
  | { readonly [key: string]: SpecValue };

export interface ContractSpec {
  readonly paths: Readonly<Record<string, SpecValue>>;
  readonly [key: string]: SpecValue;
}

/**
 * Loads a bundled spec in the form that express-openapi-validator takes: discriminators without mapping (ajv refuses it) and a
 * `*` behind parameters of several segments; no examples.
 */
export async function loadContractSpec(name: 'coordinator' | 'worker'): Promise<ContractSpec> {
  const file = new URL(`../../../generated/${name}/openapi.json`, import.meta.url);
  const document = JSON.parse(await readFile(file, 'utf8')) as ContractSpec;
  const paths = Object.entries(document.paths).map(([path, item]) => [
    JSON.stringify(item).includes('"x-multi-segment":true') ? `${path}*` : path,
    item,
  ]);
  return withoutMappings({
    ...document,
    paths: Object.fromEntries(paths) as ContractSpec['paths'],
  }) as ContractSpec;
}

/** @param named whether the keys are names that the spec gives (`properties`), not words of OpenAPI */
function withoutMappings(value: SpecValue, named = false): SpecValue {
  if (Array.isArray(value)) return (value as readonly SpecValue[]).map((part) => withoutMappings(part));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    // Examples hold recorded objects, and ajv takes the `id` of one for a schema's.
    .filter(([key]) => named || (key !== 'example' && key !== 'examples'))
    .map(([key, part]) => [key, withoutMappings(part, !named && key === 'properties')]);
  const copy = Object.fromEntries(members) as { [key: string]: SpecValue };
  // Properties of a schema may be named so too: those are objects with no property name in them.
  const { discriminator } = copy;
  const propertyName = member(discriminator, 'propertyName');
  if (typeof propertyName === 'string') copy['discriminator'] = { propertyName };
  return copy;
}

/** Follows `$ref` inside the document. */
export function resolveReference(spec: ContractSpec, value: SpecValue | undefined): SpecValue | undefined {
  const reference = member(value, '$ref');
  if (typeof reference !== 'string') return value;
  let found: SpecValue | undefined = spec;
  for (const step of reference.replace(/^#\//, '').split('/')) {
    found = member(found, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return resolveReference(spec, found);
}

/** A member of an object, undefined of anything else. */
export function member(value: SpecValue | undefined, name: string): SpecValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: SpecValue })[name];
}
