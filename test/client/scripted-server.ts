import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { QueryResults } from '../../generated/coordinator/types.ts';
import { stringifyJson } from '../../generated/runtime/client.ts';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** What a request gets: an answer, or a connection that breaks. */
export type Reply =
  | 'break'
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | string[]>>;
      readonly body?: unknown;
    };

/** A server that answers what a test says, for what no well-behaved server does. */
export interface ScriptedServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  close(): Promise<void>;
}

export async function scriptedServer(
  reply: (request: SeenRequest, url: string) => Reply | Promise<Reply>,
): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let url = '';
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(seen);
      void Promise.resolve(reply(seen, url)).then((answer) => {
        if (answer === 'break') {
          request.socket.destroy();
          return;
        }
        const body = answer.body;
        response.writeHead(answer.status ?? 200, {
          'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json',
          ...answer.headers,
        });
        response.end(typeof body === 'string' ? body : body === undefined ? '' : stringifyJson(body));
      });
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** An answer in the course of a statement. */
export function results(fields: Partial<QueryResults> = {}): QueryResults {
  return {
    id: '20240229_010203_00001_abcde',
    infoUri: 'http://127.0.0.1/ui/query.html?20240229_010203_00001_abcde',
    stats: {
      state: 'RUNNING',
      queued: false,
      scheduled: true,
      nodes: 1,
      totalSplits: 0,
      queuedSplits: 0,
      runningSplits: 0,
      completedSplits: 0,
      cpuTimeMillis: 0,
      wallTimeMillis: 0,
      queuedTimeMillis: 0,
      elapsedTimeMillis: 0,
      processedRows: 0,
      processedBytes: 0,
      physicalInputBytes: 0,
      physicalWrittenBytes: 0,
      peakMemoryBytes: 0,
      spilledBytes: 0,
    },
    warnings: [],
    ...fields,
  };
}

/** The path of a next URI. */
export function nextPath(resource: 'queued' | 'executing', token: number): string {
  return `/v1/statement/${resource}/20240229_010203_00001_abcde/y0123/${token}`;
}
