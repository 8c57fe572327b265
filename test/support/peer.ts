import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = new URL('../../tools/peer/trino', import.meta.url).pathname;

/** Says what is missing for a stock Trino on this machine and ends the process: such a run must not pass silently. */
export async function requirePeer(): Promise<void> {
  for (const [command, args] of [
    ['java', ['-version']],
    ['mvn', ['--version']],
    ['curl', ['--version']],
  ] as const) {
    try {
      await run(command, [...args]);
    } catch {
      console.error(
        `${command} is missing: interoperation tests start a stock Trino and need JDK 17, Maven and curl.`,
      );
      process.exit(1);
    }
  }
  await run(script, ['setup'], { timeout: 15 * 60_000 });
}

/** A stock node, stopped by `stop`. */
export interface PeerNode {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPeer(
  name: string,
  role: 'coordinator' | 'coordinator-only' | 'worker',
  coordinator?: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<PeerNode> {
  const port = await freePort();
  await run(
    script,
    ['start', name, String(port), role, ...(coordinator === undefined ? [] : [coordinator])],
    {
      timeout: 180_000,
      env: { ...process.env, JAVA_OPTS: process.env['JAVA_OPTS'] ?? '-Xmx1500M', ...environment },
    },
  );
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await run(script, ['stop', name]);
    },
  };
}

/** Runs statements in the real CLI. @returns its standard output */
export async function cli(server: string, ...args: string[]): Promise<string> {
  const { stdout } = await run(script, ['cli', '--server', server, ...args], { timeout: 120_000 });
  return stdout;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

/** Tries until an action succeeds. @param millis how long at the most */
export async function eventually<T>(action: () => Promise<T>, millis: number): Promise<T> {
  const end = Date.now() + millis;
  while (true) {
    try {
      return await action();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
