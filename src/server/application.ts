import express from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response, Router } from 'express';
import type { Logger } from 'pino';
import { allowedMethods } from '../../generated/runtime.ts';
import type { HttpMethod, OperationInfo, RouterHooks } from '../../generated/runtime.ts';
import { processForwarded } from '../handlers/base-uri.ts';
import { alternateHeaders } from './alternate-headers.ts';
import type { Authenticator } from './authentication.ts';
import { sendErrorPage } from './error-page.ts';
import { Refusal } from './refusal.ts';
import { descriptorOf, failRequest, rejectRequest } from './request-errors.ts';

export interface ApplicationOptions {
  readonly log: Logger;
  readonly authenticator: Authenticator;
  /** Operations that this node serves. */
  readonly operations: readonly OperationInfo[];
  /** Generated routers, made with the hooks that they're given. */
  readonly routers: (hooks: RouterHooks) => readonly Router[];
  /** Everything that no spec describes: the console's pages, the API portal. */
  readonly pages: readonly RequestHandler[];
  /** Runs before the routers: express-openapi-validator, when the contract is checked. */
  readonly contract: readonly RequestHandler[];
  /** `protocol.v1.alternate-header-name`. */
  readonly alternateHeaderName?: string | undefined;
  /** `query-results.compression-enabled`. */
  readonly compressResults: boolean;
  /** `http-server.process-forwarded`. */
  readonly processForwarded: boolean;
  /** Whether the node is about to end: it takes no new statements then. */
  readonly isEnding: () => boolean;
  /** Larger statements are refused before they're read, bytes; what is too long for a query fails as one. */
  readonly maxStatementBytes?: number;
  /** Larger bodies of other requests are refused, bytes. Task updates carry plans and splits. */
  readonly maxBodyBytes?: number;
}

const defaultMaxStatementBytes = 16 * 1024 ** 2;
const defaultMaxBodyBytes = 256 * 1024 ** 2;

/** The Express application of a node: checks, routers, pages, and what is answered to everything else. */
export function createApplication(options: ApplicationOptions): Express {
  const { log, operations } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  // Generated routers read the query themselves; only the contract's validator asks Express.
  app.set('query parser', options.contract.length > 0 ? 'simple' : false);
  app.set(processForwarded, options.processForwarded);

  app.use(dropTrailingSlash);
  if (options.alternateHeaderName !== undefined) app.use(alternateHeaders(options.alternateHeaderName));
  if (!options.compressResults) app.use(dropAcceptedEncodings);
  const answerRest = answerTheRest(operations, options.authenticator, log);
  // Express's routers would answer OPTIONS by themselves.
  app.options('/*path', answerRest);
  for (const check of options.contract) app.use(check);
  for (const router of options.routers(createHooks(options))) app.use(router);
  for (const page of options.pages) app.use(page);
  app.use(answerRest);
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    // Express refuses paths that can't be decoded with such an error.
    const status = error instanceof URIError ? 400 : statusOf(error);
    if (status !== undefined) sendErrorPage(request, response, status);
    else failRequest(error, request, response, log);
  });
  return app;
}

function statusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function createHooks(options: ApplicationOptions): RouterHooks {
  const { log, authenticator } = options;
  const maxStatementBytes = options.maxStatementBytes ?? defaultMaxStatementBytes;
  const maxBodyBytes = options.maxBodyBytes ?? defaultMaxBodyBytes;
  return {
    authorize(operation, request) {
      checkContentType(operation, request);
      if (operation.operationId === 'postStatement' && options.isEnding()) {
        throw new Refusal(503, { text: 'Trino server is shutting down', contentType: 'text/plain' });
      }
      return authenticator.authorize(operation, request);
    },
    reject(problem, operation, request, response) {
      log.debug({ operation: operation.operationId, problem: problem.kind }, problem.message);
      rejectRequest(problem, operation, request, response);
    },
    fail(error, operation, request, response) {
      failRequest(error, request, response, log, operation);
    },
    bodyLimit: (operation) => (operation.operationId === 'postStatement' ? maxStatementBytes : maxBodyBytes),
  };
}

/** Trino refuses a content type while it looks for the resource, before it asks who is there. */
function checkContentType(operation: OperationInfo, request: Request): void {
  const sent = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const contents = descriptorOf(operation)?.body?.contents;
  if (sent === undefined || contents === undefined) return;
  if (contents.some(({ mediaType }) => mediaType === '*/*' || mediaType.startsWith(sent))) return;
  throw new Refusal(415);
}

function dropAcceptedEncodings(request: Request, _response: Response, next: NextFunction): void {
  delete request.headers['accept-encoding'];
  next();
}

/** Trino ignores a slash at the end of a path. */
function dropTrailingSlash(request: Request, _response: Response, next: NextFunction): void {
  const match = /^(\/v1\/[^?]*[^/?])\/(\?.*)?$/.exec(request.url);
  if (match !== null) request.url = `${match[1] ?? ''}${match[2] ?? ''}`;
  next();
}

/** The order in which Trino lists the methods of a path. */
const methodOrder: readonly HttpMethod[] = ['DELETE', 'POST', 'GET', 'PUT'];

/** 404 for paths that nobody knows, 405 for other methods of those that are known, and OPTIONS. */
function answerTheRest(
  operations: readonly OperationInfo[],
  authenticator: Authenticator,
  log: Logger,
): RequestHandler {
  return async (request, response) => {
    const known = allowedMethods(operations, request.path);
    if (known.length === 0) {
      sendErrorPage(request, response, 404);
      return;
    }
    // OPTIONS stands before PUT.
    const methods: string[] = methodOrder.filter((method) => known.includes(method));
    methods.splice(methods.includes('PUT') ? methods.length - 1 : methods.length, 0, 'OPTIONS');
    if (request.method !== 'OPTIONS') {
      sendErrorPage(request, response, 405, { Allow: methods.join(',') });
      return;
    }
    try {
      await authenticator.user(request);
    } catch (error) {
      failRequest(error, request, response, log);
      return;
    }
    if (known.includes('GET')) methods.unshift('HEAD');
    response.writeHead(200, { Allow: methods.join(','), 'Content-Length': 0 });
    response.end();
  };
}
