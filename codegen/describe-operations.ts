import {
  type Header,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationsOf,
  type Parameter,
  resolve,
  type RequestBody,
  type Response,
  type Schema,
  SpecError,
} from './openapi-document.ts';
import type {
  AnswerDescriptor,
  ContentDescriptor,
  HeaderDescriptor,
  ParameterDescriptor,
} from './runtime/descriptors.ts';
import type { Access, OperationDescriptor } from './runtime/operation.ts';
import type { ScalarType } from './runtime/scalars.ts';

const ACCESS: readonly string[] = [
  'PUBLIC',
  'AUTHENTICATED_USER',
  'MANAGEMENT_READ',
  'MANAGEMENT_WRITE',
  'INTERNAL_ONLY',
  'WEB_UI',
] satisfies readonly Access[];

const GROUPS: Readonly<Record<string, ParameterDescriptor['group']>> = {
  path: 'path',
  query: 'query',
  header: 'headers',
};

/** The descriptors of all operations by operation id. Throws a `SpecError` for what servers and clients can't be generated from. */
export function describeOperations(document: OpenApiDocument): Readonly<Record<string, OperationDescriptor>> {
  const described = operationsOf(document).map(
    (located) => [located.id, describe(document, located)] as const,
  );
  return Object.fromEntries(described);
}

/** The parameters of an operation, its path's first, references followed. Cookies are the server's matter and left out. */
export function parametersOf(document: OpenApiDocument, located: LocatedOperation): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const entry of [...(located.item.parameters ?? []), ...(located.operation.parameters ?? [])]) {
    const parameter = resolve<Parameter>(document, entry);
    if (parameter.in !== 'cookie') found.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...found.values()];
}

function describe(document: OpenApiDocument, located: LocatedOperation): OperationDescriptor {
  const { id, method, path, operation } = located;
  const access = operation['x-trino-access'];
  if (access === undefined || !ACCESS.includes(access)) {
    throw new SpecError(`${id} needs x-trino-access, one of ${ACCESS.join(', ')}`);
  }
  const [tag, ...more] = operation.tags ?? [];
  if (tag === undefined || more.length > 0) throw new SpecError(`${id} needs exactly one tag`);
  const body =
    operation.requestBody === undefined ? undefined : resolve<RequestBody>(document, operation.requestBody);
  return {
    operationId: id,
    method,
    path,
    tag,
    access: access as Access,
    parameters: parametersOf(document, located).map((parameter) =>
      describeParameter(document, id, parameter),
    ),
    ...(body === undefined
      ? {}
      : {
          body: { required: body.required === true, contents: describeContents(document, id, body.content) },
        }),
    answers: Object.fromEntries(
      Object.keys(operation.responses).map((status) => [status, describeAnswer(document, located, status)]),
    ),
  };
}

function describeParameter(document: OpenApiDocument, id: string, parameter: Parameter): ParameterDescriptor {
  const { name } = parameter;
  const group = GROUPS[parameter.in];
  if (group === undefined) throw new SpecError(`${id}: the parameter ${name} stands in ${parameter.in}`);
  if (group === 'path' && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    throw new SpecError(`${id}: the path parameter ${name} must be an identifier`);
  }
  const {
    type,
    list,
    default: preset,
  } = valueType(document, parameter.schema, `${id}: the parameter ${name}`);
  if (list && parameter.style !== (group === 'query' ? 'form' : 'simple')) {
    throw new SpecError(`${id}: the list ${name} needs style: ${group === 'query' ? 'form' : 'simple'}`);
  }
  return {
    name,
    group,
    type,
    ...(list ? { list } : {}),
    required: parameter.required === true,
    ...(parameter['x-multi-segment'] === true ? { severalSegments: true } : {}),
    ...(parameter.allowEmptyValue === true ? { emptyAllowed: true } : {}),
    ...(preset === undefined ? {} : { default: preset }),
  };
}

