import { rm } from 'node:fs/promises';
import { expectedFolder, generateFixtures } from './fixtures.ts';
import { writeFiles } from './write-files.ts';

/** `npm run generate:fixtures`: takes what is generated now as what is expected of the fixtures. Read the difference before committing it. */
for (const [name, files] of await generateFixtures()) {
  await rm(expectedFolder(name), { recursive: true, force: true });
  await writeFiles(files, expectedFolder(name));
}
