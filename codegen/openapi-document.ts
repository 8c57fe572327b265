/** The part of OpenAPI 3.0 that code is generated from. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Reference {
  readonly $ref: string;
}

export interface PathItem {
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly get?: Operation;
  readonly head?: Operation;
  readonly post?: Operation;
  readonly put?: Operation;
  readonly delete?: Operation;
}

export interface Operation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly requestBody?: RequestBody | Reference;
  readonly responses: Readonly<Record<string, Response | Reference>>;
  readonly 'x-trino-access'?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly allowEmptyValue?: boolean;
  readonly style?: string;
  readonly schema?: Schema;
  readonly 'x-multi-segment'?: boolean;
}

export interface RequestBody {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface Response {
  readonly headers?: Readonly<Record<string, Header | Reference>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface Header {
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface MediaType {
  readonly schema?: Schema;
}

/** A schema object, or a reference to one; its members are looked at one by one. */
export type Schema = Readonly<Record<string, unknown>>;

/** An operation with where it stands. */
export interface LocatedOperation {
  readonly id: string;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly item: PathItem;
  readonly operation: Operation;
}

/** A spec that code can't be generated from; the message says what to change. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
}

const METHODS = {
  GET: 'get',
  HEAD: 'head',
  POST: 'post',
  PUT: 'put',
  DELETE: 'delete',
} as const;

/** All operations in the order of the document. Throws a `SpecError` for one without a usable operation id. */
export function operationsOf(document: OpenApiDocument): readonly LocatedOperation[] {
  const found: LocatedOperation[] = [];
  const ids = new Set<string>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of Object.keys(METHODS) as (keyof typeof METHODS)[]) {
      const operation = item[METHODS[method]];
      if (operation === undefined) continue;
      const id = operation.operationId;
      if (id === undefined || !/^[a-z][A-Za-z0-9]*$/.test(id)) {
        throw new SpecError(`${method} ${path} needs an operationId in camel case`);
      }
      if (ids.has(id)) throw new SpecError(`Two operations are called ${id}`);
      ids.add(id);
      found.push({ id, method, path, item, operation });
    }
  }
  return found;
}

/** Follows references within the document. Throws a `SpecError` if one leads nowhere. */
export function resolve<T extends object>(document: OpenApiDocument, value: T | Reference): T {
  let current: unknown = value;
  for (let steps = 0; typeof current === 'object' && current !== null && '$ref' in current; steps++) {
    const reference = String(current.$ref);
    if (steps > 100 || !reference.startsWith('#/'))
      throw new SpecError(`The reference ${reference} can't be followed`);
    current = reference
      .slice(2)
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);
    if (current === undefined) throw new SpecError(`The reference ${reference} leads nowhere`);
  }
  return current as T;
}