interface ValueType {
  readonly type: ScalarType;
  readonly list?: true;
  readonly default?: string | number | boolean;
}

function valueType(document: OpenApiDocument, schema: Schema | undefined, what: string): ValueType {
  const resolved = resolve<Schema>(document, schema ?? {});
  if (resolved['type'] === 'array') {
    const items = valueType(document, resolved['items'] as Schema | undefined, `${what}'s items`);
    if (items.list) throw new SpecError(`${what} are lists: no text form is known for them`);
    return { type: items.type, list: true };
  }
  const type = scalarType(document, resolved);
  if (type === undefined)
    throw new SpecError(`${what} must be a string, integer, number, boolean or a list of them`);
  const preset = resolved['default'];
  if (typeof preset !== 'string' && typeof preset !== 'number' && typeof preset !== 'boolean')
    return { type };
  return { type, default: preset };
}

function scalarType(document: OpenApiDocument, schema: Schema): ScalarType | undefined {
  const type = schema['type'];
  if (type === 'string' || type === 'integer' || type === 'number' || type === 'boolean') return type;
  // A composition of strings is a string.
  for (const key of ['oneOf', 'anyOf', 'allOf'] as const) {
    const branches = schema[key];
    if (!Array.isArray(branches)) continue;
    const types = new Set(branches.map((branch: Schema) => scalarType(document, resolve(document, branch))));
    const [only] = types;
    if (types.size === 1) return only;
  }
  return undefined;
}

function describeAnswer(
  document: OpenApiDocument,
  located: LocatedOperation,
  status: string,
): AnswerDescriptor {
  const { id, method, operation, item } = located;
  if (!/^[1-5][0-9][0-9]$/.test(status)) {
    throw new SpecError(
      `${id}: the answer ${status} must be a status code, or answers couldn't be told apart`,
    );
  }
  const responseOf = (of: typeof operation | undefined): Response | undefined => {
    const response = of?.responses[status];
    return response === undefined ? undefined : resolve<Response>(document, response);
  };
  const response = responseOf(operation) ?? {};
  const contents =
    method === 'HEAD' ? [] : describeContents(document, id, response.content ?? {}, status >= '400');
  const sibling =
    method === 'HEAD' ? Object.keys(response.content ?? responseOf(item.get)?.content ?? {}) : [];
  return {
    contents,
    headers: Object.entries(response.headers ?? {}).map(([name, header]) =>
      describeHeader(document, id, name, resolve<Header>(document, header)),
    ),
    ...(sibling[0] === undefined ? {} : { contentType: sibling[0] }),
  };
}

function describeHeader(
  document: OpenApiDocument,
  id: string,
  name: string,
  header: Header,
): HeaderDescriptor {
  const { type, list } = valueType(document, header.schema, `${id}: the header ${name}`);
  const values = resolve<Schema>(document, header.schema ?? {})['enum'];
  return {
    name,
    type,
    ...(list ? { list } : {}),
    required: header.required === true,
    ...(Array.isArray(values) && values.length === 1 ? { constant: String(values[0]) } : {}),
  };
}

function describeContents(
  document: OpenApiDocument,
  id: string,
  content: Readonly<Record<string, MediaType>>,
  isRefusal = false,
): readonly ContentDescriptor[] {
  return Object.entries(content).map(([mediaType, { schema }]) => {
    const base = mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
    const resolved = resolve<Schema>(document, schema ?? {});
    // Stock servers declare the plain text of some refusals as JSON.
    const isText = isRefusal && scalarType(document, resolved) === 'string';
    if (base === 'application/json' && !isText) return { mediaType, kind: 'json' };
    if (base === 'application/x-www-form-urlencoded') return { mediaType, kind: 'form' };
    if (scalarType(document, resolved) !== 'string') {
      throw new SpecError(`${id}: ${mediaType} must be a string, with format: binary where it is bytes`);
    }
    return { mediaType, kind: resolved['format'] === 'binary' ? 'binary' : 'text' };
  });
}
