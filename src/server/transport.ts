import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Transport, TransportRequest, TransportResponse } from '../../generated/runtime.ts';
import type { InternalTokens } from './internal-token.ts';
import { internalTokenHeader } from './internal-token.ts';

export interface TransportOptions {
  readonly tokens: InternalTokens;
  /** Connections to one node at the most; further requests wait. Trino's exchange client takes 250. */
  readonly maxConnectionsPerNode?: number;
  /** A connection on which nothing moves for so long is given up, ms. */
  readonly idleTimeoutMillis?: number;
  /** A request that isn't answered to its end within this time is given up, ms. Long polls take 2 s at the most. */
  readonly requestTimeoutMillis?: number;
  /** Answers larger than this are refused, bytes. */
  readonly maxResponseBytes?: number;
}

/** A transport with connections of its own to close. */
export interface ClosableTransport extends Transport {
  /** Ends all connections; requests that are under way fail. */
  close(): void;
}

/** An answer that is larger than allowed. */
export class ResponseTooLargeError extends Error {
  constructor(url: string, limit: number) {
    super(`The answer of ${url} is larger than ${limit} bytes`);
    this.name = 'ResponseTooLargeError';
  }
}

/** A request that wasn't answered in time. */
export class RequestTimeoutError extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(url: string, millis: number) {
    super(`No answer of ${url} within ${millis} ms`);
    this.name = 'RequestTimeoutError';
  }
}

interface Limits {
  readonly idleTimeoutMillis: number;
  readonly requestTimeoutMillis: number;
  readonly maxResponseBytes: number;
}

/**
 * Requests to other nodes, and to this one: HTTP/1.1 over kept connections, with the internal token and a trace token
 * (PROTOCOL 1.2). Rejects when no whole answer came; any status is an answer.
 */
export function createTransport(options: TransportOptions): ClosableTransport {
  const limits: Limits = {
    idleTimeoutMillis: options.idleTimeoutMillis ?? 30_000,
    requestTimeoutMillis: options.requestTimeoutMillis ?? 60_000,
    maxResponseBytes: options.maxResponseBytes ?? 256 * 1024 ** 2,
  };
  const agent = new http.Agent({
    keepAlive: true,
    maxSockets: options.maxConnectionsPerNode ?? 250,
    maxFreeSockets: 64,
    // Trino closes idle connections after 30 s or more; ours go first, so that a request rarely meets a closing one.
    timeout: 20_000,
  });
  const nextTrace = traceTokens();

  async function send(request: TransportRequest): Promise<TransportResponse> {
    request.signal?.throwIfAborted();
    const headers: http.OutgoingHttpHeaders = {
      ...request.headers,
      [internalTokenHeader]: await options.tokens.issue(),
      'X-Airlift-Tracetoken': nextTrace(),
      'Content-Length': request.body?.length ?? 0,
    };
    if (request.body === undefined && request.method !== 'POST' && request.method !== 'PUT') {
      delete headers['Content-Length'];
    }
    try {
      return await exchange(request, headers, agent, limits);
    } catch (error) {
      // The node closed a kept connection just as it was taken up again: nothing of the request was read.
      if (!(error instanceof StaleConnectionError)) throw error;
      return exchange(request, headers, agent, limits);
    }
  }

  return {
    send,
    close: () => {
      agent.destroy();
    },
  };
}

class StaleConnectionError extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'StaleConnectionError';
  }
}

function exchange(
  { method, url, body, signal }: TransportRequest,
  headers: http.OutgoingHttpHeaders,
  agent: http.Agent,
  limits: Limits,
): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent });
    const finish = (result: TransportResponse | Error): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (result instanceof Error) {
        reject(result);
        request.destroy();
      } else {
        resolve(result);
      }
    };
    const onAbort = (): void => {
      const reason: unknown = signal?.reason;
      finish(reason instanceof Error ? reason : new Error('aborted'));
    };
    const onTimeout = (): void => {
      finish(new RequestTimeoutError(url, limits.requestTimeoutMillis));
    };
    const timer = setTimeout(onTimeout, limits.requestTimeoutMillis);
    signal?.addEventListener('abort', onAbort);
    request.setTimeout(limits.idleTimeoutMillis, () => {
      finish(new RequestTimeoutError(url, limits.idleTimeoutMillis));
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      finish(stale ? new StaleConnectionError(error) : error);
    });
    request.on('response', (response) => {
      readAnswer(response, url, limits.maxResponseBytes).then(finish, finish);
    });
    request.end(body);
  });
}

/** @throws ResponseTooLargeError, or an Error when the connection ends before the answer does */
async function readAnswer(
  response: http.IncomingMessage,
  url: string,
  limit: number,
): Promise<TransportResponse> {
  const { headers, statusCode = 0 } = response;
  const sent = await readBytes(response, url, limit);
  // Nobody compresses unasked, except a proxy between.
  const compressed = headers['content-encoding'] === 'gzip';
  const body = compressed ? await promisify(gunzip)(sent, { maxOutputLength: limit }) : sent;
  return { status: statusCode, headers, body };
}

/** Tokens by which logs of several nodes are put together: a random start and a counter, as stock nodes send them. */
function traceTokens(): () => string {
  const start = randomBytes(16).toString('hex');
  let counter = 0;
  return () => start + (counter++).toString(16).padStart(10, '0');
}

/** Reads an answer by its events: iterating over it costs a small answer more than all the rest. */
function readBytes(response: http.IncomingMessage, url: string, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) reject(new ResponseTooLargeError(url, limit));
      else chunks.push(chunk);
    });
    response.on('error', reject);
    response.on('close', () => {
      // After the end this changes nothing.
      reject(new Error(`The connection ended before the answer of ${url} did`));
    });
    response.on('end', () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
  });
}
