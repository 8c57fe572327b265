import { availableParallelism } from 'node:os';

/** A system session property of Trino 435. */
export interface SystemSessionProperty {
  readonly type: 'boolean' | 'integer' | 'bigint' | 'double' | 'varchar';
  readonly defaultValue: string;
  /** Which values of the type it takes; absent: all. */
  readonly check?: SessionPropertyCheck;
  /** Absent: SHOW SESSION doesn't list it. */
  readonly description?: string;
}

/** What a value must fulfil beyond its type. */
export type SessionPropertyCheck =
  | { readonly kind: 'duration' | 'size' | 'fraction' | 'powerOfTwo' | 'timeZone' }
  /** One of the values, in any case of letters. */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'atLeast'; readonly least: number }
  /** The same, where Trino says it in other words. */
  | {
      readonly kind: 'range';
      readonly least: number;
      readonly most?: number;
      readonly message: (name: string, value: string) => string;
    };

const processors = availableParallelism();

/** The least power of two that is not less than `value`, within bounds. */
function powerOfTwo(value: number, least: number, most: number): number {
  return Math.min(Math.max(2 ** Math.ceil(Math.log2(value)), least), most);
}

/**
 * What `X-Trino-Session` and SET SESSION may name: names, types and descriptions as SHOW SESSION of a stock server lists them (recording
 * statement-show-session), what values they take as its refusals tell. One table, longer than a file should be otherwise.
 */
