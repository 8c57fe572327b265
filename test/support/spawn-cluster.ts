import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { internalToken } from './internal-token.ts';
import { eventually, freePort } from './peer.ts';
import { spawnNode } from './spawn-node.ts';
import type { SpawnedNode } from './spawn-node.ts';

/** A coordinator that runs no tasks, and workers, in processes of their own. */
export interface SpawnedCluster {
  /** The coordinator's. */
  readonly url: string;
  readonly coordinator: SpawnedNode;
  readonly workers: readonly SpawnedNode[];
  stop(): Promise<void>;
}

/**
 * Starts a cluster from configuration files, as an operator would, with the catalogs tpch and memory. Resolves when the coordinator knows all
 * of its workers.
 * @param lines further lines of every node's config.properties
 */
export async function spawnCluster(workers: number, ...lines: readonly string[]): Promise<SpawnedCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'leveret-cluster-'));
  const etc = (name: string, ...own: readonly string[]): string => {
    const path = join(folder, name);
    mkdirSync(join(path, 'catalog'), { recursive: true });
    writeFileSync(join(path, 'config.properties'), `${[...own, ...lines].join('\n')}\n`);
    writeFileSync(join(path, 'node.properties'), `node.environment=test\nnode.id=${name}\n`);
    for (const name of ['tpch', 'memory']) {
      writeFileSync(join(path, 'catalog', `${name}.properties`), `connector.name=${name}\n`);
    }
    return path;
  };
  const nodes: SpawnedNode[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const coordinator = await spawnNode(
      await freePort(),
      '--etc',
      etc('coordinator', 'coordinator=true', 'node-scheduler.include-coordinator=false'),
    );
    nodes.push(coordinator);
    const started: SpawnedNode[] = [];
    for (let i = 0; i < workers; i++) {
      const config = etc(`worker-${i}`, 'coordinator=false', `discovery.uri=${coordinator.url}`);
      started.push(await spawnNode(await freePort(), '--etc', config));
      nodes.push(started[i] as SpawnedNode);
    }
    await eventually(async () => {
      const answer = await fetch(`${coordinator.url}/v1/service/trino/general`, {
        headers: { 'X-Trino-Internal-Bearer': await internalToken('test') },
      });
      const { services } = (await answer.json()) as { readonly services: readonly unknown[] };
      if (services.length < workers + 1) throw new Error(`${services.length} nodes announced`);
    }, 30_000);
    return { url: coordinator.url, coordinator, workers: started, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
