import { requirePeer, startPeer } from '../support/peer.ts';
import type { PeerNode } from '../support/peer.ts';
import { describeClient } from './client-suite.ts';

/**
 * The same against a stock Trino 435: the one that TRINO_URL names (with the catalogs tpch and memory), or one that is started here.
 * `npm run test:client-peer`.
 */
const named = process.env['TRINO_URL'];

describe('client against a stock Trino', () => {
  let peer: PeerNode | undefined;

  before(async function () {
    this.timeout(20 * 60_000);
    if (named === undefined) {
      await requirePeer();
      peer = await startPeer('client-peer', 'coordinator');
    } else if (!(await fetch(`${named}/v1/info`).catch(() => undefined))?.ok) {
      console.error(`No server answers at TRINO_URL=${named}.`);
      process.exit(1);
    }
  });

  after(async function () {
    this.timeout(60_000);
    await peer?.stop();
  });

  describeClient(() => named ?? peer?.url ?? '');
});
