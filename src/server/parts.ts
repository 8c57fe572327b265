import type { CatalogConfiguration } from '../config/load-catalogs.ts';
import type { Metadata } from '../engine/catalog/metadata.ts';
import type { RuleStatistics } from '../engine/plan/rule-statistics.ts';
import type { Kernel } from '../engine/execute/kernel.ts';
import type { Clock } from '../engine/schedule/clock.ts';
import type { QueryManagerOptions } from '../engine/schedule/query-manager.ts';
import type { QueryEnvironment } from '../engine/schedule/query.ts';
import type { TransactionManager } from '../engine/transaction/transaction-manager.ts';

/** What a node takes from outside, so that tests can put a clock, a seed or a kernel of their own in. */
export interface NodeParts {
  readonly clock: Clock;
  /** Yields [0, 1). */
  readonly random: () => number;
  /** Starts what executes tasks. Called once, as soon as the node listens. */
  readonly createKernel: (options: KernelOptions) => Promise<Kernel>;
  /** Loads what plans queries; only on a coordinator, while the kernel starts. */
  readonly loadPlanning: () => Promise<PlanningParts>;
}

/** How statements become fragments. */
export interface PlanningParts {
  readonly createPlanner: (
    metadata: Metadata,
    clock: Clock,
    cluster: () => { readonly workers: number },
    transactions: TransactionManager,
    ruleStatistics: RuleStatistics,
  ) => QueryEnvironment['plan'];
  readonly withBucketToPartition: QueryEnvironment['withBucketToPartition'];
  /** The kind of a statement that isn't planned yet, for selectors of resource groups; without it none that names a kind matches. */
  readonly statementQueryType?: NonNullable<QueryManagerOptions['queryType']>;
}

export interface KernelOptions {
  /** The catalogs whose splits this node runs. */
  readonly catalogs: readonly (CatalogConfiguration & { readonly handle: string })[];
  /** For spilled and generated data; a temporary directory that is removed at the end when absent. */
  readonly dataDirectory: string | undefined;
  /** Bytes that columns of scanned tables may take in memory, and in files; by default shares of DuckDB's memory. */
  readonly keptLimitBytes: number | undefined;
  readonly keptDiskLimitBytes: number | undefined;
  /** Starts with the first task, which may never come: on a coordinator that runs none. */
  readonly lazy: boolean;
}
