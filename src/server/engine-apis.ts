import type * as coordinatorServer from '../../generated/coordinator/server.ts';
import type { TaskApi } from '../../generated/worker/server.ts';
import type { Settings } from '../config/settings.ts';
import { StatementProtocol } from '../engine/results/statement-protocol.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import type { QueryManager } from '../engine/schedule/query-manager.ts';
import { createSession } from '../engine/session/create-session.ts';
import type { SessionRequest } from '../engine/session/create-session.ts';
import type { Session } from '../engine/session/session.ts';
import { createQueryStateApi } from '../handlers/coordinator/query-state.ts';
import { createQueryApi } from '../handlers/coordinator/query.ts';
import { createResourceGroupApi } from '../handlers/coordinator/resource-group.ts';
import { createStatementApi } from '../handlers/coordinator/statement.ts';
import { createUiApi } from '../handlers/coordinator/ui.ts';
import { createTaskApi } from '../handlers/worker/task.ts';
import type { ApiOptions } from './apis.ts';
import type { Engine } from './engine.ts';
import { EndedQueryTotals } from './query-totals.ts';

/** The handlers that need the engine. */
export interface EngineApis {
  readonly task: TaskApi;
  readonly coordinator: CoordinatorApis | undefined;
}

export interface CoordinatorApis {
  readonly statement: coordinatorServer.StatementApi;
  readonly query: coordinatorServer.QueryApi;
  readonly queryState: coordinatorServer.QueryStateApi;
  readonly resourceGroup: coordinatorServer.ResourceGroupApi;
  /** Absent where the console is switched off. */
  readonly ui: coordinatorServer.UiApi | undefined;
}

export function createEngineApis(options: ApiOptions, engine: Engine): EngineApis {
  return {
    task: createTaskApi(engine.tasks),
    coordinator: engine.queries === undefined ? undefined : coordinatorApis(options, engine.queries),
  };
}

function coordinatorApis(options: ApiOptions, manager: QueryManager): CoordinatorApis {
  const { settings, clock, discovery, transport, uiSessions, node } = options;
  const ended = new EndedQueryTotals();
  const queries = followedQueries(manager, ended);
  return {
    statement: createStatementApi(
      queries,
      new StatementProtocol(queries, clock),
      sessionFactory(settings, clock),
    ),
    query: createQueryApi(queries),
    queryState: createQueryStateApi(queries),
    resourceGroup: createResourceGroupApi(queries),
    ui:
      uiSessions &&
      createUiApi({
        node,
        nodes: discovery.nodes,
        processorsOf: (nodeId) => discovery.cluster?.processorsOf(nodeId) ?? 0,
        queries,
        ended,
        sessions: uiSessions,
        transport,
      }),
  };
}

/** The queries, each followed to its end for the console's totals. */
function followedQueries(queries: QueryManager, ended: EndedQueryTotals): QueryManager {
  return {
    ...queries,
    submit(query) {
      const first = !query.submitted;
      queries.submit(query);
      if (first) ended.follow(query);
    },
  };
}

function sessionFactory(
  settings: Settings,
  clock: Clock,
): (queryId: string, request: SessionRequest) => Session {
  const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { defaultCatalog, defaultSchema, forcedTimeZone } = settings;
  return (queryId, request) => {
    const defaults =
      request.catalog !== undefined || defaultCatalog === undefined
        ? {}
        : { catalog: defaultCatalog, ...(defaultSchema === undefined ? {} : { schema: defaultSchema }) };
    const timeZone = forcedTimeZone ?? request.timeZone;
    return createSession(queryId, { ...request, ...defaults, timeZone }, clock, ownZone);
  };
}
