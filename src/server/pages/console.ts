import { Router } from 'express';
import type { Request, Response } from 'express';
import { baseUri } from '../../handlers/base-uri.ts';
import type { UiSessions } from '../ui-session.ts';
import {
  loginPage,
  loginScript,
  queriesPage,
  queriesScript,
  queryPage,
  queryScript,
  styleSheet,
} from './console-assets.ts';

const assets: Readonly<Record<string, readonly [contentType: string, text: string]>> = {
  'console.css': ['text/css', styleSheet],
  'login.js': ['text/javascript', loginScript],
  'queries.js': ['text/javascript', queriesScript],
  'query.js': ['text/javascript', queryScript],
};

const pages: Readonly<Record<string, string>> = {
  '/ui/': queriesPage,
  '/ui/index.html': queriesPage,
  '/ui/query.html': queryPage,
};

/** Nothing from elsewhere, no inline scripts, no frames: a page can't be made to do what the server didn't write. */
const securityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'";

/** The console's pages: a list of queries and one page a query, for users with a session (PROTOCOL 6). */
export function consolePages(sessions: UiSessions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(['/', '/ui'], (request, response) => {
    redirect(response, `${baseUri(request)}/ui/`);
  });
  router.get('/ui/login.html', (_request, response) => {
    sendText(response, 'text/html', loginPage);
  });
  router.get('/ui/assets/:name', (request, response, next) => {
    const asset = assets[request.params.name];
    if (asset === undefined) next();
    else sendText(response, ...asset);
  });
  router.get('/ui/*path', showPage);
  router.get('/ui/', showPage);
  return router;

  async function showPage(request: Request, response: Response, next: () => void): Promise<void> {
    if (request.path.startsWith('/ui/api/') || request.path.startsWith('/ui/assets/')) {
      next();
      return;
    }
    if ((await sessions.userOf(request)) === undefined) {
      // After the login the user is brought to where they wanted to go.
      const wanted = request.originalUrl === '/ui/' ? '' : `?${request.originalUrl}`;
      redirect(response, `${baseUri(request)}/ui/login.html${wanted}`);
      return;
    }
    const page = pages[request.path];
    if (page === undefined) next();
    else sendText(response, 'text/html', page);
  }
}

function redirect(response: Response, location: string): void {
  response.writeHead(303, { Location: location, 'Content-Length': 0 });
  response.end();
}

function sendText(response: Response, contentType: string, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(200, {
    'Content-Type': contentType,
    'Content-Length': body.length,
    'Content-Security-Policy': securityPolicy,
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
  });
  response.end(body);
}
