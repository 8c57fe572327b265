import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { constants, gzip, gzipSync } from 'node:zlib';
import type { AnswerDescriptor, BinaryBody, ContentDescriptor } from './descriptors.ts';
import { Encoded } from './encoded.ts';
import { stringifyJson } from './json.ts';
import type { OperationDescriptor } from './operation.ts';

export type AnswerBody = string | BinaryBody | undefined;

/** An answer as a handler gives it, with its type forgotten. */
export interface AnswerValue {
  readonly status: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly contentType?: string;
  readonly body?: unknown;
}

/** Bytes from which on a body is worth compressing. */
const GZIP_FROM = 600;
/** Bytes up to which compressing at once costs less than a trip to another thread, whose pool may be busy with queries. */
const GZIP_AT_ONCE = 65_536;

const NEWLINE = 0x0a;
const newline = Buffer.from('\n');
const gzipLater = promisify(gzip);

/**
 * Writes a handler's answer: documented constant headers, its own headers, content type and length, the body.
 * A JSON body ends with a newline and is gzipped if the client takes that. Rejects if the spec doesn't know the answer;
 * nothing has been sent then.
 */
export async function writeAnswer(
  operation: OperationDescriptor,
  answer: AnswerValue,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const descriptor = operation.answers[answer.status];
  if (descriptor === undefined) throw undocumented(operation, `the status ${answer.status}`);
  const headers = headersOf(operation, descriptor, answer);
  if (descriptor.contents.length === 0) {
    if (descriptor.contentType !== undefined) headers['Content-Type'] = descriptor.contentType;
    if (answer.status !== 204) headers['Content-Length'] = 0;
    send(response, answer.status, headers, []);
    return;
  }
  const content = chooseContent(operation, descriptor, answer);
  headers['Content-Type'] = content.mediaType;
  let pieces = piecesOf(content, answer.body);
  if (content.kind === 'json') {
    headers['X-Content-Type-Options'] ??= 'nosniff';
    if (operation.method === 'GET' || operation.method === 'POST') headers['Vary'] ??= 'Accept-Encoding';
    if (sizeOf(pieces) >= GZIP_FROM && takesGzip(request)) {
      pieces = [await compress(pieces)];
      headers['Content-Encoding'] = 'gzip';
    }
  }
  headers['Content-Length'] = sizeOf(pieces);
  send(response, answer.status, headers, pieces);
}

function headersOf(
  operation: OperationDescriptor,
  descriptor: AnswerDescriptor,
  answer: AnswerValue,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  const given = answer.headers ?? {};
  for (const header of descriptor.headers) {
    const value = given[header.name] ?? header.constant;
    if (value !== undefined) headers[header.name] = headerValue(value);
    else if (header.required)
      throw undocumented(operation, `${answer.status} without the header ${header.name}`);
  }
  for (const name in given) {
    if (given[name] === undefined || headers[name] !== undefined) continue;
    throw undocumented(operation, `${answer.status} with the header ${name}`);
  }
  return headers;
}

function undocumented(operation: OperationDescriptor, what: string): Error {
  return new Error(`${operation.operationId} has answered ${what}, which its spec doesn't know`);
}

function headerValue(value: unknown): string | string[] {
  return Array.isArray(value) ? value.map(String) : String(value);
}

function chooseContent(
  operation: OperationDescriptor,
  descriptor: AnswerDescriptor,
  answer: AnswerValue,
): ContentDescriptor {
  const content =
    answer.contentType === undefined
      ? descriptor.contents[0]
      : descriptor.contents.find((candidate) => candidate.mediaType === answer.contentType);
  if (content === undefined)
    throw undocumented(operation, `${answer.status} with ${answer.contentType ?? 'no body'}`);
  return content;
}

function piecesOf(content: ContentDescriptor, body: unknown): readonly Uint8Array[] {
  if (body instanceof Encoded) {
    const { bytes } = body;
    return content.kind !== 'json' || bytes[bytes.length - 1] === NEWLINE ? [bytes] : [bytes, newline];
  }
  if (content.kind === 'json') return [Buffer.from(`${stringifyJson(body)}\n`)];
  if (typeof body === 'string') return [Buffer.from(body)];
  if (body instanceof Uint8Array) return [body];
  if (Array.isArray(body)) return body as readonly Uint8Array[];
  throw new TypeError(`A body of ${content.mediaType} must be text or bytes`);
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  let size = 0;
  for (const piece of pieces) size += piece.length;
  return size;
}

/** Whether `Accept-Encoding` names gzip and doesn't rule it out. */
function takesGzip(request: IncomingMessage): boolean {
  const accepted = request.headers['accept-encoding'];
  if (typeof accepted !== 'string') return false;
  return /(?:^|[\s,])(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted);
}

async function compress(pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only] = pieces;
  const whole = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
  const options = { level: constants.Z_BEST_SPEED };
  return whole.length <= GZIP_AT_ONCE ? gzipSync(whole, options) : gzipLater(whole, options);
}

function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  pieces: readonly Uint8Array[],
): void {
  // Whoever asked may have gone while the handler waited.
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, headers);
  const last = pieces[pieces.length - 1];
  if (pieces.length > 1) {
    response.cork();
    for (let index = 0; index < pieces.length - 1; index++) response.write(pieces[index]);
  }
  response.end(last);
  if (pieces.length > 1) response.uncork();
}
