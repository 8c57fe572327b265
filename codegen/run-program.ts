import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A path within the project, absolute. */
export function projectPath(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/**
 * Runs a program in the project's folder and returns what it printed. Rejects with its output if it fails, and with
 * the system's error (`ENOENT`) if it isn't there.
 */
export function runProgram(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: projectPath('.'),
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(new Error(`${[program, ...parameters].join(' ')} failed (${code ?? 'killed'}):\n${output}`));
    });
  });
}
