import type { RecordedResponse } from './recording.ts';
import type { OperationRoute, Route } from './route.ts';
import { methodsOf } from './route.ts';
import type { Content, Response, Schema, Spec } from './spec.ts';
import { textValue } from './text-value.ts';

/** Headers that belong to HTTP itself; OpenAPI doesn't list them. */
const transportHeaders = new Set(['content-type', 'content-length', 'content-encoding', 'transfer-encoding']);

/** All that is wrong with an answer to an operation: status, content type, headers, body. Empty if nothing is. */
export function checkResponse(spec: Spec, route: OperationRoute, answer: RecordedResponse): string[] {
  const documented = route.operation.responses[String(answer.status)];
  if (documented === undefined) {
    return [`status ${answer.status} is not documented for ${route.operation.operationId}`];
  }
  const response = spec.resolve(documented);
  if (route.method === 'head') {
    return [...checkHeaders(spec, response, answer), ...checkHead(spec, route, answer)];
  }
  return [...checkHeaders(spec, response, answer), ...checkBody(spec, response.content, answer)];
}

/** The same for a method that the path doesn't know, which is answered with 405 and the methods that it does. */
export function checkMethodNotAllowed(spec: Spec, route: Route, answer: RecordedResponse): string[] {
  if (answer.status !== 405) {
    return [`status ${answer.status} where ${route.template} doesn't know the method`];
  }
  const known = new Set([...methodsOf(route).map((method) => method.toUpperCase()), 'OPTIONS']);
  const allowed = new Set(answer.headers['Allow']?.split(',') ?? []);
  const disputed = [...new Set([...known, ...allowed])].filter(
    (method) => known.has(method) !== allowed.has(method),
  );
  const response = spec.document.components.responses['MethodNotAllowed'];
  return [
    ...disputed.map((method) => `Allow and the spec disagree about ${method}`),
    ...(response === undefined
      ? ['there is no component MethodNotAllowed']
      : [...checkHeaders(spec, response, answer), ...checkBody(spec, response.content, answer)]),
  ];
}

function checkHeaders(spec: Spec, response: Response, answer: RecordedResponse): string[] {
  const documented = new Map(
    Object.entries(response.headers ?? {}).map(([name, header]) => [
      name.toLowerCase(),
      spec.resolve(header),
    ]),
  );
  const sent = new Set(Object.keys(answer.headers).map((name) => name.toLowerCase()));
  // A header that can have one value only is sent with every such answer.
  const missing = [...documented].filter(
    ([name, { required, schema }]) =>
      (required === true || spec.resolveSchema(schema).enum?.length === 1) && !sent.has(name),
  );
  return [
    ...missing.map(([name]) => `header ${name} is missing`),
    ...Object.entries(answer.headers).flatMap(([name, value]) => {
      const header = documented.get(name.toLowerCase());
      if (header === undefined) {
        return transportHeaders.has(name.toLowerCase()) ? [] : [`header ${name} is not documented`];
      }
      const problem = spec.problemWith(textValue(spec, header.schema, value), header.schema);
      return problem === undefined ? [] : [`header ${name}: ${problem}`];
    }),
  ];
}

/** An answer to HEAD has the content type of the one to GET, and no body. */
function checkHead(spec: Spec, route: OperationRoute, answer: RecordedResponse): string[] {
  const get = route.item.get?.responses[String(answer.status)];
  const content = get === undefined ? undefined : spec.resolve(get).content;
  const type = answer.headers['Content-Type'];
  return [
    ...(type !== undefined && content?.[type] === undefined
      ? [`content type ${type} is not that of the GET`]
      : []),
    ...(answer.body === '' ? [] : ['there is a body']),
  ];
}

function checkBody(spec: Spec, content: Content | undefined, answer: RecordedResponse): string[] {
  const type = answer.headers['Content-Type'];
  if (type === undefined) {
    if (content !== undefined) return ['there is no body'];
    return answer.body === '' ? [] : ['there is a body'];
  }
  const schema = content?.[type]?.schema;
  if (schema === undefined) {
    return [`content type ${type} is not documented`];
  }
  const body = answer.body;
  if (Buffer.isBuffer(body)) {
    return isBinary(spec, schema) ? [] : ['the body is binary'];
  }
  if (isBinary(spec, schema)) {
    return ['the body is not binary'];
  }
  const problem = spec.problemWith(body, schema);
  return problem === undefined ? [] : [`body: ${problem}`];
}

function isBinary(spec: Spec, schema: Schema): boolean {
  return spec.resolveSchema(schema).format === 'binary';
}
