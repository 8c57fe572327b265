import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import type { RequestHandler } from 'express';
import { sendErrorText } from '../error-page.ts';

/** Where `npm run docs` puts the portal: beside the sources, or beside `dist/` in the package. */
const folders = ['../../../web/docs/dist/', '../../../../web/docs/dist/'];

/** The API portal under `/docs`, once it is built. */
export function docsPages(): RequestHandler {
  const folder = folders
    .map((folder) => fileURLToPath(new URL(folder, import.meta.url)))
    .find((folder) => existsSync(folder));
  const router = Router({ caseSensitive: true });
  if (folder === undefined) {
    router.get('/docs', (_request, response) => {
      sendErrorText(response, 404, 'The API portal is not built. Run: npm run docs\n');
    });
  } else {
    router.use('/docs', express.static(folder));
  }
  return router;
}
