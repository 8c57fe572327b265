import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { StartOptions } from '../../src/index.ts';

const index = new URL('../../src/index.ts', import.meta.url).href;

/** A node in a process of its own, run from the sources: tests that kill nodes need no build. */
export interface SourceNode {
  readonly process: ChildProcess;
  readonly url: string;
  /** Ends the process at once, whatever it does. */
  kill(): void;
}

/** Starts a node; resolves once it listens. @throws Error when it ends before */
export async function spawnSourceNode(options: StartOptions): Promise<SourceNode> {
  const program = `
    import { start } from '${index}';
    const node = await start(${JSON.stringify({ port: 0, logLevel: 'fatal', ...options })});
    process.stdout.write(node.url);
  `;
  const args = ['--import', 'tsx', '--input-type', 'module', '--eval', program];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The node has ended with ${code}`));
    });
    child.stdout.once('data', (chunk: Buffer) => {
      resolve(chunk.toString());
    });
  });
  return {
    process: child,
    url,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
