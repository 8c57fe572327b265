import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { start, type RunningNode } from '../../src/index.ts';

/** A snippet of docs/client.md and what it prints. */
interface Snippet {
  readonly code: string;
  readonly output: string;
}

const client = new URL('../../src/client/index.ts', import.meta.url).href;

/** The snippets in order; each may use what those before it declare. */
async function snippetsOf(document: URL): Promise<readonly Snippet[]> {
  const text = await readFile(document, 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(([, code, output]) => ({
    code: code ?? '',
    output: output ?? '',
  }));
}

describe('docs/client.md', () => {
  let node: RunningNode | undefined;
  let folder: string;

  before(async () => {
    node = await start({ port: 0 });
    folder = await mkdtemp(join(tmpdir(), 'leveret-snippets-'));
  });

  after(async () => {
    await node?.stop();
    await rm(folder, { recursive: true });
  });

  it('prints what it says', async function () {
    this.timeout(60_000);
    const document = new URL('../../docs/client.md', import.meta.url);
    const snippets = await snippetsOf(document);
    const blocks = (await readFile(document, 'utf8')).match(/```ts\n/g) ?? [];
    expect(snippets).to.have.length(blocks.length).above(7);
    const server = process.env['TRINO_URL'] ?? node?.url ?? '';
    const program = [
      "import { format } from 'node:util';",
      'export const printed: string[][] = [];',
      'const console = { log: (...values: unknown[]) => printed.at(-1)?.push(format(...values)) };',
      ...snippets.map(({ code }) => `printed.push([]);\n${code}`),
    ].join('\n');
    const file = join(folder, 'snippets.mts');
    await writeFile(
      file,
      program.replaceAll("'leveret/client'", `'${client}'`).replaceAll('http://127.0.0.1:8080', server),
    );
    const { printed } = (await import(pathToFileURL(file).href)) as {
      printed: readonly (readonly string[])[];
    };
    for (const [index, { output }] of snippets.entries()) {
      expect(printed[index]?.map((line) => `${line}\n`).join('')).to.equal(output);
    }
  });
});
