import type { NameTemplate } from './name-template.ts';

/** How a group chooses which of its waiting queries, or of its sub-groups with waiting queries, starts next. */
export type SchedulingPolicy = 'FAIR' | 'WEIGHTED' | 'WEIGHTED_FAIR' | 'QUERY_PRIORITY';

/** Memory as bytes, or as a share of the cluster's. */
export type MemoryLimit =
  | { readonly kind: 'bytes'; readonly bytes: number }
  | { readonly kind: 'share'; readonly share: number };

/** What is configured for a group, or for all groups that a template with variables makes. */
export interface ResourceGroupSpec {
  readonly name: NameTemplate;
  readonly maxQueued: number;
  readonly hardConcurrencyLimit: number;
  /** From so many running queries on a group of WEIGHTED siblings stands behind those with fewer; 0 where nothing says. */
  readonly softConcurrencyLimit: number;
  /** Absent: no limit. */
  readonly softMemoryLimit?: MemoryLimit | undefined;
  /** Processor time in a `cpuQuotaPeriod` from which on fewer queries run, ms. */
  readonly softCpuLimitMillis?: number | undefined;
  /** Processor time in a `cpuQuotaPeriod` from which on no query starts, ms. */
  readonly hardCpuLimitMillis?: number | undefined;
  readonly schedulingPolicy: SchedulingPolicy;
  readonly schedulingWeight: number;
  readonly subGroups: readonly ResourceGroupSpec[];
}

/** Bounds of an estimate that a client sends, both inclusive: ms, or bytes of memory. */
export interface EstimateRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Which queries go to which group: everything that is named must match. Patterns match as a whole. */
export interface SelectorSpec {
  readonly user?: RegExp | undefined;
  readonly userGroup?: RegExp | undefined;
  readonly originalUser?: RegExp | undefined;
  readonly authenticatedUser?: RegExp | undefined;
  readonly source?: RegExp | undefined;
  /** Trino's kinds of statements: `SELECT`, `INSERT`, … */
  readonly queryType?: string | undefined;
  /** All of them must be among the client's. */
  readonly clientTags: readonly string[];
  readonly resourceEstimate?:
    | {
        readonly executionTime?: EstimateRange | undefined;
        readonly cpuTime?: EstimateRange | undefined;
        readonly peakMemory?: EstimateRange | undefined;
      }
    | undefined;
  /** The group's path from its root. */
  readonly group: readonly NameTemplate[];
}

/** All of `resource-groups.json`, checked: every selector names a group without sub-groups. */
export interface ResourceGroupsSpec {
  readonly rootGroups: readonly ResourceGroupSpec[];
  /** The first that matches counts. */
  readonly selectors: readonly SelectorSpec[];
  /** For the limits of processor time, ms. */
  readonly cpuQuotaPeriodMillis?: number | undefined;
}
