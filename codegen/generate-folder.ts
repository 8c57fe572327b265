import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { generateFiles } from './generate-files.ts';
import { SpecError } from './openapi-document.ts';
import { projectPath } from './run-program.ts';
import { writeFiles } from './write-files.ts';

/** The project's specs. */
export const SPECS: readonly string[] = ['coordinator', 'worker'];

/**
 * Writes the generated code of the named specs and the runtime into a folder, in place of what was there for them.
 * Nothing is written if anything can't be generated.
 *
 * @returns the number of files
 */
export async function generate(names: readonly string[], folder: string): Promise<number> {
  for (const name of names) {
    if (!existsSync(projectPath(`openapi/${name}.yaml`)))
      throw new SpecError(`There is no openapi/${name}.yaml`);
  }
  const generated = await generateFiles(
    names.map((name) => ({ name, file: projectPath(`openapi/${name}.yaml`), runtime: '../runtime.ts' })),
  );
  let written = 0;
  for (const [name, files] of generated) {
    await rm(join(folder, name), { recursive: true, force: true });
    await writeFiles(files, join(folder, name));
    written += files.size;
  }
  await rm(join(folder, 'runtime'), { recursive: true, force: true });
  await cp(projectPath('codegen/runtime'), join(folder, 'runtime'), { recursive: true });
  await cp(projectPath('codegen/runtime.ts'), join(folder, 'runtime.ts'));
  return written;
}
