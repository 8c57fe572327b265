import { randomUUID } from 'node:crypto';
import os from 'node:os';
import type { Logger } from 'pino';
import type { Configuration } from '../config/load-configuration.ts';
import type { InternalNode } from '../engine/schedule/node-manager.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import { sleep } from '../engine/schedule/clock.ts';
import { formatDuration } from '../engine/units/duration.ts';
import { createRouters, servedOperations } from './apis.ts';
import { createApplication } from './application.ts';
import { createAuthenticator } from './authentication.ts';
import { catalogHandle } from './catalogs.ts';
import { createDiscovery } from './discovery/discovery.ts';
import type { Engine } from './engine.ts';
import { GracefulShutdown } from './graceful-shutdown.ts';
import { createInternalTokens } from './internal-token.ts';
import { rememberEngine } from './holdings.ts';
import { closeServer, listen } from './listen.ts';
import { consolePages } from './pages/console.ts';
import { docsPages } from './pages/docs.ts';
import type { NodeParts } from './parts.ts';
import { createTransport } from './transport.ts';
import { createUiSessions } from './ui-session.ts';
import { nodeVersion } from './version.ts';

export interface NodeOptions {
  readonly configuration: Configuration;
  /** express-openapi-validator checks every request and answer too. */
  readonly contract: boolean;
  readonly log: Logger;
  readonly parts: NodeParts;
  /** Called when the node ends by itself: a worker that was asked to shut down. */
  readonly onEnd?: (() => void) | undefined;
}

/** A running node. */
export interface RunningNode {
  /** Base URI, no slash at the end. */
  readonly url: string;
  readonly nodeId: string;
  /**
   * Leaves the cluster, ends what runs and closes everything.
   * @param graceMillis how long queries and tasks may go on first; 0, the default, also cuts the grace of an earlier call short
   */
  stop(graceMillis?: number): Promise<void>;
}

/** How long clients may take to fetch the last results of queries that ended during the grace time, ms. */
const fetchMillis = 1_000;
/** How long answers that are under way may take at the end, ms. */
const closeMillis = 500;

/**
 * Starts a node: it listens first, then its engine is loaded; requests that need the engine wait for it.
 * @returns when the node is ready
 * @throws ListenError, or what the engine's start failed with; nothing is left running then
 */
