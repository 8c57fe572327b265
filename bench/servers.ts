import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { homedir } from 'node:os';
import { freePort, requirePeer, startPeer } from '../test/support/peer.ts';

/** A server under measurement. */
export interface BenchServer {
  readonly name: string;
  readonly url: string;
  /** From its start to its first answer that says it's ready, ms. */
  readonly readyMillis: number;
  /** Resident memory, bytes. */
  residentBytes(): number;
  stop(): Promise<void>;
}

const main = new URL('../dist/run/main.js', import.meta.url).pathname;

/** Our node as a user starts it. */
export async function startOurs(): Promise<BenchServer> {
  if (!existsSync(main)) throw new Error('dist/ is missing: npm run build');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  const child = spawn(process.execPath, [main, '--port', String(port)], { stdio: 'ignore' });
  await ready(url, child);
  const readyMillis = performance.now() - start;
  return {
    name: 'leveret',
    url,
    readyMillis,
    residentBytes: () => residentBytes(child.pid as number),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => {
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}

/**
 * A stock node with the same catalogs.
 * @param environment of the script that starts it: memory of the JVM and of the memory catalog
 */
export async function startStock(environment: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  await requirePeer();
  const start = performance.now();
  const peer = await startPeer('bench', 'coordinator', undefined, environment);
  // The script waits 2 s more than it has to, for the node list.
  const readyMillis = performance.now() - start - 2_000;
  const home =
    process.env['TRINO_PEER_HOME'] ??
    `${process.env['XDG_CACHE_HOME'] ?? `${homedir()}/.cache`}/trino-peer-435`;
  const pid = Number(readFileSync(`${home}/run/bench/pid`, 'utf8'));
  return {
    name: 'stock Trino 435',
    url: peer.url,
    readyMillis,
    residentBytes: () => residentBytes(pid),
    stop: () => peer.stop(),
  };
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  while (true) {
    if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`);
    try {
      if (!(await isStarting(url))) return;
    } catch {
      // Not listening yet.
    }
    // Not too often: the server starts on the same processors.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function isStarting(url: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    get(`${url}/v1/info`, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('error', reject);
      response.on('end', () => {
        resolve((JSON.parse(text) as { starting: boolean }).starting);
      });
    }).on('error', reject);
  });
}

function residentBytes(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN) * 1024;
}
