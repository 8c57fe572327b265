import type { OutgoingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Response } from 'express';

/** An answer that is held back until it was checked. */
export interface HeldAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: OutgoingHttpHeaders;
  /** As it goes out. */
  readonly bytes: Buffer;
  /** Uncompressed. */
  readonly body: Buffer;
}

/**
 * Holds an answer back until it is whole.
 * @param check called with the answer; a text says what is wrong with it, and goes out instead with status 500
 */
export function holdAnswer(response: Response, check: (answer: HeldAnswer) => string | undefined): void {
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  const chunks: Buffer[] = [];
  let given: OutgoingHttpHeaders = {};
  let ended = false;

  const keep = (chunk: unknown): void => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const release = (status: number, headers: OutgoingHttpHeaders, bytes: Buffer): void => {
    Object.assign(response, { writeHead, end });
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    response.writeHead(status, headers);
    response.end(bytes.length === 0 ? undefined : bytes);
  };

  Object.assign(response, {
    writeHead(status: number, headers: OutgoingHttpHeaders = {}) {
      response.statusCode = status;
      given = headers;
      return response;
    },
    write(chunk: unknown) {
      keep(chunk);
      return true;
    },
    end(chunk?: unknown) {
      if (ended) return response;
      ended = true;
      keep(chunk);
      const headers = lowerCase({ ...response.getHeaders(), ...given });
      const bytes = Buffer.concat(chunks);
      const body = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
      const status = response.statusCode;
      const complaint = check({ status, headers, bytes, body });
      if (complaint === undefined) {
        release(status, headers, bytes);
      } else {
        const text = Buffer.from(complaint);
        release(500, { 'content-type': 'text/plain', 'content-length': text.length }, text);
      }
      return response;
    },
  });
}

function lowerCase(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
