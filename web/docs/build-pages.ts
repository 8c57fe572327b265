import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operationsOf, type OpenApiDocument } from '../../codegen/openapi-document.ts';
import { type PortalDocument, portalDocument, viewedDocument } from './portal-document.ts';
import { renderPage } from './render-page.ts';

const here = fileURLToPath(new URL('./', import.meta.url));

/** Pages of our own, with their titles. */
const PAGES: Readonly<Record<string, string>> = {
  'index.html': 'leveret: the interfaces of Trino 435',
  'task-protocol.html': 'The task protocol · leveret',
};

/** The specs in the order in which links to operations look for them, with the titles of their pages. */
const SPECS: Readonly<Record<string, string>> = {
  coordinator: 'Coordinator · leveret',
  worker: 'Worker · leveret',
};

/** Writes the portal's pages and documents, made from the generated specs: static files that load nothing from elsewhere. */
export async function buildPages(target: string): Promise<void> {
  const documents = await Promise.all(Object.keys(SPECS).map(readDocument));
  const values = await pageValues(documents);
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });

  const layout = await readFile(join(here, 'pages/layout.html'), 'utf8');
  for (const [file, title] of Object.entries(PAGES)) {
    const content = renderPage(await readFile(join(here, 'pages', file), 'utf8'), documents, values);
    const page = renderPage(layout, documents, { ...values, title, content });
    await writeFile(
      join(target, file),
      page.replace(`<a href="${file}"`, `<a aria-current="page" href="${file}"`),
    );
  }
  const reference = await readFile(join(here, 'pages/reference.html'), 'utf8');
  for (const portal of documents) {
    const { name } = portal;
    await writeFile(join(target, `${name}.json`), JSON.stringify(viewedDocument(portal)));
    await writeFile(
      join(target, `${name}.html`),
      renderPage(reference, documents, { title: SPECS[name] ?? name, name }),
    );
  }
  for (const file of ['style.css', 'reference.css', 'reference.js', 'icon.svg']) {
    await cp(join(here, 'pages', file), join(target, file));
  }
}

async function readDocument(name: string): Promise<PortalDocument> {
  const file = join(here, '../../generated', name, 'openapi.json');
  return portalDocument(name, JSON.parse(await readFile(file, 'utf8')) as OpenApiDocument);
}

async function pageValues(documents: readonly PortalDocument[]): Promise<Readonly<Record<string, string>>> {
  const { version } = JSON.parse(await readFile(join(here, '../../package.json'), 'utf8')) as {
    version: string;
  };
  const counts = documents.map(({ name, document }) => [
    `${name}Count`,
    String(operationsOf(document).length),
  ]);
  const nodes = documents.map(
    ({ document }) => document.components?.['schemas']?.['PlanNode'] as { oneOf?: unknown[] } | undefined,
  );
  const planNodes = nodes.find((schema) => schema?.oneOf !== undefined)?.oneOf?.length;
  if (planNodes === undefined) throw new Error('No spec has a PlanNode of several kinds');
  return {
    version,
    planNodeCount: String(planNodes),
    ...(Object.fromEntries(counts) as Record<string, string>),
  };
}
