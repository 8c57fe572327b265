import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApiDocument } from './openapi-document.ts';
import { projectPath, runProgram } from './run-program.ts';

/** One document out of a spec and all the files that it refers to, with the components in alphabetical order. */
export async function bundleSpec(file: string): Promise<OpenApiDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'leveret-bundle-'));
  try {
    const bundled = join(folder, 'bundled.json');
    await runProgram(
      process.execPath,
      [
        projectPath('node_modules/@redocly/cli/bin/cli.js'),
        'bundle',
        file,
        '--output',
        bundled,
        '--ext',
        'json',
      ],
      { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    );
    const document = JSON.parse(await readFile(bundled, 'utf8')) as OpenApiDocument;
    return sortComponents(document);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The bundler puts components in the order in which it meets them: a new reference would move half of the file. */
function sortComponents(document: OpenApiDocument): OpenApiDocument {
  if (document.components === undefined) return document;
  const components = Object.entries(document.components)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([kind, members]) => [
      kind,
      Object.fromEntries(Object.entries(members).sort(([one], [other]) => (one < other ? -1 : 1))),
    ]);
  return {
    ...document,
    components: Object.fromEntries(components) as NonNullable<OpenApiDocument['components']>,
  };
}
