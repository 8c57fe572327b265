import type { Schema } from './openapi-document.ts';

/** Keywords whose meaning in OpenAPI 3.0 and in ajv is the same and whose value holds no schema. */
const SAME = [
  'type',
  'nullable',
  'enum',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'multipleOf',
];

/** Formats that ajv checks; others only name something, and a pattern beside them does the checking. */
const FORMATS = new Set(['date-time', 'date', 'time', 'uuid', 'uri', 'email', 'ipv4', 'ipv6', 'byte']);

const INT32 = { minimum: -2_147_483_648, maximum: 2_147_483_647 };

/** Turns a schema object of OpenAPI 3.0 into one for ajv: integers by their size, discriminators without mapping, no descriptions. */
export function toJsonSchema(schema: Schema): Schema {
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'].replace('#/components/schemas/', '') };
  const result: Record<string, unknown> = {};
  for (const key of SAME) if (schema[key] !== undefined) result[key] = schema[key];
  convertRange(schema, result);
  convertMembers(schema, result);
  const format = schema['format'];
  if (schema['type'] === 'string' && typeof format === 'string' && FORMATS.has(format)) result['format'] = format;
  if (schema['type'] === 'integer') convertInteger(schema, result);
  if (schema['type'] === 'number') {
    delete result['type'];
    delete result['nullable'];
    result['double'] = { nullable: schema['nullable'] === true };
  }
  const discriminator = schema['discriminator'];
  if (typeof discriminator === 'object' && discriminator !== null && 'propertyName' in discriminator) {
    result['discriminator'] = { propertyName: discriminator.propertyName };
    // Ajv looks at the discriminator of objects alone, and then not at the branches: anything else would pass.
    result['type'] ??= 'object';
  }
  return result;
}

/** In OpenAPI 3.0 an exclusive bound is a flag beside the bound. */
function convertRange(schema: Schema, result: Record<string, unknown>): void {
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[flag] !== true) continue;
    result[flag] = schema[bound];
    delete result[bound];
  }
}

function convertMembers(schema: Schema, result: Record<string, unknown>): void {
  for (const key of ['oneOf', 'anyOf', 'allOf']) {
    const branches = schema[key];
    if (Array.isArray(branches)) result[key] = branches.map((branch: Schema) => toJsonSchema(branch));
  }
  for (const key of ['not', 'items', 'additionalProperties']) {
    const member = schema[key];
    if (typeof member === 'boolean') result[key] = member;
    else if (typeof member === 'object' && member !== null) result[key] = toJsonSchema(member as Schema);
  }
  const properties = schema['properties'];
  if (typeof properties === 'object' && properties !== null) {
    const converted = Object.entries(properties).map(([name, member]) => [name, toJsonSchema(member as Schema)]);
    result['properties'] = Object.fromEntries(converted);
  }
}

function convertInteger(schema: Schema, result: Record<string, unknown>): void {
  if (schema['format'] === 'int64') {
    delete result['type'];
    delete result['nullable'];
    result['int64'] = { nullable: schema['nullable'] === true };
  } else if (schema['format'] === 'int32') {
    result['minimum'] = Math.max(INT32.minimum, Number(result['minimum'] ?? INT32.minimum));
    result['maximum'] = Math.min(INT32.maximum, Number(result['maximum'] ?? INT32.maximum));
  }
}
