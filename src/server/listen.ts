import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** The address can't be listened on. The message says what to do. */
export class ListenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ListenError';
  }
}

export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** `http-server.max-request-header-size`, bytes. */
  readonly maxHeaderBytes: number;
  /** `http-server.net.max-idle-time`, ms. */
  readonly maxIdleMillis: number;
}

/** A whole request must be here within this time: one byte a second doesn't hold a connection for ever. */
const requestTimeoutMillis = 300_000;
const headersTimeoutMillis = 20_000;
/** Connections that wait to be taken: a thousand clients may come at once while a statement is planned. The system may allow fewer. */
const waitingConnections = 4_096;

/** Opens the port; requests wait until a `request` listener is added. @throws ListenError */
export async function listen(
  options: ListenOptions,
): Promise<{ readonly server: http.Server; readonly port: number }> {
  const server = http.createServer({
    maxHeaderSize: options.maxHeaderBytes,
    keepAliveTimeout: options.maxIdleMillis,
    headersTimeout: headersTimeoutMillis,
    requestTimeout: requestTimeoutMillis,
    noDelay: true,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new ListenError(explain(error, options), error));
    });
    server.listen({ port: options.port, host: options.host, backlog: waitingConnections }, resolve);
  });
  server.removeAllListeners('error');
  return { server, port: (server.address() as AddressInfo).port };
}

function explain(error: NodeJS.ErrnoException, { host, port }: ListenOptions): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is in use on ${host}: stop what listens there, or choose another with --port (0 takes a free one)`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine: check --host or node.bind-ip`;
    default:
      return `Cannot listen on ${host}:${port}: ${error.message}`;
  }
}

/** Stops taking connections, ends the idle ones now and the others after `graceMillis`. */
export async function closeServer(server: http.Server, graceMillis: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, graceMillis);
  await closed;
  clearTimeout(timer);
}
