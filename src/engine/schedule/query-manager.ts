import type { Timer } from './clock.ts';
import { NodeSplits } from './node-splits.ts';
import { Query } from './query.ts';
import type { QueryEnvironment } from './query.ts';
import { coordinatorId, queryIdGenerator } from './query-id.ts';
import type { QuerySummary } from './query-summary.ts';
import { ResourceGroupManager, singleGroup } from './resource-groups/resource-group-manager.ts';
import type { ResourceGroupsSpec } from './resource-groups/resource-groups-spec.ts';
import { defaultSplitLimits } from './split-limits.ts';
import type { SplitLimits } from './split-limits.ts';
import { TrinoError } from '../errors/trino-error.ts';
import { toTrinoError } from '../errors/failure.ts';
import { unsharedBudget } from '../exchange/buffer-budget.ts';
import type { BufferBudget } from '../exchange/buffer-budget.ts';
import type { Session } from '../session/session.ts';

export interface QueryManagerOptions
  extends Omit<QueryEnvironment, 'closing' | 'nodeSplits' | 'splitBatchSize' | 'buffers'> {
  /** What the buffers of all queries may hold together; no bound where absent. */
  readonly buffers?: BufferBudget;
  /** Trino's defaults where absent. */
  readonly splitLimits?: Partial<SplitLimits>;
  /** `query.client.timeout`, ms. */
  readonly clientTimeoutMillis: number;
  /** `query.min-expire-age`, ms. */
  readonly minExpireAgeMillis: number;
  /** `query.max-history`, ended queries. */
  readonly maxHistory: number;
  /** `query.max-concurrent-queries`. */
  readonly maxConcurrentQueries: number;
  /** `query.max-queued-queries`. */
  readonly maxQueuedQueries: number;
  /** `resource-groups.json`; absent: all queries go to `global`, with the two limits above. */
  readonly resourceGroups?: ResourceGroupsSpec | undefined;
  /** What stays of an ended query when newer ones have filled the history; absent: everything. */
  readonly summarize?: ((query: Query) => QuerySummary) | undefined;
  /** Memory that all nodes have for queries, bytes. */
  readonly clusterMemoryBytes?: (() => number) | undefined;
  /** The kind of a statement, for selectors of resource groups. Throws nothing. */
  readonly queryType?: ((sql: string, session: Session) => string | undefined) | undefined;
}

/** All statements of a coordinator. */
export interface QueryManager {
  readonly resourceGroups: ResourceGroupManager;
  /** Registers a statement; nothing runs before `submit`. @param session made with the id that the statement gets */
  create(sql: string, session: (queryId: string) => Session): Query;
  /** Puts a registered statement into the queue, once. */
  submit(query: Query): void;
  /** A registered statement, submitted or not. */
  get(queryId: string): Query | undefined;
  /** Submitted queries, newest last. */
  list(): readonly Query[];
  /** Notes a sign of life of the query's client. */
  heartbeat(query: Query): void;
  /** Fails what runs and forgets everything. */
  close(): void;
}

/** How often expired and abandoned queries are looked for, ms. */
const reviewMillis = 1_000;
/** How often limits of running queries are looked at, ms: what exceeds one is gone within a second. */
const limitsMillis = 250;
/**
 * Ended queries are kept for `query.min-expire-age` as in Trino, but a client that sends hundreds a second must not fill the
 * memory with them: no more than this many times `query.max-history`.
 */
const historyFactor = 20;
/** Rows of ended queries that wait for their clients, bytes; beyond it those whose clients are silent are forgotten. */
const maxUnreadBytes = 512 * 1024 * 1024;
/** A client that hasn't asked for so long is no loss when the history must shrink, ms. */
const silentClientMillis = 10_000;
/** Characters of statements that nobody has followed yet; beyond it the oldest are forgotten. */
const maxUnsubmittedLength = 128 * 1024 * 1024;
/** What a statement costs beside its text, in characters: many short ones fill the memory too. */
const statementOverhead = 4_096;