export const systemSessionProperties: Readonly<Record<string, SystemSessionProperty>> = {
  adaptive_partial_aggregation_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description:
      'When enabled, partial aggregation might be adaptively turned off when it does not provide any performance gain',
  },
  adaptive_partial_aggregation_unique_rows_ratio_threshold: {
    type: 'double',
    defaultValue: '0.8',
    description:
      'Ratio between aggregation output and input rows above which partial aggregation might be adaptively turned off',
  },
  aggregation_operator_unspill_memory_limit: {
    type: 'varchar',
    defaultValue: '4MB',
    check: { kind: 'size' },
    description: 'How much memory should be allocated per aggregation operator in unspilling process',
  },
  close_idle_writers_trigger_duration: {
    type: 'varchar',
    defaultValue: '5.00s',
    check: { kind: 'duration' },
  },
  collect_plan_statistics_for_all_queries: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Collect plan statistics for non-EXPLAIN queries',
  },
  colocated_join: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use a colocated join when possible',
  },
  complex_expression_pushdown: { type: 'boolean', defaultValue: 'true' },
  default_filter_factor_enabled: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'use a default filter factor for unknown filters in a filter node',
  },
  determine_partition_count_for_write_enabled: {
    type: 'boolean',
    defaultValue: 'false',
    description:
      'Determine the number of partitions based on amount of data read and processed by the query for write queries',
  },
  dictionary_aggregation: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable optimization for aggregations on dictionaries',
  },
  distributed_sort: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Parallelize sort across multiple nodes',
  },
  enable_coordinator_dynamic_filters_distribution: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Enable distribution of dynamic filters from coordinator to all workers',
  },
  enable_dynamic_filtering: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Enable dynamic filtering',
  },
  enable_forced_exchange_below_group_id: { type: 'boolean', defaultValue: 'true' },
  enable_intermediate_aggregations: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable the use of intermediate aggregations',
  },
  enable_large_dynamic_filters: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable collection of large dynamic filters',
  },
  enable_stats_calculator: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Enable statistics calculator',
  },
  exchange_compression: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable compression in exchanges',
  },
  execution_policy: {
    type: 'varchar',
    defaultValue: 'phased',
    description: 'Policy used for scheduling query tasks',
  },
  fault_tolerant_execution_arbitrary_distribution_compute_task_target_size_min: {
    type: 'varchar',
    defaultValue: '512MB',
    check: { kind: 'size' },
  },
  fault_tolerant_execution_arbitrary_distribution_write_task_target_size_max: {
    type: 'varchar',
    defaultValue: '50GB',
    check: { kind: 'size' },
  },
  fault_tolerant_execution_coordinator_task_memory: {
    type: 'varchar',
    defaultValue: '2GB',
    check: { kind: 'size' },
  },
  fault_tolerant_execution_hash_distribution_compute_task_target_size: {
    type: 'varchar',
    defaultValue: '512MB',
    check: { kind: 'size' },
  },
  fault_tolerant_execution_max_partition_count: {
    type: 'integer',
    defaultValue: '50',
    check: { kind: 'atLeast', least: 1 },
  },
  fault_tolerant_execution_max_task_split_count: { type: 'integer', defaultValue: '256' },
  fault_tolerant_execution_min_partition_count: {
    type: 'integer',
    defaultValue: '4',
    check: { kind: 'atLeast', least: 1 },
  },
  fault_tolerant_execution_min_partition_count_for_write: {
    type: 'integer',
    defaultValue: '50',
    check: { kind: 'atLeast', least: 1 },
  },
  fault_tolerant_execution_runtime_adaptive_partitioning_enabled: { type: 'boolean', defaultValue: 'false' },
  fault_tolerant_execution_small_stage_estimation_enabled: { type: 'boolean', defaultValue: 'true' },
  fault_tolerant_execution_standard_split_size: {
    type: 'varchar',
    defaultValue: '64MB',
    check: { kind: 'size' },
  },
  fault_tolerant_execution_task_memory: { type: 'varchar', defaultValue: '5GB', check: { kind: 'size' } },
  fault_tolerant_execution_task_memory_estimation_quantile: {
    type: 'double',
    defaultValue: '0.9',
    check: { kind: 'fraction' },
  },
  fault_tolerant_execution_task_memory_growth_factor: { type: 'double', defaultValue: '3.0' },
  filter_and_project_min_output_page_row_count: {
    type: 'integer',
    defaultValue: '256',
    description: 'Experimental: Minimum output page row count for filter and project operators',
  },
  filter_and_project_min_output_page_size: {
    type: 'varchar',
    defaultValue: '500kB',
    check: { kind: 'size' },
    description: 'Experimental: Minimum output page size for filter and project operators',
  },
  filter_conjunction_independence_factor: {
    type: 'double',
    defaultValue: '0.75',
    check: { kind: 'fraction' },
    description:
      'Scales the strength of independence assumption for selectivity estimates of the conjunction of multiple filters',
  },
  force_single_node_output: { type: 'boolean', defaultValue: 'false' },
  force_spilling_join: {
    type: 'boolean',
    defaultValue: 'false',
    description:
      'Force the usage of spliing join operator in favor of the non-spilling one, even if spill is not enabled',
  },
  hide_inaccessible_columns: {
    type: 'boolean',
    defaultValue: 'false',
    description:
      'When enabled non-accessible columns are silently filtered from results from SELECT * statements',
  },
  ignore_downstream_preferences: {
    type: 'boolean',
    defaultValue: 'false',
    description: "Ignore Parent's PreferredProperties in AddExchange optimizer",
  },
  ignore_stats_calculator_failures: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Ignore statistics calculator failures',
  },
  incremental_hash_array_load_factor_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use smaller load factor for small hash arrays in order to improve performance',
  },
  initial_splits_per_node: {
    type: 'integer',
    defaultValue: '4',
    description: 'The number of splits each node will run per task, initially',
  },
  iterative_optimizer_timeout: {
    type: 'varchar',
    defaultValue: '3.00m',
    check: { kind: 'duration' },
    description: 'Timeout for plan optimization in iterative optimizer',
  },
  join_distribution_type: {
    type: 'varchar',
    defaultValue: 'AUTOMATIC',
    check: { kind: 'choice', values: ['BROADCAST', 'PARTITIONED', 'AUTOMATIC'] },
    description: 'Join distribution type. Possible values: [BROADCAST, PARTITIONED, AUTOMATIC]',
  },
  join_max_broadcast_table_size: {
    type: 'varchar',
    defaultValue: '100MB',
    check: { kind: 'size' },
    description:
      'Maximum estimated size of a table that can be broadcast when using automatic join type selection',
  },
  join_multi_clause_independence_factor: {
    type: 'double',
    defaultValue: '0.25',
    check: { kind: 'fraction' },
    description:
      'Scales the strength of independence assumption for selectivity estimates of multi-clause joins',
  },
  join_partitioned_build_min_row_count: {
    type: 'bigint',
    defaultValue: '1000000',
    check: { kind: 'atLeast', least: 0 },
    description: 'Minimum number of join build side rows required to use partitioned join lookup',
  },
  join_reordering_strategy: {
    type: 'varchar',
    defaultValue: 'AUTOMATIC',
    check: { kind: 'choice', values: ['NONE', 'ELIMINATE_CROSS_JOINS', 'AUTOMATIC'] },
    description: 'Join reordering strategy. Possible values: [NONE, ELIMINATE_CROSS_JOINS, AUTOMATIC]',
  },
  legacy_catalog_roles: { type: 'boolean', defaultValue: 'false' },
  legacy_materialized_view_grace_period: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable legacy handling of stale materialized views',
  },
  mark_distinct_strategy: {
    type: 'varchar',
    defaultValue: 'AUTOMATIC',
    check: { kind: 'choice', values: ['NONE', 'ALWAYS', 'AUTOMATIC'] },
    description: '. Possible values: [NONE, ALWAYS, AUTOMATIC]',
  },
  max_drivers_per_task: {
    type: 'integer',
    defaultValue: '',
    check: { kind: 'atLeast', least: 1 },
    description: 'Maximum number of drivers per task',
  },
  max_hash_partition_count: {
    type: 'integer',
    defaultValue: '100',
    check: { kind: 'atLeast', least: 1 },
    description: 'Maximum number of partitions for distributed joins and aggregations',
  },
  max_partial_top_n_memory: {
    type: 'varchar',
    defaultValue: '16MB',
    check: { kind: 'size' },
    description:
      "Max memory size for partial Top N aggregations. This can be turned off by setting it with '0'.",
  },
  max_recursion_depth: {
    type: 'integer',
    defaultValue: '10',
    check: { kind: 'atLeast', least: 1 },
    description: 'Maximum recursion depth for recursive common table expression',
  },
  max_reordered_joins: {
    type: 'integer',
    defaultValue: '9',
    check: {
      kind: 'range',
      least: 2,
      message: (name, value) => `${name} must be greater than or equal to 2: ${value}`,
    },
    description: 'The maximum number of joins to reorder as one group in cost-based join reordering',
  },
  max_tasks_waiting_for_execution_per_query: {
    type: 'integer',
    defaultValue: '10',
    description:
      'Maximum number of tasks waiting to be scheduled per query. Split enumeration is paused by the scheduler when this threshold is crossed',
  },
  max_tasks_waiting_for_node_per_stage: {
    type: 'integer',
    defaultValue: '5',
    description:
      'Maximum possible number of tasks waiting for node allocation per stage before scheduling of new tasks for stage is paused',
  },
  max_unacknowledged_splits_per_task: {
    type: 'integer',
    defaultValue: '2000',
    check: { kind: 'atLeast', least: 1 },
    description: 'Maximum number of leaf splits awaiting delivery to a given task',
  },
  max_writer_task_count: {
    type: 'integer',
    defaultValue: '100',
    check: { kind: 'atLeast', least: 1 },
    description: 'Maximum number of tasks that will participate in writing data',
  },
  merge_project_with_values: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Inline project expressions into values',
  },
  min_hash_partition_count: {
    type: 'integer',
    defaultValue: '4',
    check: { kind: 'atLeast', least: 1 },
    description: 'Minimum number of partitions for distributed joins and aggregations',
  },
  min_hash_partition_count_for_write: {
    type: 'integer',
    defaultValue: '50',
    check: { kind: 'atLeast', least: 1 },
    description: 'Minimum number of partitions for distributed joins and aggregations in write queries',
  },
  min_input_rows_per_task: {
    type: 'bigint',
    defaultValue: '10000000',
    check: { kind: 'atLeast', least: 0 },
    description:
      'Minimum input rows required per task. This will help optimizer determine hash partition count for joins and aggregations',
  },
  min_input_size_per_task: {
    type: 'varchar',
    defaultValue: '5GB',
    check: { kind: 'size' },
    description:
      'Minimum input data size required per task. This will help optimizer determine hash partition count for joins and aggregations',
  },
  non_estimatable_predicate_approximation_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description:
      'Approximate the cost of filters which cannot be accurately estimated even with complete statistics',
  },
  omit_datetime_type_precision: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Omit precision when rendering datetime type names with default precision',
  },
  optimize_duplicate_insensitive_joins: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Optimize duplicate insensitive joins',
  },
  optimize_hash_generation: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Compute hash codes for distribution, joins, and aggregations early in query plan',
  },
  optimize_metadata_queries: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Enable optimization for metadata queries',
  },
  optimize_mixed_distinct_aggregations: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Optimize mixed non-distinct and distinct aggregations',
  },
  optimize_top_n_ranking: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use top N ranking optimization',
  },
  page_partitioning_buffer_pool_size: { type: 'integer', defaultValue: '8' },
  pre_aggregate_case_aggregations_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Pre-aggregate rows before GROUP BY with multiple CASE aggregations on same column',
  },
  predicate_pushdown_use_table_properties: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use table properties in predicate pushdown',
  },
  prefer_partial_aggregation: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Prefer splitting aggregations into partial and final stages',
  },
  prefer_streaming_operators: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Prefer source table layouts that produce streaming operators',
  },
  push_aggregation_through_outer_join: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Allow pushing aggregations below joins',
  },
  push_partial_aggregation_through_join: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Push partial aggregations below joins',
  },
  push_table_write_through_union: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Parallelize writes when using UNION ALL in queries that write data',
  },
  query_max_cpu_time: {
    type: 'varchar',
    defaultValue: '1000000000.00d',
    check: { kind: 'duration' },
    description: 'Maximum CPU time of a query',
  },
  query_max_execution_time: {
    type: 'varchar',
    defaultValue: '100.00d',
    check: { kind: 'duration' },
    description: 'Maximum execution time of a query',
  },
  query_max_memory: { type: 'varchar', defaultValue: '20GB', check: { kind: 'size' } },
  query_max_memory_per_node: { type: 'varchar', defaultValue: '', check: { kind: 'size' } },
  query_max_planning_time: {
    type: 'varchar',
    defaultValue: '10.00m',
    check: { kind: 'duration' },
    description: 'Maximum planning time of a query',
  },
  query_max_run_time: {
    type: 'varchar',
    defaultValue: '100.00d',
    check: { kind: 'duration' },
    description: 'Maximum run time of a query (includes the queueing time)',
  },
  query_max_scan_physical_bytes: {
    type: 'varchar',
    defaultValue: '',
    check: { kind: 'size' },
    description: 'Maximum scan physical bytes of a query',
  },
  query_max_stage_count: { type: 'integer', defaultValue: '150' },
  query_max_total_memory: { type: 'varchar', defaultValue: '40GB', check: { kind: 'size' } },
  query_priority: {
    type: 'integer',
    defaultValue: '1',
    description: 'The priority of queries. Larger numbers are higher priority',
  },
  query_retry_attempts: {
    type: 'integer',
    defaultValue: '4',
    description: 'Maximum number of query retry attempts',
  },
  redistribute_writes: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Force parallel distributed writes',
  },
  remote_task_adaptive_update_request_size_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Experimental: Enable adaptive adjustment for size of remote task update request',
  },
  remote_task_guaranteed_splits_per_request: {
    type: 'integer',
    defaultValue: '3',
    description: 'Guaranteed splits per remote task request',
  },
  remote_task_max_request_size: {
    type: 'varchar',
    defaultValue: '8MB',
    check: { kind: 'size' },
    description: 'Experimental: Max size of remote task update request',
  },
  remote_task_request_size_headroom: {
    type: 'varchar',
    defaultValue: '2MB',
    check: { kind: 'size' },
    description: 'Experimental: Headroom for size of remote task update request',
  },
  required_workers_count: {
    type: 'integer',
    defaultValue: '1',
    description: 'Minimum number of active workers that must be available before the query will start',
  },
  required_workers_max_wait_time: {
    type: 'varchar',
    defaultValue: '5.00m',
    check: { kind: 'duration' },
    description: 'Maximum time to wait for minimum number of workers before the query is failed',
  },
  resource_overcommit: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Use resources which are not guaranteed to be available to the query',
  },
  retry_delay_scale_factor: {
    type: 'double',
    defaultValue: '2.0',
    check: { kind: 'range', least: 1, message: (name) => `${name} must be greater than or equal to 1.0` },
    description:
      "Maximum delay before initiating a retry attempt. Delay increases exponentially for each subsequent attempt starting from 'retry_initial_delay'",
  },
  retry_initial_delay: {
    type: 'varchar',
    defaultValue: '10.00s',
    check: { kind: 'duration' },
    description:
      "Initial delay before initiating a retry attempt. Delay increases exponentially for each subsequent attempt up to 'retry_max_delay'",
  },
  retry_max_delay: {
    type: 'varchar',
    defaultValue: '1.00m',
    check: { kind: 'duration' },
    description:
      "Maximum delay before initiating a retry attempt. Delay increases exponentially for each subsequent attempt starting from 'retry_initial_delay'",
  },
  retry_policy: {
    type: 'varchar',
    defaultValue: 'NONE',
    check: { kind: 'choice', values: ['TASK', 'QUERY', 'NONE'] },
  },
  rewrite_filtering_semi_join_to_inner_join: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Rewrite semi join in filtering context to inner join',
  },
  scale_writers: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Scale out writers based on throughput (use minimum necessary)',
  },
  skip_redundant_sort: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Skip redundant sort operations',
  },
  spatial_join: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use spatial index for spatial join when possible',
  },
  spatial_partitioning_table_name: {
    type: 'varchar',
    defaultValue: '',
    description: 'Name of the table containing spatial partitioning scheme',
  },
  spill_enabled: { type: 'boolean', defaultValue: 'false', description: 'Enable spilling' },
  split_concurrency_adjustment_interval: {
    type: 'varchar',
    defaultValue: '100.00ms',
    check: { kind: 'duration' },
    description: 'Experimental: Interval between changes to the number of concurrent splits per node',
  },
  statistics_cpu_timer_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Experimental: Enable cpu time tracking for automatic column statistics collection on write',
  },
  statistics_precalculation_for_pushdown_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Enable statistics precalculation for pushdown',
  },
  table_scan_node_partitioning_min_bucket_to_task_ratio: {
    type: 'double',
    defaultValue: '0.5',
    description:
      'Min table scan bucket to task ratio for which plan will be adopted to node pre-partitioned tables',
  },
  task_concurrency: {
    type: 'integer',
    defaultValue: String(powerOfTwo(processors, 2, 32)),
    check: { kind: 'powerOfTwo' },
    description: 'Default number of local parallel jobs per worker',
  },
  task_max_writer_count: {
    type: 'integer',
    defaultValue: String(powerOfTwo(processors * 2, 2, 64)),
    check: { kind: 'powerOfTwo' },
    description:
      'Maximum number of local parallel table writers per task when either task writer scaling or preferred partitioning is used',
  },
  task_min_writer_count: {
    type: 'integer',
    defaultValue: '1',
    description:
      'Minimum number of local parallel table writers per task when preferred partitioning and task writer scaling are not used',
  },
  task_retry_attempts_per_task: {
    type: 'integer',
    defaultValue: '4',
    check: {
      kind: 'range',
      least: 0,
      most: 126,
      message: (name) => `${name} must be greater than or equal to 0 and not not greater than 126`,
    },
    description: 'Maximum number of task retry attempts per single task',
  },
  task_scale_writers_enabled: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Scale the number of concurrent table writers per task based on throughput',
  },
  task_share_index_loading: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Share index join lookups and caching within a task',
  },
  time_zone_id: { type: 'varchar', defaultValue: '', check: { kind: 'timeZone' } },
  use_cost_based_partitioning: {
    type: 'boolean',
    defaultValue: 'true',
    description:
      'When enabled the cost based optimizer is used to determine if repartitioning the output of an already partitioned stage is necessary',
  },
  use_exact_partitioning: {
    type: 'boolean',
    defaultValue: 'false',
    description:
      'When enabled this forces data repartitioning unless the partitioning of upstream stage matches exactly what downstream stage expects',
  },
  use_legacy_window_filter_pushdown: {
    type: 'boolean',
    defaultValue: 'false',
    description: 'Use legacy window filter pushdown optimizer',
  },
  use_preferred_write_partitioning: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Use preferred write partitioning',
  },
  use_table_scan_node_partitioning: {
    type: 'boolean',
    defaultValue: 'true',
    description: 'Adapt plan to node pre-partitioned tables',
  },
  writer_scaling_min_data_processed: {
    type: 'varchar',
    defaultValue: '120MB',
    check: { kind: 'size' },
    description:
      'Minimum amount of uncompressed output data processed by writers before writer scaling can happen',
  },
};

/** A property by its name in lower case; undefined where there is none. */
export function systemSessionProperty(name: string): SystemSessionProperty | undefined {
  return Object.hasOwn(systemSessionProperties, name) ? systemSessionProperties[name] : undefined;
}
