import { Readable } from 'node:stream';
import type { Request } from 'express';

/**
 * Reads a request's body for express-openapi-validator, which wants it parsed, and puts the bytes back for the routers, which
 * read the request as a stream.
 */
export async function captureBody(request: Request): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  request.body = parseBody(request.headers['content-type'] ?? '', bytes);
  replay(request, bytes);
}

function parseBody(contentType: string, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = bytes.toString('utf8');
  if (/^application\/json/i.test(contentType)) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // No schema of ours takes bytes, so the validator refuses them too.
      return bytes;
    }
  }
  if (/^application\/x-www-form-urlencoded/i.test(contentType))
    return Object.fromEntries(new URLSearchParams(text));
  return text;
}

/** Lets the request's stream be read once more. */
function replay(request: Request, bytes: Buffer): void {
  const again = Readable.from(bytes.length === 0 ? [] : [bytes]);
  Object.defineProperties(request, {
    on: { value: again.on.bind(again) },
    off: { value: again.off.bind(again) },
    resume: { value: again.resume.bind(again) },
    readableEnded: { get: () => again.readableEnded },
    destroyed: { get: () => again.destroyed },
  });
}
