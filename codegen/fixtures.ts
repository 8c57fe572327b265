import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeneratedFiles, generateFiles } from './generate-files.ts';
import { projectPath } from './run-program.ts';

const FOLDER = projectPath('codegen/fixtures');

/** The fixtures by name: each is a folder with a spec that uses one feature and the code expected of it. */
export async function fixtureNames(): Promise<readonly string[]> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Where the code expected of a fixture lies. */
export function expectedFolder(name: string): string {
  return join(FOLDER, name, 'expected');
}

/** Generates the code of all fixtures at once. They import the runtime from where it is written. */
export async function generateFixtures(): Promise<ReadonlyMap<string, GeneratedFiles>> {
  const names = await fixtureNames();
  return generateFiles(
    names.map((name) => ({ name, file: join(FOLDER, name, 'spec.yaml'), runtime: '../../../runtime.ts' })),
  );
}
