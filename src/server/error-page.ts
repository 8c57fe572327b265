import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorPage } from '../handlers/error-page.ts';

/** Methods whose errors have a page; the others are answered without a body, as the web server inside Trino does. */
const methodsWithPage: readonly (string | undefined)[] = ['GET', 'HEAD', 'POST'];

/** Answers an error that has no text of its own: a small HTML page that names the path and the status. */
export function sendErrorPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  if (!methodsWithPage.includes(request.method)) {
    response.setHeader('Content-Length', 0);
    response.end();
    return;
  }
  const page = Buffer.from(errorPage(status, pathOf(request)), 'latin1');
  response.setHeader('Cache-Control', 'must-revalidate,no-cache,no-store');
  response.setHeader('Content-Type', 'text/html;charset=iso-8859-1');
  response.setHeader('Content-Length', page.length);
  response.end(page);
}

/** Answers an error with a line of text. */
export function sendErrorText(
  response: ServerResponse,
  status: number,
  text: string,
  contentType = 'text/plain',
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(text);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  response.setHeader('Content-Type', contentType);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

function pathOf(request: IncomingMessage): string {
  const url = 'originalUrl' in request ? String(request.originalUrl) : (request.url ?? '');
  return url.split('?', 1)[0] ?? '';
}
