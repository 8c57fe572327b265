import { once } from 'node:events';
import { type IncomingHttpHeaders, request as send, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import type { Problem, RouterHooks, Transport } from '../../codegen/runtime.ts';

/** Hooks that let everybody in and answer refusals with what was wrong, as JSON. */
export function plainHooks(overrides: Partial<RouterHooks> = {}): RouterHooks {
  return {
    authorize: () => ({ internal: false }),
    reject: (problem, _operation, _request, response) => {
      response.status(400).json(problem);
    },
    fail: (error, _operation, _request, response) => {
      response.status(500).type('text/plain').send(String(error));
    },
    bodyLimit: () => 1000,
    ...overrides,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Served {
  readonly url: string;
  /** Sends a request as it stands, and reads the whole answer. */
  ask(
    method: string,
    path: string,
    headers?: Readonly<Record<string, string>>,
    body?: string | Buffer,
  ): Promise<Answer>;
  /** The same for generated clients. */
  readonly transport: Transport;
  stop(): Promise<void>;
}

/** Serves routers on a free port of this machine. */
export async function serve(...routers: readonly Router[]): Promise<Served> {
  const application = express()
    .disable('x-powered-by')
    .use(...routers);
  const server = createServer((request, response) => {
    application(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask: Served['ask'] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const sent = send(`${url}${path}`, { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    url,
    ask,
    transport: {
      send: ({ method, url: target, headers, body }) =>
        ask(
          method,
          target.slice(url.length),
          { ...headers },
          body === undefined ? undefined : Buffer.from(body),
        ),
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What `plainHooks` answered. */
export function problemOf(answer: Answer): Problem {
  return JSON.parse(answer.body.toString()) as Problem;
}