export function createQueryManager(options: QueryManagerOptions): QueryManager {
  const { clock } = options;
  const closing = new AbortController();
  const splitLimits = { ...defaultSplitLimits, ...options.splitLimits };
  const environment: QueryEnvironment = {
    ...options,
    closing: closing.signal,
    buffers: options.buffers ?? unsharedBudget(),
    nodeSplits: new NodeSplits(splitLimits),
    splitBatchSize: splitLimits.splitBatchSize,
  };
  const nextId = queryIdGenerator(clock, coordinatorId(options.random));
  const queries = new Map<string, Query>();
  const resourceGroups = new ResourceGroupManager({
    spec: options.resourceGroups ?? singleGroup(options.maxConcurrentQueries, options.maxQueuedQueries),
    clock,
    random: options.random,
    clusterMemoryBytes: options.clusterMemoryBytes ?? (() => Number.POSITIVE_INFINITY),
  });
  /** Submitted and not ended. */
  const active = new Set<Query>();
  let limitsTimer: Timer | undefined;
  /** Oldest first. */
  const unsubmitted = new Set<Query>();
  let unsubmittedLength = 0;
  let timer: Timer | undefined;

  const noLongerUnsubmitted = (query: Query): void => {
    if (unsubmitted.delete(query)) unsubmittedLength -= query.sql.length + statementOverhead;
  };

  /** @param ended oldest first, as the map keeps them */
  const shrinkHistory = (ended: readonly Query[], now: number): void => {
    let kept = ended.length;
    let unreadBytes = ended.reduce((sum, query) => sum + (query.results?.bufferedBytes ?? 0), 0);
    const forgetWhile = (tooMuch: () => boolean, dispensable: (query: Query) => boolean): void => {
      for (const query of ended) {
        if (!tooMuch()) return;
        if (!dispensable(query) || !queries.delete(query.queryId)) continue;
        kept--;
        unreadBytes -= query.results?.bufferedBytes ?? 0;
        query.results?.clear();
      }
    };
    const overMany = (): boolean => kept > options.maxHistory * historyFactor;
    forgetWhile(
      () => kept > options.maxHistory,
      (query) =>
        now - (query.timings.endMillis ?? now) >= options.minExpireAgeMillis &&
        // However short the age: a client that is about to ask for its last answer must find the query.
        now - query.timings.lastHeartbeatMillis >= silentClientMillis,
    );
    forgetWhile(overMany, (query) => query.answered);
    forgetWhile(
      () => overMany() || unreadBytes > maxUnreadBytes,
      (query) => now - query.timings.lastHeartbeatMillis >= silentClientMillis,
    );
  };

  /** The newest keep their stages, as in stock; of the others only a summary stays. @param ended oldest first */
  const prune = (ended: readonly Query[], now: number): void => {
    const { summarize } = options;
    if (summarize === undefined) return;
    for (const query of ended.slice(0, Math.max(0, ended.length - options.maxHistory))) {
      const silent = now - query.timings.lastHeartbeatMillis >= silentClientMillis;
      const read = query.state === 'FAILED' || query.results?.drained !== false;
      if (query.summary === undefined && query.final && read && silent) query.prune(summarize(query));
    }
  };

  const review = (): void => {
    timer = undefined;
    const now = clock.now();
    const ended: Query[] = [];
    for (const query of queries.values()) {
      const silentMillis = now - query.timings.lastHeartbeatMillis;
      if (!query.submitted) {
        if (silentMillis > options.clientTimeoutMillis) {
          queries.delete(query.queryId);
          noLongerUnsubmitted(query);
        }
      } else if (query.machine.done) {
        ended.push(query);
        // A client that never came for its last rows is as gone as one whose query still runs.
        if (silentMillis > options.clientTimeoutMillis) query.results?.abandon();
      } else if (silentMillis > options.clientTimeoutMillis) {
        query.fail(abandoned(query, now));
      }
    }
    shrinkHistory(ended, now);
    prune(ended, now);
    watch();
  };
  const watch = (): void => {
    if (queries.size > 0) timer ??= clock.setTimeout(review, reviewMillis);
  };

  const watchLimits = (): void => {
    if (active.size === 0) return;
    limitsTimer ??= clock.setTimeout(() => {
      limitsTimer = undefined;
      for (const query of active) query.reviewLimits();
      watchLimits();
    }, limitsMillis);
  };

  return {
    resourceGroups,
    create(sql, session) {
      const queryId = nextId();
      const query = new Query(queryId, sql, session(queryId), environment);
      queries.set(queryId, query);
      unsubmitted.add(query);
      unsubmittedLength += sql.length + statementOverhead;
      for (const oldest of unsubmitted) {
        if (unsubmittedLength <= maxUnsubmittedLength || oldest === query) break;
        queries.delete(oldest.queryId);
        noLongerUnsubmitted(oldest);
      }
      watch();
      return query;
    },
    submit(query) {
      noLongerUnsubmitted(query);
      if (!query.markSubmitted() || query.machine.done) return;
      try {
        query.checkLength();
        const group = resourceGroups.select({
          session: query.session,
          queryType: () => options.queryType?.(query.sql, query.session),
        });
        query.assignTo(group);
        const leave = resourceGroups.submit(group, {
          priority: priorityOf(query.session),
          start: () => void query.run(),
          memoryBytes: () => query.memoryBytes,
          cpuNanos: () => query.cpuNanos(),
        });
        active.add(query);
        watchLimits();
        void query.machine.whenDone().then(() => {
          active.delete(query);
          if (active.size === 0) limitsTimer?.cancel();
          if (active.size === 0) limitsTimer = undefined;
          leave();
        });
      } catch (error) {
        query.fail(toTrinoError(error));
      }
    },
    get: (queryId) => queries.get(queryId),
    list: () => [...queries.values()].filter((query) => query.submitted),
    heartbeat(query) {
      query.timings.heartbeat();
    },
    close() {
      closing.abort();
      timer?.cancel();
      limitsTimer?.cancel();
      resourceGroups.close();
      for (const query of queries.values()) {
        query.fail(new TrinoError('SERVER_SHUTTING_DOWN', 'Server is shutting down'));
      }
      queries.clear();
      unsubmitted.clear();
      unsubmittedLength = 0;
    },
  };
}

/** `query_priority`, 1 where the session says nothing that can be read. */
function priorityOf({ systemProperties }: Session): number {
  const priority = Number(systemProperties.query_priority ?? 1);
  return Number.isInteger(priority) && priority > 0 ? priority : 1;
}

/** Stock's words (recording statement-abandoned). */
function abandoned(query: Query, now: number): TrinoError {
  const seen = new Date(query.timings.lastHeartbeatMillis).toISOString();
  return new TrinoError(
    'ABANDONED_QUERY',
    `Query ${query.queryId} was abandoned by the client, as it may have exited or stopped checking for query results. ` +
      `Query results have not been accessed since ${seen}: currentTime ${new Date(now).toISOString()}`,
  );
}
