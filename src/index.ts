import { defaultParts } from './server/default-parts.ts';
import type { RunningNode } from './server/node.ts';
import { startWith } from './server/start.ts';
import type { StartOptions } from './server/start.ts';

export { ConfigurationError } from './config/configuration-error.ts';
export { ListenError } from './server/listen.ts';
export type { RunningNode, StartOptions };

/**
 * Starts a node in this process; several may run in one.
 *
 *     const node = await start({ port: 0 });
 *     // … point a Trino client at node.url …
 *     await node.stop();
 *
 * @throws ConfigurationError naming everything that is wrong, ListenError when the port can't be opened
 */
export function start(options: StartOptions = {}): Promise<RunningNode> {
  return startWith(options, defaultParts);
}
