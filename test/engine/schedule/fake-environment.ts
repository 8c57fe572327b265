import type { Connector } from '../../../src/engine/catalog/connector.ts';
import type { Page } from '../../../src/engine/pages/vector.ts';
import { createQueryManager } from '../../../src/engine/schedule/query-manager.ts';
import type { QueryManager, QueryManagerOptions } from '../../../src/engine/schedule/query-manager.ts';
import type { Query } from '../../../src/engine/schedule/query.ts';
import { createSession } from '../../../src/engine/session/create-session.ts';
import type { Session } from '../../../src/engine/session/session.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { FakeWorker, contextOf, nodeNamed, nodesOf, recordedUpdate } from './fake-worker.ts';

/** Pages of one query's root stage, pushed by a test: each text is the JSON list that a client gets. */
export class FakePages implements AsyncIterable<Uint8Array> {
  #queue: Uint8Array[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  push(...lists: string[]): void {
    this.#queue.push(...lists.map((list) => Buffer.from(list)));
    this.#wake();
  }

  end(): void {
    this.#ended = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (true) {
      const next = this.#queue.shift();
      if (next !== undefined) yield next;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

export interface FakeCoordinator {
  readonly clock: VirtualClock;
  readonly worker: FakeWorker;
  readonly queries: QueryManager;
  /** The pages of each query that runs, in their order. */
  readonly exchanges: FakePages[];
  /** Registers a statement, not submitted yet. */
  readonly create: (sql?: string) => Query;
}

/** A query manager whose tasks run on a fake worker and whose rows a test writes. */
export function fakeCoordinator(changes: Partial<QueryManagerOptions> = {}): FakeCoordinator {
  const clock = new VirtualClock();
  const worker = new FakeWorker();
  const exchanges: FakePages[] = [];
  const node = nodeNamed('w1');
  const taskContext = contextOf(worker, clock);
  const queries = createQueryManager({
    clock,
    random: () => 0.5,
    nodes: nodesOf(node, [node]),
    plan: () => ({
      columns: [],
      kind: 'query' as const,
      queryType: 'SELECT',
      inputs: [],
      routines: [],
      warnings: [],
      distribute: () => ({ fragment: recordedUpdate.fragment, children: [] }),
    }),
    computeConstant: () => Promise.reject(new Error('Statements here need no constants')),
    connector: () => ({ splits: { splits: () => [] } }) as unknown as Connector,
    withBucketToPartition: (fragment) => fragment,
    taskContext,
    openExchange: (_locations, signal) => {
      const pages = new FakePages();
      signal.addEventListener('abort', () => {
        pages.end();
      });
      exchanges.push(pages);
      return pages;
    },
    resultCodec: () => ({
      decode: (bytes) => ({ positions: 1, bytes }) as unknown as Page,
      encode: (page) => [{ json: (page as unknown as { bytes: Uint8Array }).bytes, rows: 1 }],
    }),
    limits: { maxLength: 1_000_000, requiredWorkers: 1, requiredWorkersMaxWaitMillis: 10_000 },
    clientTimeoutMillis: 300_000,
    minExpireAgeMillis: 900_000,
    maxHistory: 100,
    maxConcurrentQueries: 1000,
    maxQueuedQueries: 5000,
    ...changes,
  });
  return {
    clock,
    worker,
    queries,
    exchanges,
    create: (sql = 'SELECT 1') => queries.create(sql, (queryId) => sessionFor(queryId, clock)),
  };
}

function sessionFor(queryId: string, clock: VirtualClock): Session {
  return createSession(
    queryId,
    {
      clientTransactionSupport: false,
      user: 'alice',
      originalUser: 'alice',
      groups: [],
      originalUserGroups: [],
      enabledRoles: [],
      path: '',
      timeZone: 'UTC',
      locale: 'en',
      clientTags: [],
      clientCapabilities: [],
      resourceEstimates: {},
      systemProperties: {},
      catalogProperties: {},
      catalogRoles: {},
      preparedStatements: {},
    },
    clock,
    'UTC',
  );
}
