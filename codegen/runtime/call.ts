import type {
  AnswerDescriptor,
  ContentDescriptor,
  HeaderDescriptor,
  ParameterDescriptor,
} from './descriptors.ts';
import { contentOf } from './content.ts';
import { Encoded } from './encoded.ts';
import { parseJson, stringifyJson } from './json.ts';
import { type OperationDescriptor, pathPieces } from './operation.ts';
import { readScalar, splitList } from './scalars.ts';
import type { Transport, TransportHeaders, TransportRequest, TransportResponse } from './transport.ts';

/** Without `Buffer`, which browsers lack; a mark at the beginning is part of the text, as for `Buffer`. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** What can be said about a call besides its request. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Headers that the spec doesn't list. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A documented answer whose body or headers can't be read. */
export class ResponseFormatError extends Error {
  override readonly name = 'ResponseFormatError';
  readonly operationId: string;
  readonly status: number;
  /** The beginning of the body, at most 200 characters. */
  readonly excerpt: string;

  constructor(operationId: string, response: TransportResponse, reason: string) {
    const excerpt = utf8.decode(response.body.subarray(0, 800)).slice(0, 200);
    super(`${operationId} was answered ${response.status}, but ${reason}: ${excerpt}`);
    this.operationId = operationId;
    this.status = response.status;
    this.excerpt = excerpt;
  }
}

/** A request of a call with its type forgotten. */
export interface CallValues {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** An answer with its type forgotten. */
export interface ResultValues {
  readonly status: number;
  readonly undocumented?: true;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * Sends a request of an operation and reads the answer. Rejects with whatever the transport rejects with, with `ResponseFormatError`
 * for a documented answer that can't be read, and with a `TypeError` for a path value that no path can hold.
 */
export async function callOperation(
  operation: OperationDescriptor,
  baseUrl: string,
  transport: Transport,
  values: CallValues,
  options: CallOptions | undefined,
): Promise<ResultValues> {
  const headers: Record<string, string> = {};
  const body = encodeBody(operation, values.body, headers);
  for (const parameter of operation.parameters) {
    const value = parameter.group === 'headers' ? values.headers?.[parameter.name] : undefined;
    if (value !== undefined) headers[parameter.name] = Array.isArray(value) ? value.join(',') : textOf(value);
  }
  const request: TransportRequest = {
    operation,
    method: operation.method,
    url: baseUrl + pathOf(operation, values.path ?? {}) + queryOf(operation.parameters, values.query ?? {}),
    headers: Object.assign(headers, options?.headers),
    ...(body === undefined ? {} : { body }),
    ...(options?.signal === undefined ? {} : { signal: options.signal }),
  };
  return readResponse(operation, await transport.send(request));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

function encodeBody(
  operation: OperationDescriptor,
  body: unknown,
  headers: Record<string, string>,
): Uint8Array | undefined {
  const content = operation.body?.contents[0];
  if (content === undefined || body === undefined) return undefined;
  if (content.mediaType !== '*/*') headers['Content-Type'] = content.mediaType;
  else if (content.kind === 'text') headers['Content-Type'] = 'text/plain; charset=utf-8';
  switch (content.kind) {
    case 'json':
      return body instanceof Encoded ? body.bytes : new TextEncoder().encode(stringifyJson(body));
    case 'form':
      return new TextEncoder().encode(new URLSearchParams(body as Record<string, string>).toString());
    case 'text':
      return new TextEncoder().encode(textOf(body));
    case 'binary':
      return body as Uint8Array;
    default:
      return content.kind satisfies never;
  }
}

function pathOf(operation: OperationDescriptor, values: Readonly<Record<string, unknown>>): string {
  let path = '';
  for (const piece of pathPieces(operation.path)) {
    if (piece.parameter === undefined) path += piece.text;
    else {
      const text = textOf(values[piece.parameter] ?? '');
      const several = operation.parameters.find((p) => p.name === piece.parameter)?.severalSegments === true;
      path += (several ? text.split('/') : [text])
        .map((segment) => encodeSegment(piece.parameter, segment))
        .join('/');
    }
  }
  return path;
}

/** Dots alone would be taken for steps in the path, and nothing for no segment: both would ask for something else. */
function encodeSegment(name: string, segment: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new TypeError(`The path parameter ${name} can't be "${segment}"`);
  }
  return encodeURIComponent(segment);
}

function queryOf(
  parameters: readonly ParameterDescriptor[],
  values: Readonly<Record<string, unknown>>,
): string {
  let query = '';
  for (const parameter of parameters) {
    if (parameter.group !== 'query') continue;
    const value = values[parameter.name];
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item === undefined || (parameter.emptyAllowed === true && item === false)) continue;
      const present = parameter.emptyAllowed === true && (item === true || item === '');
      const name = encodeURIComponent(parameter.name);
      query += `${query === '' ? '?' : '&'}${present ? name : `${name}=${encodeURIComponent(textOf(item))}`}`;
    }
  }
  return query;
}

function readResponse(operation: OperationDescriptor, response: TransportResponse): ResultValues {
  const { status, headers } = response;
  const descriptor = operation.answers[status];
  const contentType = single(headers['content-type']);
  const content = descriptor === undefined ? undefined : contentOf(descriptor.contents, contentType);
  // A documented status with a body of another type comes from somebody between: a proxy, another server.
  if (descriptor === undefined || (content === undefined && descriptor.contents.length > 0)) {
    return { status, undocumented: true, headers, body: response.body };
  }
  const read = readHeaders(operation, response, descriptor);
  if (content === undefined) return { status, headers: read };
  return {
    status,
    contentType: content.mediaType,
    headers: read,
    body: readContent(operation, response, content),
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function readHeaders(
  operation: OperationDescriptor,
  response: TransportResponse,
  descriptor: AnswerDescriptor,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const header of descriptor.headers) {
    const value = readHeader(header, response.headers);
    if (value !== undefined) read[header.name] = value;
    else if (header.required) {
      throw new ResponseFormatError(
        operation.operationId,
        response,
        `the header ${header.name} is missing or unreadable`,
      );
    }
  }
  return read;
}

function readHeader(header: HeaderDescriptor, headers: TransportHeaders): unknown {
  const text = headers[header.name.toLowerCase()];
  if (text === undefined) return undefined;
  if (header.list !== true) return readScalar(header.type, String(text));
  return [text]
    .flat()
    .flatMap(splitList)
    .map((item) => readScalar(header.type, item));
}

function readContent(
  operation: OperationDescriptor,
  response: TransportResponse,
  content: ContentDescriptor,
): unknown {
  if (content.kind === 'binary') return response.body;
  const text = utf8.decode(response.body);
  if (content.kind !== 'json') return text;
  try {
    return parseJson(text);
  } catch {
    throw new ResponseFormatError(operation.operationId, response, 'the body is no JSON');
  }
}
