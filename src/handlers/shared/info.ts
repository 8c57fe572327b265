import type { InfoApi } from '../../../generated/worker/server.ts';
import type { ServerInfo } from '../../../generated/worker/types.ts';
import { errorPage } from '../error-page.ts';

/** What a node says of itself. */
export interface NodeIdentity {
  readonly nodeId: string;
  /** The protocol's version, on the wire everywhere: 435. */
  readonly nodeVersion: string;
  readonly environment: string;
  readonly coordinator: boolean;
  /** Time since the start, as text (`12.84m`). */
  readonly uptime: () => string;
  /** True until the node can take requests of its class. */
  readonly starting: () => boolean;
}

/** A node's own state and the request to leave the cluster. */
export interface NodeLifecycle {
  readonly state: 'ACTIVE' | 'INACTIVE' | 'SHUTTING_DOWN';
  /** @throws Error on a coordinator */
  request(): void;
}

/** `/v1/info`: who the node is and its state (PROTOCOL 4). */
export function createInfoApi(node: NodeIdentity, lifecycle: NodeLifecycle): InfoApi {
  return {
    getInfo() {
      const { nodeVersion, environment, coordinator } = node;
      const body: ServerInfo = {
        nodeVersion: { version: nodeVersion },
        environment,
        coordinator,
        starting: node.starting(),
        uptime: node.uptime(),
      };
      return { status: 200, body };
    },
    headInfo: () => ({ status: 200 }),
    getInfoState: () => ({ status: 200, body: lifecycle.state }),
    updateInfoState({ body }) {
      if (body !== 'SHUTTING_DOWN') return { status: 400, body: `Invalid state transition to ${body}` };
      if (node.coordinator) return { status: 500, body: 'Cannot shutdown coordinator' };
      lifecycle.request();
      return { status: 200 };
    },
    getInfoCoordinator({ http }) {
      return node.coordinator ? { status: 200 } : { status: 404, body: errorPage(404, http.path) };
    },
  };
}
