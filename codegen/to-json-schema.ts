import { type Schema, SpecError } from './openapi-document.ts';

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
  'multipleOf',
];

/** The formats of strings that are checked. */
export const FORMATS: Readonly<Record<string, RegExp>> = {
  byte: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:\S*$/i,
};

const INT32 = { minimum: -2_147_483_648, maximum: 2_147_483_647 };

/** Turns a schema object of OpenAPI 3.0 into one for ajv: integers by their size, discriminators without mapping, no descriptions. */
export function toJsonSchema(schema: Schema): Schema {
  if (typeof schema['$ref'] === 'string')
    return { $ref: schema['$ref'].replace('#/components/schemas/', '') };
  const result: Record<string, unknown> = {};
  for (const key of SAME) if (schema[key] !== undefined) result[key] = schema[key];
  convertRange(schema, result);
  convertMembers(schema, result);
  if (schema['type'] === 'string') convertFormat(schema['format'], result);
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
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum } = schema;
  if (minimum !== undefined) result[exclusiveMinimum === true ? 'exclusiveMinimum' : 'minimum'] = minimum;
  if (maximum !== undefined) result[exclusiveMaximum === true ? 'exclusiveMaximum' : 'maximum'] = maximum;
}

function convertMembers(schema: Schema, result: Record<string, unknown>): void {
  for (const key of ['oneOf', 'anyOf', 'allOf']) {
    const branches = schema[key];
    if (Array.isArray(branches)) result[key] = branches.map((branch: Schema) => toJsonSchema(branch));
  }
  for (const key of ['not', 'items', 'additionalProperties']) {
    const member = schema[key];
    // Closed objects say what may be written. A reader ignores properties that it doesn't know, as stock nodes do.
    if (typeof member === 'object' && member !== null) result[key] = toJsonSchema(member as Schema);
  }
  const properties = schema['properties'];
  if (typeof properties === 'object' && properties !== null) {
    const converted = Object.entries(properties).map(([name, member]) => [
      name,
      toJsonSchema(member as Schema),
    ]);
    result['properties'] = Object.fromEntries(converted);
  }
}

function convertFormat(format: unknown, result: Record<string, unknown>): void {
  if (typeof format !== 'string' || format === 'binary') return;
  if (!(format in FORMATS))
    throw new SpecError(`The format ${format} isn't known to codegen: add it, or say it in a pattern`);
  result['format'] = format;
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
