import { checkFolder } from './check-folder.ts';
import { MissingToolError } from './emit-interfaces.ts';
import { SpecError } from './openapi-document.ts';
import { projectPath } from './run-program.ts';

/** `npm run generate:check [-- DIR]`: generates again and compares byte by byte with `generated/`. Exits with 1 and the names of the files that differ. */
try {
  const differing = await checkFolder(process.argv[2] ?? projectPath('generated'));
  for (const line of differing) console.error(line);
  if (differing.length > 0) {
    console.error(
      'Generated code and specs have drifted apart: run `npm run generate` and commit the result',
    );
    process.exitCode = 1;
  } else console.log('Generated code is what the specs say');
} catch (error) {
  if (!(error instanceof SpecError || error instanceof MissingToolError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
