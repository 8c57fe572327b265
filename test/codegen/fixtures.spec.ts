import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectedFolder, fixtureNames, generateFixtures } from '../../codegen/fixtures.ts';
import type { GeneratedFiles } from '../../codegen/generate-files.ts';

/** Needs Java: part of `npm run test:codegen`. */
describe('code generated from the fixtures', () => {
  let generated: ReadonlyMap<string, GeneratedFiles>;
  let names: readonly string[];

  before(async () => {
    names = await fixtureNames();
    generated = await generateFixtures();
  });

  it('is what each fixture expects', async () => {
    expect(names.length).to.be.greaterThan(0);
    for (const name of names) {
      const files = generated.get(name) ?? new Map<string, string>();
      const folder = expectedFolder(name);
      const present = existsSync(folder)
        ? await readdir(folder, { recursive: true, withFileTypes: true })
        : [];
      const paths = present
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
      expect([...files.keys()].sort(), name).to.deep.equal(paths.sort());
      for (const [path, text] of files) {
        expect(text, `${name}/expected/${path}`).to.equal(await readFile(join(folder, path), 'utf8'));
      }
    }
  });
});
