import type { Logger } from 'pino';
import { loadConfiguration } from '../config/load-configuration.ts';
import { resolvePath } from '../config/resolve-path.ts';
import type { LogLevel } from '../config/log-levels.ts';
import { connectorNames } from '../connectors/registry.ts';
import { createLog } from './log.ts';
import { startNode } from './node.ts';
import type { RunningNode } from './node.ts';
import type { NodeParts } from './parts.ts';

/** How a node is started. Everything has a default: coordinator and worker in one on 127.0.0.1:8080 with the catalogs `memory` and `tpch`. */
export interface StartOptions {
  /** 0 takes a free port. `http-server.http.port` */
  readonly port?: number | undefined;
  /** Address to listen on; any but loopback needs `sharedSecret`. `node.bind-ip` */
  readonly host?: string | undefined;
  /** Folder with Trino's own files; the options here win over them. */
  readonly etc?: string | undefined;
  readonly coordinator?: boolean | undefined;
  /** Whether a coordinator runs tasks too. `node-scheduler.include-coordinator` */
  readonly includeCoordinator?: boolean | undefined;
  /** A worker's coordinator. `discovery.uri` */
  readonly discoveryUri?: string | undefined;
  readonly nodeId?: string | undefined;
  /** Name of the cluster, `test` by default. `node.environment` */
  readonly environment?: string | undefined;
  /** `internal-communication.shared-secret` */
  readonly sharedSecret?: string | undefined;
  /** Any other property of Trino's, by its name. */
  readonly properties?: Readonly<Record<string, string>> | undefined;
  /** Catalogs by name with the properties of their files, instead of those of `etc` or the default. */
  readonly catalogs?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** express-openapi-validator checks every request and answer too; see `--contract`. */
  readonly contract?: boolean | undefined;
  /** Wins over `log.properties`. Lines of JSON go to standard error or to `log.path`. */
  readonly logLevel?: LogLevel | undefined;
  /** Where neither says one; `warn` by default. */
  readonly defaultLogLevel?: LogLevel | undefined;
  /** Called when a worker ends because it was asked to over HTTP. */
  readonly onEnd?: (() => void) | undefined;
}

/**
 * Starts a node in this process.
 * @throws ConfigurationError naming everything that is wrong, ListenError when the port can't be opened
 */
export async function startWith(options: StartOptions, parts: NodeParts): Promise<RunningNode> {
  const configuration = loadConfiguration({
    etc: options.etc,
    connectors: connectorNames,
    environment: process.env,
    properties: propertiesOf(options),
    catalogs: options.catalogs,
  });
  const { logPath } = configuration.settings;
  const log: Logger = createLog({
    level: options.logLevel ?? configuration.logLevel ?? options.defaultLogLevel ?? 'warn',
    path: logPath === undefined ? undefined : resolvePath(options.etc, logPath),
  });
  for (const warning of configuration.warnings) log.warn(warning);
  const node = await startNode({
    configuration,
    contract: options.contract ?? false,
    log,
    parts,
    onEnd: options.onEnd,
  });
  log.info({ url: node.url, nodeId: node.nodeId }, 'Server started');
  return node;
}

function propertiesOf(options: StartOptions): Record<string, string> {
  const named: Readonly<Record<string, string | number | boolean | undefined>> = {
    'http-server.http.port': options.port,
    'node.bind-ip': options.host,
    coordinator: options.coordinator,
    'node-scheduler.include-coordinator': options.includeCoordinator,
    'discovery.uri': options.discoveryUri,
    'node.id': options.nodeId,
    'node.environment': options.environment,
    'internal-communication.shared-secret': options.sharedSecret,
  };
  const properties: Record<string, string> = { ...options.properties };
  for (const [name, value] of Object.entries(named))
    if (value !== undefined) properties[name] = String(value);
  return properties;
}
