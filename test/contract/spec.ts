import { fileURLToPath } from 'node:url';
import { bundle, createConfig } from '@redocly/openapi-core';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

export type SpecName = 'coordinator' | 'worker';

/** The parts of an OpenAPI document that the contract tests read. References that remain are to `#/components`. */
export interface Document {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly securitySchemes?: Readonly<Record<string, { readonly in?: string; readonly name?: string }>>;
  };
}

export type Method = 'get' | 'head' | 'post' | 'put' | 'delete';

export type PathItem = { readonly [M in Method]?: Operation } & {
  readonly parameters?: readonly Parameter[];
};

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
  readonly 'x-trino-access': string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly schema: Schema;
  readonly 'x-multi-segment'?: boolean;
}

export interface Response {
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; readonly schema: Schema }>>;
  readonly content?: Content;
}

export type Content = Readonly<Record<string, { readonly schema: Schema }>>;

/** A JSON schema as far as the tests look into it; ajv reads the rest. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly 'x-map-reason'?: string;
}

/** A spec with one compiled validator a schema. */
export class Spec {
  readonly name: SpecName;
  readonly document: Document;
  readonly #ajv: Ajv;
  readonly #validators = new Map<Schema, ValidateFunction>();

  constructor(name: SpecName, document: Document) {
    this.name = name;
    this.document = document;
    this.#ajv = new Ajv({ discriminator: true, strict: false, allErrors: false, validateFormats: true });
    formats.default(this.#ajv);
    // Bodies are bytes by the time they are looked at.
    this.#ajv.addFormat('binary', true);
    this.#ajv.addSchema({ $id: name, ...withoutMappings(document) });
  }

  /** What is wrong with `value` under a schema of the document; undefined if nothing is. */
  problemWith(value: unknown, schema: Schema): string | undefined {
    let validate = this.#validators.get(schema);
    if (validate === undefined) {
      validate = this.#ajv.compile(absolute(withoutMappings(schema), this.name) as object);
      this.#validators.set(schema, validate);
    }
    if (validate(value)) {
      return undefined;
    }
    const [error] = validate.errors ?? [];
    return `${error?.instancePath ?? ''} ${error?.message ?? 'is invalid'} ${JSON.stringify(error?.params)}`.trim();
  }

  /** The document as express-openapi-validator takes it: no mappings, and its own mark for a parameter of several segments. */
  forMiddleware(): object {
    const paths = Object.entries(this.document.paths).map(([template, item]) => {
      const several = (item.parameters ?? []).some(
        (parameter) => this.resolve(parameter)['x-multi-segment'] === true,
      );
      return [several ? `${template}*` : template, item];
    });
    return withoutMappings({ ...this.document, paths: Object.fromEntries(paths) as object });
  }

  /** The thing itself where a reference stands. */
  resolve<T extends object>(thing: T): T {
    const ref = (thing as { readonly $ref?: string }).$ref;
    if (ref === undefined) {
      return thing;
    }
    const found = ref
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>(
        (node, key) => (node as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
        this.document,
      );
    return this.resolve(found as T);
  }

  /** The schema that holds for a value's own level, through references and single wrappers. */
  resolveSchema(schema: Schema): Schema {
    const resolved = this.resolve(schema);
    const [only, ...others] = resolved.allOf ?? [];
    return only !== undefined && others.length === 0 && resolved.properties === undefined
      ? this.resolveSchema(only)
      : resolved;
  }
}

const loaded = new Map<SpecName, Promise<Spec>>();

/** Bundles a spec from its sources and makes it ready for validation; once in a process. */
export function loadSpec(name: SpecName): Promise<Spec> {
  const spec = loaded.get(name) ?? bundleSpec(name);
  loaded.set(name, spec);
  return spec;
}

async function bundleSpec(name: SpecName): Promise<Spec> {
  const root = fileURLToPath(new URL('../../openapi', import.meta.url));
  const config = await createConfig({});
  const { bundle: bundled, problems } = await bundle({ ref: `${root}/${name}.yaml`, config });
  if (problems.length > 0) {
    throw new Error(
      `${name}.yaml can't be bundled: ${problems.map((problem) => problem.message).join('; ')}`,
    );
  }
  return new Spec(name, bundled.parsed as Document);
}

/** ajv refuses a discriminator with a mapping; the values follow from the branches. */
function withoutMappings(node: unknown): object {
  return mapTree(node, (key, value) =>
    key === 'discriminator' && isObject(value) && 'propertyName' in value
      ? { propertyName: value['propertyName'] }
      : value,
  ) as object;
}

/** Makes references independent of where the schema stands. */
function absolute(node: unknown, base: string): unknown {
  return mapTree(node, (key, value) =>
    key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `${base}${value}` : value,
  );
}

function mapTree(node: unknown, change: (key: string, value: unknown) => unknown): unknown {
  if (Array.isArray(node)) {
    return node.map((entry) => mapTree(entry, change));
  }
  if (!isObject(node)) {
    return node;
  }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, mapTree(change(key, value), change)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
