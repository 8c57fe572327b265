import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'start';
      readonly port: number | undefined;
      readonly host: string | undefined;
      readonly etc: string | undefined;
      readonly contract: boolean;
    };

/** A command line that can't be understood; the process ends with 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export const help = `Usage: leveret [OPTION]...

Serves Trino's coordinator and worker interfaces. Without options: both in one process
on 127.0.0.1:8080, with the catalogs memory, tpch and system.

  --port N       port to listen on; 0 takes a free one
  --host ADDR    address to listen on; any but loopback needs
                 internal-communication.shared-secret in the configuration
  --etc DIR      folder with Trino's config.properties, node.properties,
                 log.properties and catalog/*.properties
  --contract     check every request and answer against the specs a second time
                 (slower: half a second at the start, all bodies held in memory)
  --version      print the versions of leveret and of the protocol
  --help         print this text
`;

/**
 * Reads the command line.
 * @param args without the program's name
 * @throws UsageError
 */
export function parseCommand(args: readonly string[]): Command {
  const { port, host, etc, contract, version, help: wantsHelp } = options(args);
  if (wantsHelp === true) return { kind: 'help' };
  if (version === true) return { kind: 'version' };
  return {
    kind: 'start',
    port: port === undefined ? undefined : portNumber(port),
    host,
    etc,
    contract: contract ?? false,
  };
}

function options(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        etc: { type: 'string' },
        contract: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new UsageError(reason ?? '');
  }
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port must be a number from 0 to 65535, not '${text}'`);
}
