import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type OpenApiDocument, operationsOf } from '../../codegen/openapi-document.ts';
import { buildPages } from '../../web/docs/build-pages.ts';
import { portalDocument } from '../../web/docs/portal-document.ts';
import { renderPage } from '../../web/docs/render-page.ts';

describe('the API portal', () => {
  let folder: string;
  let files: readonly string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leveret-portal-'));
    await buildPages(folder);
    files = await readdir(folder);
  });
  after(() => rm(folder, { recursive: true }));

  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');

  it('has an index, the task protocol, and both documents', () => {
    expect(files).to.include.members([
      'index.html',
      'task-protocol.html',
      'coordinator.html',
      'worker.html',
      'coordinator.json',
      'worker.json',
    ]);
  });

  it('links to nothing that is not there', async () => {
    // The viewer is copied from its package, which `npm run docs` installs.
    const present = new Set([...files, 'viewer.js']);
    let anchors = 0;
    for (const file of files.filter((name) => name.endsWith('.html'))) {
      for (const [, link = ''] of (await read(file)).matchAll(/\b(?:href|src|data-document)="([^"]*)"/g)) {
        const [page = '', anchor] = link.split('#');
        expect([...present], `${file} links to ${link}`).to.include(page);
        if (anchor === undefined) continue;
        anchors++;
        const document = JSON.parse(await read(page.replace('.html', '.json'))) as OpenApiDocument;
        const known = [
          ...operationsOf(document).map(({ id, operation }) => `tag/${operation.tags?.[0] ?? ''}/${id}`),
          ...Object.keys(document.components?.['schemas'] ?? {}).map((name) => `models/${name}`),
        ];
        expect(known, `${file} links to ${link}`).to.include(anchor);
      }
    }
    expect(anchors).to.be.greaterThan(10);
  });

  it('loads nothing from elsewhere and does not let the browser do so', async () => {
    for (const file of files.filter((name) => /\.(?:html|css|js)$/.test(name))) {
      const text = await read(file);
      expect(text, file).to.not.match(/(?:=\s*["']?|url\(["']?|import\s*\(?["'])(?:https?:)?\/\//i);
      if (file.endsWith('.html')) expect(text, file).to.include("default-src 'self'");
    }
  });

  it('shows who gets in', async () => {
    for (const name of ['coordinator', 'worker']) {
      const document = JSON.parse(await read(`${name}.json`)) as OpenApiDocument;
      for (const { id, operation } of operationsOf(document)) {
        expect(operation, id).to.have.nested.property('x-badges[0].name', operation['x-trino-access']);
      }
    }
  });

  it('refuses pages that have fallen behind the specs', async () => {
    const document = JSON.parse(await read('worker.json')) as OpenApiDocument;
    const documents = [portalDocument('worker', document)];
    for (const text of [
      '{{operation nope}}',
      '{{schema worker Nope}}',
      '{{example getTaskStatus nope}}',
      '{{nope}}',
    ]) {
      expect(() => renderPage(text, documents, {}), text).to.throw(Error);
    }
    expect(renderPage('{{operation getResults}}', documents, {})).to.include(
      'worker.html#tag/Task/getResults',
    );
  });
});
