#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseCommand, help, UsageError } from './arguments.ts';
import type { Command } from './arguments.ts';
import { ConfigurationError } from './config/configuration-error.ts';
import type { RunningNode } from './index.ts';
import { ListenError } from './server/listen.ts';
import { nodeVersion } from './server/version.ts';

/** Exit codes: Trino's for a wrong configuration, the shell's custom for a wrong command line. */
const exitConfiguration = 100;
const exitUsage = 2;
const exitFailure = 1;

/** How long queries may go on after the first signal, ms; a second signal ends them at once. */
const graceMillis = 10_000;

await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<void> {
  let command: Command;
  try {
    command = parseCommand(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`leveret: ${error.message}\nTry 'leveret --help'.\n`);
    process.exitCode = exitUsage;
    return;
  }
  switch (command.kind) {
    case 'help':
      process.stdout.write(help);
      return;
    case 'version':
      process.stdout.write(`leveret ${packageVersion()} (Trino ${nodeVersion})\n`);
      return;
    case 'start':
      await serve(command);
      return;
    default:
      command satisfies never;
  }
}

async function serve({ port, host, etc, contract }: Extract<Command, { kind: 'start' }>): Promise<void> {
  const interactive = process.stderr.isTTY;
  let node: RunningNode;
  try {
    // Most of the program; a wrong command line is answered without it.
    const { start } = await import('./index.ts');
    node = await start({
      port,
      host,
      etc,
      contract,
      // Somebody who watches wants a line that says where to go; a log collector wants to know what happens.
      defaultLogLevel: interactive ? 'warn' : 'info',
      onEnd: () => process.exit(0),
    });
  } catch (error) {
    process.stderr.write(`leveret: ${error instanceof Error ? error.message : String(error)}\n`);
    if (!(error instanceof ConfigurationError || error instanceof ListenError)) console.error(error);
    process.exit(error instanceof ConfigurationError ? exitConfiguration : exitFailure);
  }
  endOnSignal(node);
  if (interactive) {
    process.stderr.write(
      `leveret ${packageVersion()} speaks Trino ${nodeVersion} at ${node.url} (console: ${node.url}/ui/, docs: ${node.url}/docs)\n`,
    );
  }
}

/** The first signal lets queries end within the grace time, the second interrupts them, a third one waits for nothing. */
function endOnSignal(node: RunningNode): void {
  let signals = 0;
  const onSignal = (): void => {
    signals++;
    // Leaving while DuckDB runs a statement would wait for it.
    if (signals > 2) process.kill(process.pid, 'SIGKILL');
    node.stop(signals === 1 ? graceMillis : 0).then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(exitFailure);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** The version in package.json, which lies above `src/`, `dist/src/` and `dist/run/`. */
function packageVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        readonly name: string;
        readonly version: string;
      };
      if (name === 'leveret') return version;
    } catch {
      // Not in this folder.
    }
  }
  return 'unknown';
}
