import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenApiDocument } from './openapi-document.ts';
import { projectPath, runProgram } from './run-program.ts';

/** A document to make servers and clients from. */
export interface InterfaceSource {
  readonly name: string;
  readonly specName: string;
  readonly document: OpenApiDocument;
  /** How a file in `server/` or `client/` imports the runtime. */
  readonly runtime: string;
}

/** Texts by file name, for example `TaskApi.ts`. */
export interface InterfaceFiles {
  readonly server: Readonly<Record<string, string>>;
  readonly client: Readonly<Record<string, string>>;
}

/** Something that `npm run generate` needs isn't on this machine. */
export class MissingToolError extends Error {
  override readonly name = 'MissingToolError';
}

/**
 * Runs openapi-generator with the templates of `codegen/templates` over all documents at once, a file a tag. Needs Java; the generator itself
 * (its version stands in `openapitools.json`) is downloaded at the first call and kept. Rejects with a `MissingToolError` if either is missing.
 */
export async function emitInterfaces(
  sources: readonly InterfaceSource[],
): Promise<readonly InterfaceFiles[]> {
  await requireJava();
  const folder = await mkdtemp(join(tmpdir(), 'leveret-interfaces-'));
  try {
    const configurations: string[] = [];
    for (const source of sources) configurations.push(await writeConfiguration(folder, source));
    await runGenerator(['batch', '--fail-fast', '--threads', '1', '--', ...configurations]);
    return await Promise.all(
      sources.map(async ({ name }) => ({
        server: await readFiles(join(folder, name, 'apis')),
        client: await readFiles(join(folder, name, 'client')),
      })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function requireJava(): Promise<void> {
  try {
    await runProgram('java', ['-version']);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new MissingToolError(`Java is missing: install JDK 17 and put \`java\` on the PATH (${cause})`);
  }
}

async function runGenerator(parameters: readonly string[]): Promise<void> {
  const program = projectPath('node_modules/@openapitools/openapi-generator-cli/main.js');
  try {
    // The first call of all downloads the generator; asking for the version tells that from a failure of the generation.
    await runProgram(process.execPath, [program, 'version']);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new MissingToolError(
      `openapi-generator is missing and could not be downloaded from Maven Central to .openapi-generator-cache (${cause})`,
    );
  }
  await runProgram(process.execPath, [program, ...parameters]);
}

async function writeConfiguration(folder: string, source: InterfaceSource): Promise<string> {
  const { name, specName, document, runtime } = source;
  const output = join(folder, name);
  await mkdir(output, { recursive: true });
  const spec = join(folder, `${name}.json`);
  await writeFile(spec, JSON.stringify(document));
  const configuration = join(folder, `${name}-configuration.json`);
  await writeFile(
    configuration,
    JSON.stringify({
      generatorName: 'typescript-fetch',
      inputSpec: spec,
      outputDir: output,
      templateDir: projectPath('codegen/templates'),
      globalProperties: { apis: '', models: 'false', supportingFiles: 'false', apiDocs: 'false' },
      additionalProperties: {
        paramNaming: 'original',
        runtime,
        clientRuntime: runtime.replace(/runtime\.ts$/, 'runtime/client.ts'),
        specName,
      },
      files: { 'client.mustache': { templateType: 'API', folder: 'client', destinationFilename: '.ts' } },
    }),
  );
  return configuration;
}

async function readFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
}
