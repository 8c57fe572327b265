import { parseArgs } from 'node:util';
import { generate, SPECS } from './generate-folder.ts';
import { MissingToolError } from './emit-interfaces.ts';
import { SpecError } from './openapi-document.ts';
import { projectPath } from './run-program.ts';

/**
 * `npm run generate [-- SPEC…] [--out DIR]`: writes the code of the named specs (of all, if none is named) into DIR, by default `generated/`.
 * Says what is wrong and exits with 1 if a spec can't be used or a tool is missing.
 */
const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
try {
  const written = await generate(
    positionals.length === 0 ? SPECS : positionals,
    values.out ?? projectPath('generated'),
  );
  console.log(`${written} files generated`);
} catch (error) {
  if (!(error instanceof SpecError || error instanceof MissingToolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
