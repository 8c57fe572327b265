import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages } from './build-pages.ts';

/* `npm run docs`: builds the API portal into `web/docs/dist`, where a node finds it and serves it at `/docs`. */

const here = fileURLToPath(new URL('./', import.meta.url));

/** The viewer is one file of one package; what its licence asks for stands beside it. */
async function copyViewer(target: string): Promise<void> {
  const viewer = join(here, 'node_modules/@scalar/api-reference');
  const { version, license } = JSON.parse(await readFile(join(viewer, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  await cp(join(viewer, 'dist/browser/standalone.js'), join(target, 'viewer.js'));
  await writeFile(
    join(target, 'viewer-notice.txt'),
    `viewer.js is the browser bundle of @scalar/api-reference ${version}, licence ${license}, by Scalar and its contributors.\n`,
  );
}

const target = join(here, 'dist');
await buildPages(target);
await copyViewer(target);
console.log('The API portal is in web/docs/dist');
