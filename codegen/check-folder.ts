import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, SPECS } from './generate-folder.ts';

/** What `npm run generate` writes; other generators have folders of their own. */
const OWN = [...SPECS, 'runtime', 'runtime.ts'];

/**
 * Generates everything into a temporary folder and compares it with `folder`, byte by byte.
 *
 * @returns a line for each file that differs, is missing or is too many, in alphabetical order
 */
export async function checkFolder(folder: string): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), 'leveret-check-'));
  try {
    await generate(SPECS, fresh);
    return await compareFolders(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true });
  }
}

async function compareFolders(expected: string, actual: string): Promise<readonly string[]> {
  const wanted = new Set(await filesIn(expected));
  const present = new Set(await filesIn(actual));
  const lines: string[] = [];
  for (const file of [...new Set([...wanted, ...present])].sort()) {
    if (!present.has(file)) lines.push(`missing: ${file}`);
    else if (!wanted.has(file)) lines.push(`not generated: ${file}`);
    else {
      const [one, other] = await Promise.all([readFile(join(expected, file)), readFile(join(actual, file))]);
      if (!one.equals(other)) lines.push(`differs: ${file}`);
    }
  }
  return lines;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of OWN) {
    if (!existsSync(join(folder, entry))) continue;
    if (entry.endsWith('.ts')) files.push(entry);
    else {
      const below = await readdir(join(folder, entry), { recursive: true, withFileTypes: true });
      for (const found of below)
        if (found.isFile()) files.push(join(found.parentPath, found.name).slice(folder.length + 1));
    }
  }
  return files;
}
