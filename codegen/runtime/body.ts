import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { ContentDescriptor } from './descriptors.ts';
import { contentOf } from './content.ts';
import { parseJson } from './json.ts';
import type { BodyDescriptor } from './operation.ts';
import { describeErrors, type Problem, type Validate } from './problem.ts';

/** A body that was read and checked, or what is wrong with it. */
export type ReadBody = { readonly value: unknown; readonly problem?: never } | { readonly problem: Problem };

/**
 * Reads the body of a request: chooses the documented content, takes at most `limit` bytes, decodes, parses, validates.
 *
 * @param limit bytes
 */
export async function readBody(
  descriptor: BodyDescriptor,
  validate: Validate | undefined,
  request: IncomingMessage,
  limit: number,
): Promise<ReadBody> {
  const contentType = request.headers['content-type'];
  const content = contentOf(descriptor.contents, contentType);
  const length = request.headers['content-length'];
  const announced =
    length !== undefined ? Number(length) : request.headers['transfer-encoding'] === undefined ? 0 : -1;
  if (announced === 0 && (contentType === undefined || content !== undefined)) return missing(descriptor);
  if (content === undefined) return { problem: wrongContentType(descriptor, contentType) };
  if (announced > limit) return { problem: tooLarge(request, limit) };
  const read = await readBytes(request, limit);
  if ('kind' in read) return { problem: read };
  if (read.length === 0) return missing(descriptor);
  return decode(content, contentType, read, validate);
}

function missing(descriptor: BodyDescriptor): ReadBody {
  if (!descriptor.required) return { value: undefined };
  return { problem: { kind: 'body-missing', message: 'The request has no body' } };
}

function wrongContentType(descriptor: BodyDescriptor, contentType: string | undefined): Problem {
  const expected = descriptor.contents.map((content) => content.mediaType).join(', ');
  const message = `The body must be ${expected}`;
  return { kind: 'content-type', message, ...(contentType === undefined ? {} : { value: contentType }) };
}

/** The rest of the body is thrown away as it comes; the connection ends with the answer. */
function tooLarge(request: IncomingMessage, limit: number): Problem {
  request.resume();
  return { kind: 'body-too-large', message: `The body is larger than ${limit} bytes` };
}

function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | Problem> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (result: Buffer | Problem): void => {
      request.off('data', onData).off('end', onEnd).off('close', onAbort);
      resolve(result);
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) finish(tooLarge(request, limit));
      else chunks.push(chunk);
    };
    const onEnd = (): void => {
      const [only] = chunks;
      finish(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size));
    };
    const onAbort = (): void => {
      finish({ kind: 'body-aborted', message: 'The connection ended within the body' });
    };
    // The handler of 'error' stays: an aborted request emits it after 'close' was seen here, and nobody else listens.
    request.on('data', onData).on('end', onEnd).on('close', onAbort).on('error', onAbort);
    if (request.destroyed && !request.readableEnded) onAbort();
  });
}

function decode(
  content: ContentDescriptor,
  contentType: string | undefined,
  bytes: Buffer,
  validate: Validate | undefined,
): ReadBody {
  switch (content.kind) {
    case 'binary':
      return { value: bytes };
    case 'text': {
      const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType ?? '')?.[1];
      const value = textOf(bytes, charset);
      if (value !== undefined) return checked(value, validate);
      return {
        problem: { kind: 'content-type', value: contentType ?? '', message: 'The charset is unknown' },
      };
    }
    case 'form':
      return checked({ ...parseForm(bytes.toString('utf8')) }, validate);
    case 'json': {
      if (!isUtf8(bytes)) return { problem: { kind: 'body-syntax', message: 'The body is not UTF-8' } };
      let value: unknown;
      try {
        value = parseJson(bytes.toString('utf8'));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return { problem: { kind: 'body-syntax', message: `The body is no JSON: ${reason}` } };
      }
      return checked(value, validate);
    }
    default:
      return content.kind satisfies never;
  }
}

function textOf(bytes: Buffer, charset: string | undefined): string | undefined {
  if (charset === undefined || /^utf-?8$/i.test(charset)) return bytes.toString('utf8');
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return undefined;
  }
}

function checked(value: unknown, validate: Validate | undefined): ReadBody {
  if (validate === undefined) return { value };
  try {
    if (validate(value)) return { value };
  } catch (error) {
    // Validators of recursive schemas recurse; a sender decides how deep.
    if (!(error instanceof RangeError)) throw error;
    return { problem: { kind: 'body-schema', message: 'The body is nested too deeply' } };
  }
  const errors = [...(validate.errors ?? [])];
  return { problem: { kind: 'body-schema', message: describeErrors('The body', errors), errors } };
}
