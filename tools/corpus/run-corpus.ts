import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../test/support/peer.ts';
import { spawnCluster } from '../../test/support/spawn-cluster.ts';
import { spawnNode } from '../../test/support/spawn-node.ts';

const run = promisify(execFile);
const folder = new URL('../../test/sql/', import.meta.url);

/** How many statements of an area a server answered as a stock one. */
export interface CorpusArea {
  readonly name: string;
  readonly total: number;
  readonly passed: number;
  /** The same without the texts of error messages. */
  readonly lenient: number;
}

/** A statement that was answered otherwise. */
export interface CorpusFailure {
  readonly id: string;
  readonly area: string;
  readonly sql: string;
  /** What differs, in the runner's words. */
  readonly why: string;
  readonly only_message: boolean;
}

export interface CorpusRun {
  readonly shape: CorpusShape;
  readonly areas: readonly CorpusArea[];
  readonly failures: readonly CorpusFailure[];
}

/** One process, or a coordinator that runs no tasks with two workers. */
export type CorpusShape = 'one process' | 'cluster';

/**
 * Runs the whole SQL corpus (`test/sql`: statements with a stock server's answers) against built nodes, with the corpus's own runner.
 * @param options further arguments of the runner: `--area`, `--id`, `--limit`
 * @throws Error when Python 3 is missing, nothing was run or a node doesn't start
 */
export async function runCorpus(shape: CorpusShape, options: readonly string[] = []): Promise<CorpusRun> {
  const server = shape === 'one process' ? await spawnNode(await freePort()) : await spawnCluster(2);
  const temporary = mkdtempSync(join(tmpdir(), 'leveret-corpus-'));
  const list = join(temporary, 'failures.jsonl');
  try {
    const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
    const { stdout } = await run(
      'python3',
      [
        'run_corpus.py',
        '--server',
        server.url,
        '--jobs',
        '2',
        '--timeout',
        '180',
        '--fail-list',
        list,
        ...options,
        ...files,
      ],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
    );
    return { shape, areas: readAreas(stdout), failures: readFailures(readFileSync(list, 'utf8')) };
  } finally {
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Reads the table that the runner prints, without its total. */
export function readAreas(output: string): readonly CorpusArea[] {
  const areas = output.split('\n').flatMap((line) => {
    const match = /^(\S+)\s+(\d+)\/(\d+)\s.*ignoring messages\s+(\d+)/.exec(line);
    if (match === null || match[1] === 'total') return [];
    const [, name = '', passed, total, lenient] = match;
    return [{ name, passed: Number(passed), total: Number(total), lenient: Number(lenient) }];
  });
  if (areas.length === 0) throw new Error(`the corpus printed no areas: ${output.slice(0, 500)}`);
  return areas;
}

/** Reads the runner's list of failures, JSON a line. */
export function readFailures(text: string): readonly CorpusFailure[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusFailure);
}
