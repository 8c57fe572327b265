import type { Session } from '../session/session.ts';
import { systemSessionProperties } from '../session/system-session-properties.ts';
import { parseDataSize } from '../units/data-size.ts';

/** What a session says about optimization: its properties, read once a statement. */
export interface PlanSettings {
  readonly joinDistributionType: 'AUTOMATIC' | 'PARTITIONED' | 'BROADCAST';
  /** Bytes; what is estimated larger isn't copied to all nodes. */
  readonly joinMaxBroadcastTableSize: number;
  readonly joinReorderingStrategy: 'NONE' | 'ELIMINATE_CROSS_JOINS' | 'AUTOMATIC';
  /** Runs of more inner joins than this aren't enumerated. */
  readonly maxReorderedJoins: number;
  /** 0 to 1; 1: conditions on different columns have nothing to do with each other. */
  readonly filterConjunctionIndependence: number;
  /** The same for several equalities of one join. */
  readonly joinMultiClauseIndependence: number;
  /** A condition that nothing is known of leaves 0.9 of the rows; false: it leaves an unknown number. */
  readonly defaultFilterFactor: boolean;
  /** The same, above a grouping only. */
  readonly approximateUnknownFilters: boolean;
  /** False: nothing is estimated. */
  readonly statistics: boolean;
  readonly rewriteFilteringSemiJoin: boolean;
  /** Rows to be written are dealt out to all workers, however few tasks have them. */
  readonly redistributeWrites: boolean;
  /** Steps that a recursion may take. */
  readonly maxRecursionDepth: number;
  /** Workers that a copy of a table would go to, as far as known when the statement is planned. */
  readonly workers: number;
}

/** The settings of a session, defaults where it has none. Properties are taken as checked (`session/check-session.ts`). */
export function planSettingsOf(session: Pick<Session, 'systemProperties'>, workers = 1): PlanSettings {
  const text = (name: string): string =>
    session.systemProperties[name] ?? systemSessionProperties[name]?.defaultValue ?? '';
  const isSet = (name: string): boolean => text(name).toLowerCase() === 'true';
  return {
    joinDistributionType: oneOf(text('join_distribution_type'), ['AUTOMATIC', 'PARTITIONED', 'BROADCAST']),
    joinMaxBroadcastTableSize: parseDataSize(text('join_max_broadcast_table_size')) ?? 0,
    joinReorderingStrategy: oneOf(text('join_reordering_strategy'), [
      'AUTOMATIC',
      'NONE',
      'ELIMINATE_CROSS_JOINS',
    ]),
    maxReorderedJoins: Number(text('max_reordered_joins')),
    filterConjunctionIndependence: Number(text('filter_conjunction_independence_factor')),
    joinMultiClauseIndependence: Number(text('join_multi_clause_independence_factor')),
    defaultFilterFactor: isSet('default_filter_factor_enabled'),
    approximateUnknownFilters: isSet('non_estimatable_predicate_approximation_enabled'),
    statistics: isSet('enable_stats_calculator'),
    rewriteFilteringSemiJoin: isSet('rewrite_filtering_semi_join_to_inner_join'),
    redistributeWrites: isSet('redistribute_writes'),
    maxRecursionDepth: Number(text('max_recursion_depth')),
    workers: Math.max(1, workers),
  };
}

/** The choice that a text names, in any case of letters; the first where it names none. */
function oneOf<T extends string>(text: string, choices: readonly [T, ...T[]]): T {
  return choices.find((choice) => choice === text.toUpperCase()) ?? choices[0];
}

/** The settings of a session that sets nothing. */
export const defaultPlanSettings: PlanSettings = planSettingsOf({ systemProperties: {} });
