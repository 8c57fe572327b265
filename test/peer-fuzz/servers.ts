import { requirePeer, freePort, startPeer } from '../support/peer.ts';
import { spawnCluster } from '../support/spawn-cluster.ts';
import { spawnNode } from '../support/spawn-node.ts';

/** A server that statements are sent to. */
export interface FuzzServer {
  readonly url: string;
  stop(): Promise<unknown>;
}

/**
 * The stock server: the one at `PEER_URL`, or one started here, for which JDK 17, Maven and curl are needed. Ends the process when one of them is
 * missing: such a run must not pass silently.
 */
export async function judgeServer(): Promise<FuzzServer> {
  const url = process.env['PEER_URL'];
  if (url !== undefined && url !== '') return { url, stop: () => Promise.resolve() };
  await requirePeer();
  return startPeer(`fuzz-${process.pid}`, 'coordinator');
}

/** Our server: the one at `OUR_URL`, or one of a shape. */
export async function ourServer(shape: 'one process' | 'cluster'): Promise<FuzzServer> {
  const url = process.env['OUR_URL'];
  if (url !== undefined && url !== '') return { url, stop: () => Promise.resolve() };
  return shape === 'one process' ? spawnNode(await freePort()) : spawnCluster(2);
}
