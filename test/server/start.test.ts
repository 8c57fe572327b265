import { expect } from 'chai';
import { ConfigurationError } from '../../src/config/configuration-error.ts';
import { ListenError } from '../../src/server/listen.ts';
import type { RunningNode } from '../../src/server/node.ts';
import { freePort } from '../support/peer.ts';
import { startTestNode, testParts } from './test-node.ts';

describe('start', () => {
  const nodes: RunningNode[] = [];
  const started = async (...args: Parameters<typeof startTestNode>): Promise<RunningNode> => {
    const node = await startTestNode(...args);
    nodes.push(node);
    return node;
  };

  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.stop()));
  });

  it('serves on a free port of the loopback address until it is stopped', async () => {
    const parts = testParts();
    const node = await started({ contract: false }, parts);
    expect(node.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    const info: unknown = await (await fetch(`${node.url}/v1/info`)).json();
    expect(info).to.deep.include({
      nodeVersion: { version: '435' },
      environment: 'test',
      coordinator: true,
      starting: false,
    });
    await node.stop();
    expect(parts.kernels.map((kernel) => kernel.closed)).to.deep.equal([true]);
    await fetch(`${node.url}/v1/info`).then(
      () => expect.fail('still listening'),
      (error: unknown) => expect((error as Error).cause).to.have.property('code', 'ECONNREFUSED'),
    );
  });

  it('runs several nodes in one process', async () => {
    const [first, second] = await Promise.all([started(), started()]);
    expect(first.url).not.to.equal(second.url);
    expect(first.nodeId).not.to.equal(second.nodeId);
  });

  it('answers /v1/info while the engine is loaded, and holds back what needs it', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const port = await freePort();
    const starting = started({ port, contract: false }, testParts(undefined, gate));
    const url = `http://127.0.0.1:${port}`;
    const info = await retry(async () => (await fetch(`${url}/v1/info`)).json());
    expect(info).to.have.property('starting', true);
    const status = fetch(`${url}/v1/status`);
    const early = await Promise.race([status.then(() => 'answered'), pause(50)]);
    expect(early).to.equal(undefined);
    open();
    await starting;
    expect((await status).status).to.equal(200);
  });

  it('says what to do when the port is in use', async () => {
    const node = await started({ contract: false });
    const port = Number(new URL(node.url).port);
    await startTestNode({ port }).then(
      () => expect.fail('started'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(ListenError);
        expect((error as Error).message).to.equal(
          `Port ${port} is in use on 127.0.0.1: stop what listens there, or choose another with --port (0 takes a free one)`,
        );
      },
    );
  });

  it('closes the port again when the engine fails', async () => {
    const parts = { ...testParts(), createKernel: () => Promise.reject(new Error('no DuckDB here')) };
    const port = await freePort();
    await startTestNode({ port, contract: false }, parts).then(
      () => expect.fail('started'),
      (error: unknown) => expect((error as Error).message).to.equal('no DuckDB here'),
    );
    const node = await started({ port, contract: false });
    expect(node.url).to.equal(`http://127.0.0.1:${port}`);
  });

  for (const [options, message] of [
    [{ host: '0.0.0.0' }, /Listening on 0\.0\.0\.0 needs 'internal-communication\.shared-secret'/],
    [{ coordinator: false }, /A worker needs 'discovery\.uri'/],
    [{ port: 70_000 }, /http-server\.http\.port: must be from 0 to 65535 \(is '70000'\)/],
    [
      { properties: { 'query.max-lenght': '5' } },
      /'query\.max-lenght' is unknown to Trino 435\. Did you mean 'query\.max-length'\?/,
    ],
    [{ environment: 'Test!' }, /node\.environment: must be lower-case letters, digits and _/],
    [
      { catalogs: { lake: { 'connector.name': 'hive' } } },
      /No factory for connector 'hive'\. Available factories: \[.*tpch.*\]/,
    ],
  ] as const) {
    it(`refuses ${JSON.stringify(options)}`, async () => {
      await startTestNode(options).then(
        async (node) => {
          await node.stop();
          expect.fail('started');
        },
        (error: unknown) => {
          expect(error).to.be.instanceOf(ConfigurationError);
          expect((error as Error).message).to.match(message);
        },
      );
    });
  }

  it('listens on other addresses with a shared secret, which then is the key of internal tokens', async () => {
    const node = await started({ host: '127.0.0.2', sharedSecret: 'between us' });
    expect(new URL(node.url).hostname).to.equal('127.0.0.2');
    expect((await fetch(`${node.url}/v1/info`)).status).to.equal(200);
  });
});

function pause(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

async function retry<T>(action: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await action();
    } catch (error) {
      if (tries > 100) throw error;
      await pause(10);
    }
  }
}
