import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const main = new URL('../../dist/run/main.js', import.meta.url).pathname;

/** A node in a process of its own, as users start it. */
export interface SpawnedNode {
  readonly url: string;
  readonly pid: number;
  /** Sends SIGTERM. @returns the exit code */
  stop(): Promise<number | null>;
}

/**
 * Starts the built node and waits until it's ready.
 * @throws Error when `dist/` is missing or the node ends before
 */
export async function spawnNode(port: number, ...args: string[]): Promise<SpawnedNode> {
  if (!existsSync(main)) throw new Error('dist/ is missing: run npm run build');
  const child = spawn(process.execPath, [main, '--port', String(port), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  while (true) {
    if (child.exitCode !== null) throw new Error(`the node ended with exit code ${child.exitCode}: ${log}`);
    try {
      const info = (await (await fetch(`${url}/v1/info`)).json()) as { starting: boolean };
      if (!info.starting) break;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    pid: child.pid as number,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}
