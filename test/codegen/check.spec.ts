import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectPath, runProgram } from '../../codegen/run-program.ts';

/** Needs Java: part of `npm run test:codegen`. */
describe('npm run generate:check', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leveret-drift-'));
    await cp(projectPath('generated'), folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  const check = (environment: Readonly<Record<string, string>> = {}): Promise<string> =>
    runProgram(process.execPath, ['--import=tsx', 'codegen/check.ts', folder], environment);

  it('finds nothing in what was generated', async () => {
    expect(await check()).to.include('Generated code is what the specs say');
  });

  it('fails and names the files when a byte changes, a file goes or a file comes', async () => {
    const changed = join(folder, 'worker/types.ts');
    const text = await readFile(changed, 'utf8');
    await writeFile(changed, text.replace('e', 'E'));
    await appendFile(join(folder, 'runtime/json.ts'), ' ');
    await rm(join(folder, 'coordinator/openapi.json'));
    await writeFile(join(folder, 'worker/server/MoreApi.ts'), '');
    const failure: unknown = await check().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    const { message } = failure as Error;
    expect(message).to.include('failed (1)');
    const lines = message.split('\n').filter((line) => /^(missing|not generated|differs): /.test(line));
    expect(lines).to.deep.equal([
      'missing: coordinator/openapi.json',
      'differs: runtime/json.ts',
      'not generated: worker/server/MoreApi.ts',
      'differs: worker/types.ts',
    ]);
    expect(message).to.include('npm run generate');
  });

  it('says that Java is missing and fails', async () => {
    const failure: unknown = await check({ PATH: folder }).catch((error: unknown) => error);
    expect((failure as Error).message)
      .to.include('failed (1)')
      .and.to.include('Java is missing: install JDK 17');
  });
});
