import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { harnesses, type ClientSuite, type Counts } from './suites.ts';

const run = promisify(execFile);

/** What a suite gave: counts, or why there are none. */
export type SuiteOutcome =
  | { readonly suite: ClientSuite; readonly counts: Counts }
  | { readonly suite: ClientSuite; readonly problem: string };

/** @returns the programs that a suite needs and that aren't there */
export async function missingPrograms(suite: ClientSuite): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const program of suite.needs) {
    try {
      await run('sh', ['-c', `command -v ${program}`]);
    } catch {
      missing.push(program);
    }
  }
  return missing;
}

/**
 * Runs a suite against a server; what it prints goes to standard output as it comes.
 * @param scratch the folder that the suite installs its client in
 */
export async function runSuite(suite: ClientSuite, server: string, scratch: string): Promise<SuiteOutcome> {
  const missing = await missingPrograms(suite);
  if (missing.length > 0) return { suite, problem: `needs ${missing.join(', ')}: install it` };
  const child = spawn('bash', [new URL(`${suite.name}/run.sh`, harnesses).pathname, server], {
    env: { ...process.env, CLIENTS_TMP: scratch },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    process.stdout.write(chunk);
  });
  await once(child, 'close');
  const counts = countsOf(suite.name, text);
  return counts === undefined ? { suite, problem: 'ended without a count' } : { suite, counts };
}

/** The counts of a suite's last line, `NAME: P passed, F failed, S skipped`. A terminal's control sequences may stand before it. */
export function countsOf(name: string, output: string): Counts | undefined {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const match = new RegExp(`${name}: (\\d+) passed, (\\d+) failed, (\\d+) skipped$`).exec(last);
  if (match === null) return undefined;
  return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3]) };
}

/** What is wrong with an outcome, undefined if it's that of a stock server. */
export function difference(outcome: SuiteOutcome): string | undefined {
  if ('problem' in outcome) return outcome.problem;
  const { counts, suite } = outcome;
  return counted(counts) === counted(suite.stock)
    ? undefined
    : `${counted(counts)} instead of ${counted(suite.stock)} (passed/failed/skipped)`;
}

/** `passed/failed/skipped`. */
export function counted({ passed, failed, skipped }: Counts): string {
  return `${passed}/${failed}/${skipped}`;
}
