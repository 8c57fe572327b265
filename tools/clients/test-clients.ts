import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { freePort } from '../../test/support/peer.ts';
import { spawnNode } from '../../test/support/spawn-node.ts';
import { clientsDocument } from './clients-document.ts';
import { counted, difference, runSuite, type SuiteOutcome } from './run-suite.ts';
import { suites } from './suites.ts';

/**
 * `npm run test:clients [-- NAME…] [-- --server URL]`: runs the suites of real clients (of all, or of the named ones) against a node that it
 * starts, or against another server, and exits with 1 unless every count is that of a stock Trino. `--write` writes `docs/clients.md`.
 */
const { values, positionals } = parseArgs({
  options: { server: { type: 'string' }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) {
  console.error(
    `No such client: ${unknown.join(', ')}. There are ${suites.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(1);
}
if (values.write && (positionals.length > 0 || values.server !== undefined)) {
  console.error('docs/clients.md is written from a run of all clients against a node of this project');
  process.exit(1);
}

/** Behind a proxy's headers, and with the catalogs that the suites count on. */
async function writeConfiguration(folder: string): Promise<void> {
  await mkdir(join(folder, 'catalog'));
  await writeFile(join(folder, 'config.properties'), 'http-server.process-forwarded=true\n');
  for (const connector of ['tpch', 'memory']) {
    await writeFile(join(folder, 'catalog', `${connector}.properties`), `connector.name=${connector}\n`);
  }
}

const configuration = await mkdtemp(join(tmpdir(), 'leveret-clients-etc-'));
const scratch = process.env['CLIENTS_TMP'] ?? join(tmpdir(), 'leveret-clients');
const outcomes: SuiteOutcome[] = [];
try {
  await writeConfiguration(configuration);
  const node =
    values.server === undefined ? await spawnNode(await freePort(), '--etc', configuration) : undefined;
  try {
    for (const suite of suites) {
      if (positionals.length > 0 && !positionals.includes(suite.name)) continue;
      console.log(`\n${suite.name}: ${suite.client}`);
      outcomes.push(await runSuite(suite, node?.url ?? values.server ?? '', scratch));
    }
  } finally {
    await node?.stop();
  }
} finally {
  await rm(configuration, { recursive: true });
}
if (values.write) {
  await writeFile(new URL('../../docs/clients.md', import.meta.url), clientsDocument(outcomes));
}
console.log('');
for (const outcome of outcomes) {
  const wrong = difference(outcome);
  console.log(`${outcome.suite.name}: ${wrong ?? `${counted(outcome.suite.stock)}, as a stock Trino`}`);
  if (wrong !== undefined) process.exitCode = 1;
}
