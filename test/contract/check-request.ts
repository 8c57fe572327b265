import type { RecordedRequest } from './recording.ts';
import type { OperationRoute } from './route.ts';
import type { Parameter, Spec } from './spec.ts';
import { textValue } from './text-value.ts';

/** All that the spec has against a request: parameters that it doesn't know, values and bodies that it doesn't allow. Empty if nothing. */
export function checkRequest(spec: Spec, route: OperationRoute, request: RecordedRequest): string[] {
  const query = new URLSearchParams(request.path.split('?', 2)[1] ?? '');
  const headers = new Map(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return [
    ...checkUnknown(spec, route, query, headers),
    ...route.parameters.flatMap((parameter) =>
      checkParameter(spec, parameter, parameterText(parameter, route, query, headers)),
    ),
    ...checkRequestBody(spec, route, request, headers.get('content-type')),
  ];
}

function checkUnknown(
  spec: Spec,
  route: OperationRoute,
  query: URLSearchParams,
  headers: ReadonlyMap<string, string>,
): string[] {
  const credentials = Object.values(spec.document.components.securitySchemes ?? {}).map(
    (scheme) => scheme.name,
  );
  const known = new Set(
    [...route.parameters.map(({ name }) => name), ...credentials].map((name) => name?.toLowerCase()),
  );
  const unknownHeaders = [...headers.keys()].filter(
    (name) => name.startsWith('x-trino-') && !known.has(name),
  );
  const unknownQuery = [...query.keys()].filter((name) => !known.has(name.toLowerCase()));
  return [...unknownHeaders, ...unknownQuery].map((name) => `parameter ${name} is not documented`);
}

function parameterText(
  parameter: Parameter,
  route: OperationRoute,
  query: URLSearchParams,
  headers: ReadonlyMap<string, string>,
): string | undefined {
  switch (parameter.in) {
    case 'path':
      return route.values[parameter.name];
    case 'query':
      return query.get(parameter.name) ?? undefined;
    case 'header':
      return headers.get(parameter.name.toLowerCase());
    case 'cookie':
      return undefined;
  }
}

function checkParameter(spec: Spec, parameter: Parameter, text: string | undefined): string[] {
  if (text === undefined) {
    return parameter.required === true ? [`${parameter.in} ${parameter.name} is missing`] : [];
  }
  if (text === '' && parameter.allowEmptyValue === true) {
    return [];
  }
  const problem = spec.problemWith(textValue(spec, parameter.schema, text), parameter.schema);
  return problem === undefined ? [] : [`${parameter.in} ${parameter.name}: ${problem}`];
}

function checkRequestBody(
  spec: Spec,
  route: OperationRoute,
  request: RecordedRequest,
  type: string | undefined,
): string[] {
  const documented = route.operation.requestBody;
  const isEmpty = request.body === null || request.body === '';
  if (documented === undefined) {
    return isEmpty ? [] : ['there is a body where none is documented'];
  }
  const requestBody = spec.resolve(documented);
  if (isEmpty) {
    return requestBody.required === true ? ['the body is missing'] : [];
  }
  const mediaType = type?.split(';', 1)[0]?.trim() ?? '';
  const schema = (requestBody.content[mediaType] ?? requestBody.content['*/*'])?.schema;
  if (schema === undefined) {
    return [`content type ${mediaType} is not documented`];
  }
  const body =
    mediaType === 'application/x-www-form-urlencoded' && typeof request.body === 'string'
      ? Object.fromEntries(new URLSearchParams(request.body))
      : request.body;
  const problem = spec.problemWith(body, schema);
  return problem === undefined ? [] : [`body: ${problem}`];
}
