import type { IncomingHttpHeaders } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { internalTokenHeader } from './internal-token.ts';
import { answersWithPrefix } from '../handlers/header-prefix.ts';

const ownPrefix = 'x-trino-';

/**
 * Takes the client protocol's headers under another name too: `X-NAME-User` for `X-Trino-User`. A request that uses both is taken
 * for one that names nobody, as stock does. Answers have the headers of the name under which their statement came.
 * @param name `protocol.v1.alternate-header-name`
 */
export function alternateHeaders(name: string): RequestHandler {
  const prefix = `x-${name.toLowerCase()}-`;
  return (request: Request, response: Response, next: NextFunction) => {
    const { headers } = request;
    const alternate = Object.keys(headers).filter((header) => header.startsWith(prefix));
    if (alternate.length > 0) {
      answersWithPrefix(response, `X-${name}-`);
      const own = Object.keys(headers).filter(
        (header) => header.startsWith(ownPrefix) && header !== internalTokenHeader.toLowerCase(),
      );
      for (const header of own) Reflect.deleteProperty(headers, header);
      for (const header of alternate) {
        if (own.length === 0) move(headers, header, ownPrefix + header.slice(prefix.length));
      }
    }
    next();
  };
}

function move(headers: IncomingHttpHeaders, from: string, to: string): void {
  headers[to] = headers[from];
  Reflect.deleteProperty(headers, from);
}