export async function startNode(options: NodeOptions): Promise<RunningNode> {
  const { configuration, log, parts } = options;
  const { settings } = configuration;
  const { clock } = parts;
  const startNanos = clock.monotonicNanos();
  // Loaded before the port is open, so that no request can come before the checks.
  const contract = options.contract
    ? await (await import('./contract/contract.ts')).createContract(settings.coordinator, log)
    : [];
  const host = settings.bindAddress ?? '127.0.0.1';
  const { server, port } = await listen({
    host,
    port: settings.httpPort,
    maxHeaderBytes: settings.maxRequestHeaderSize,
    maxIdleMillis: settings.maxIdleTime,
  });

  const nodeId = settings.nodeId ?? randomUUID();
  const internalAddress = settings.internalAddress ?? reachableAddress(host);
  const externalAddress = settings.externalAddress ?? internalAddress;
  const self: InternalNode = {
    nodeId,
    uri: `http://${uriHost(internalAddress)}:${port}`,
    version: nodeVersion,
    coordinator: settings.coordinator,
    catalogHandleIds: [...configuration.catalogs.map(catalogHandle), 'system:normal:system'].sort(),
  };
  const tokens = createInternalTokens({
    nodeId,
    secret: settings.sharedSecret ?? settings.environment,
    clock,
  });
  const transport = createTransport({ tokens });
  let ready = false;
  let stopping: Promise<void> | undefined;
  const lifecycle: GracefulShutdown = new GracefulShutdown({
    clock,
    log,
    coordinator: settings.coordinator,
    gracePeriodMillis: settings.shutdownGracePeriod,
    whenIdle: async () => (await engine).tasks.whenIdle(),
    end: async () => {
      await stop();
      options.onEnd?.();
    },
    onChange: () => {
      discovery.nodes.refresh();
    },
  });
  const discovery = createDiscovery({
    settings,
    self,
    externalUri: `http://${uriHost(externalAddress)}:${port}`,
    selfState: () => lifecycle.state,
    clock,
    log,
    transport,
  });
  const kernel = parts.createKernel({
    catalogs: configuration.catalogs.map((catalog) => ({ ...catalog, handle: catalogHandle(catalog) })),
    dataDirectory: settings.dataDirectory,
    keptLimitBytes: settings.scanCacheMaxMemory,
    keptDiskLimitBytes: settings.scanCacheMaxDisk,
    lazy: settings.coordinator && !settings.includeCoordinator,
  });
  const engine: Promise<Engine> = import('./engine.ts').then(({ createEngine }) =>
    createEngine({
      settings,
      catalogs: configuration.catalogs,
      resourceGroups: configuration.resourceGroups,
      memoryOf: (id) => discovery.cluster?.memoryOf(id),
      nodes: discovery.nodes,
      transport,
      parts,
      kernel,
    }),
  );
  // Told to whoever awaits the engine; a failure while its modules are loaded would come before anybody does.
  kernel.catch(() => undefined);

  const webUi = settings.coordinator && settings.webUiEnabled;
  const uiSessions = webUi
    ? createUiSessions({
        secret: settings.webUiSharedSecret,
        lifeMillis: settings.webUiSessionTimeout,
        clock,
      })
    : undefined;
  const app = createApplication({
    log,
    authenticator: createAuthenticator(tokens, uiSessions),
    operations: servedOperations(settings.coordinator, webUi),
    routers: createRouters({
      settings,
      node: {
        nodeId,
        nodeVersion,
        environment: settings.environment,
        coordinator: settings.coordinator,
        uptime: () => formatDuration(clock.monotonicNanos() - startNanos),
        starting: () => !ready,
      },
      lifecycle,
      discovery,
      engine,
      clock,
      transport,
      uiSessions,
      internalAddress,
      externalAddress,
    }),
    pages: [...(uiSessions === undefined ? [] : [consolePages(uiSessions)]), docsPages()],
    contract,
    alternateHeaderName: settings.alternateHeaderName,
    compressResults: settings.compressResults,
    processForwarded: settings.processForwarded,
    isEnding: () => stopping !== undefined,
  });
  server.on('request', app);

  const cut = new AbortController();
  function stop(graceMillis = 0): Promise<void> {
    if (graceMillis === 0) cut.abort();
    stopping ??= end(graceMillis);
    return stopping;
  }

  async function end(graceMillis: number): Promise<void> {
    lifecycle.close();
    await discovery.stop();
    const loaded = await engine.catch(() => undefined);
    if (loaded === undefined) {
      await kernel.then((started) => started.close()).catch(() => undefined);
    } else {
      await Promise.race([drained(loaded, clock), sleep(clock, graceMillis, cut.signal)]);
      await loaded.close();
    }
    await closeServer(server, closeMillis);
    transport.close();
  }

  let loaded: Engine;
  try {
    loaded = await engine;
  } catch (error) {
    await stop();
    throw error;
  }
  ready = true;
  discovery.announce();
  const node: RunningNode = { url: `http://${uriHost(reachableAddress(host))}:${port}`, nodeId, stop };
  rememberEngine(node, loaded);
  return node;
}

/** Resolves when neither queries nor tasks run and their last results have had time to be fetched. */
async function drained({ queries, tasks }: Engine, clock: Clock): Promise<void> {
  const running = queries?.list().filter((query) => !query.machine.done) ?? [];
  const busy = running.length > 0 || tasks.activeTasks > 0;
  await Promise.all(running.map((query) => query.machine.whenDone()));
  await tasks.whenIdle();
  if (busy) await sleep(clock, fetchMillis);
}

/** Under which address a node that listens on `host` can be reached: on all addresses, by the first that isn't loopback. */
function reachableAddress(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host;
  const addresses = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find((address) => address.family === 'IPv4' && !address.internal)?.address ?? '127.0.0.1';
}

/** IPv6 addresses stand in brackets. */
function uriHost(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
