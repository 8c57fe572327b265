import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { eventually, freePort } from './support/peer.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user would, from its sources. */
function run(...args: string[]): {
  readonly ended: Promise<Ended>;
  readonly stop: (signal: NodeJS.Signals) => void;
} {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return {
    ended: new Promise((resolve) => {
      child.once('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    }),
    stop: (signal) => child.kill(signal),
  };
}

describe('the program', function () {
  this.timeout(60_000);

  it('says its versions', async () => {
    const { code, stdout } = await run('--version').ended;
    expect(code).to.equal(0);
    expect(stdout).to.match(/^leveret \d+\.\d+\.\d+ \(Trino 435\)\n$/);
  });

  it('ends with 2 for a wrong command line', async () => {
    const { code, stderr } = await run('--prot', '1').ended;
    expect(code).to.equal(2);
    expect(stderr).to.contain("'--prot'").and.to.contain('leveret --help');
  });

  it('ends with 100 for a wrong configuration, as Trino does', async () => {
    const etc = mkdtempSync(path.join(os.tmpdir(), 'leveret-main-'));
    try {
      mkdirSync(path.join(etc, 'catalog'));
      writeFileSync(path.join(etc, 'config.properties'), 'coordinater=true\n');
      const { code, stderr } = await run('--etc', etc).ended;
      expect(code).to.equal(100);
      expect(stderr).to.contain("'coordinater' is unknown to Trino 435. Did you mean 'coordinator'?");
      expect(stderr).to.contain('config.properties:1').and.not.to.contain('    at ');
    } finally {
      rmSync(etc, { recursive: true });
    }
  });

  it('serves until it is told to end, and says so when a second one wants its port', async () => {
    const port = await freePort();
    const first = run('--port', String(port));
    const url = `http://127.0.0.1:${port}`;
    await eventually(async () => {
      const info = (await (await fetch(`${url}/v1/info`)).json()) as { starting: boolean };
      expect(info.starting).to.equal(false);
    }, 30_000);
    const second = await run('--port', String(port)).ended;
    expect(second.code).to.equal(1);
    expect(second.stderr).to.contain(`Port ${port} is in use on 127.0.0.1`).and.to.contain('--port');
    first.stop('SIGTERM');
    const { code, stderr } = await first.ended;
    expect(code).to.equal(0);
    // Not at a terminal: lines of JSON.
    const [line] = stderr.split('\n');
    expect(JSON.parse(line ?? '')).to.include({ msg: 'Server started', url });
  });
});
