import type { SqlColumn, SqlQuery } from './sql-query.ts';
import type { SqlType } from './sql-type.ts';

/** A scalar expression of a DuckDB statement. Text of the user is only ever in a `text` or `bytes` literal. */
export type SqlExpression =
  /** A column of the only relation in scope, or of the named one. Names are ours (`c1`), never the user's. */
  | { readonly kind: 'column'; readonly name: string; readonly relation?: string }
  | { readonly kind: 'null'; readonly type: SqlType }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A whole number, decimal point number or another constant that is printed as text and cast to its type. */
  | { readonly kind: 'constant'; readonly text: string; readonly type: SqlType }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'cast'; readonly value: SqlExpression; readonly type: SqlType; readonly safe: boolean }
  | { readonly kind: 'call'; readonly name: SqlFunction; readonly arguments: readonly SqlExpression[] }
  /** A call of one of our functions over Trino's values: `scalar/computation.ts` makes these. */
  | {
      readonly kind: 'computed';
      readonly name: string;
      readonly id: number;
      readonly arguments: readonly SqlExpression[];
    }
  | {
      readonly kind: 'aggregate';
      readonly name: SqlAggregate;
      readonly arguments: readonly SqlExpression[];
      readonly distinct: boolean;
      readonly filter?: SqlExpression;
      readonly orderBy: readonly SqlOrdering[];
    }
  | {
      readonly kind: 'window';
      readonly name: SqlWindowFunction | SqlAggregate;
      readonly arguments: readonly SqlExpression[];
      readonly distinct?: boolean;
      readonly ignoreNulls?: boolean;
      /** Order inside of an aggregate, as `array_agg(x ORDER BY y) OVER …` has it. */
      readonly argumentOrder?: readonly SqlOrdering[];
      readonly filter?: SqlExpression;
      readonly partitionBy: readonly SqlExpression[];
      readonly orderBy: readonly SqlOrdering[];
      readonly frame?: SqlFrame;
    }
  | {
      readonly kind: 'binary';
      readonly operator: SqlOperator;
      readonly left: SqlExpression;
      readonly right: SqlExpression;
    }
  | { readonly kind: 'logical'; readonly operator: 'AND' | 'OR'; readonly terms: readonly SqlExpression[] }
  | { readonly kind: 'not'; readonly value: SqlExpression }
  | { readonly kind: 'negate'; readonly value: SqlExpression }
  | { readonly kind: 'bitwiseNot'; readonly value: SqlExpression }
  | { readonly kind: 'isNull'; readonly value: SqlExpression; readonly negated: boolean }
  | { readonly kind: 'in'; readonly value: SqlExpression; readonly list: readonly SqlExpression[] }
  /** Whether a value is among those of a query's one column; NULL where SQL doesn't know. */
  | { readonly kind: 'inQuery'; readonly value: SqlExpression; readonly query: SqlQuery }
  | {
      readonly kind: 'like';
      readonly value: SqlExpression;
      readonly pattern: string;
      readonly escape?: string;
    }
  | {
      readonly kind: 'case';
      readonly whens: readonly { readonly condition: SqlExpression; readonly result: SqlExpression }[];
      readonly otherwise?: SqlExpression;
    }
  /** `struct_pack(f1 := …)`. */
  | {
      readonly kind: 'struct';
      readonly fields: readonly { readonly name: string; readonly value: SqlExpression }[];
    }
  | { readonly kind: 'field'; readonly value: SqlExpression; readonly name: string }
  | { readonly kind: 'list'; readonly elements: readonly SqlExpression[] }
  | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: SqlExpression }
  /** What statements compute of some values, one after the other: a SQL function (`translate/routines`). */
  | {
      readonly kind: 'routine';
      readonly arguments: readonly SqlExpression[];
      readonly routine: SqlRoutine;
    }
  /** NULL for rows in which the value fails; a volatile function may not be inside. */
  | { readonly kind: 'try'; readonly value: SqlExpression }
  /** Computed for the rows that get there only: as a result of CASE, whose parts DuckDB shares with nothing outside of it. */
  | { readonly kind: 'lazy'; readonly value: SqlExpression }
  | { readonly kind: 'exists'; readonly query: SqlQuery };

/**
 * Selects over each other: the first names the arguments, the second makes the state of them, the others change it. Where it loops,
 * they are repeated for states that have somewhere to go on: whose `position` isn't negative.
 */
export interface SqlRoutine {
  /** Of the table of states; its other names are made from it. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly start: readonly SqlColumn[];
  readonly steps: readonly (readonly SqlColumn[])[];
  readonly loops: boolean;
  readonly position: string;
  readonly result: string;
}

/** Rows that a window function sees. */
export interface SqlFrame {
  readonly type: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly start: SqlFrameBound;
  readonly end: SqlFrameBound;
}

export type SqlFrameBound =
  | { readonly kind: 'UNBOUNDED PRECEDING' | 'CURRENT ROW' | 'UNBOUNDED FOLLOWING' }
  | { readonly kind: 'PRECEDING' | 'FOLLOWING'; readonly value: SqlExpression };

export type SqlWindowFunction =
  | 'cume_dist'
  | 'dense_rank'
  | 'first_value'
  | 'lag'
  | 'last_value'
  | 'lead'
  | 'nth_value'
  | 'ntile'
  | 'percent_rank'
  | 'rank'
  | 'row_number';

export interface SqlOrdering {
  readonly value: SqlExpression;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export type SqlOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '='
  | '<>'
  | '<'
  | '<='
  | '>'
  | '>='
  | 'IS DISTINCT FROM'
  | 'IS NOT DISTINCT FROM'
  | '||'
  | '&'
  | '|'
  | 'LIKE';

/** DuckDB's scalar functions that translations use: a closed list, so that a name can't come from a plan. */
export type SqlFunction =
  | 'abs'
  | 'acos'
  | 'array_to_string'
  | 'bit_count'
  | 'asin'
  | 'atan'
  | 'atan2'
  | 'cardinality'
  | 'cbrt'
  | 'ceil'
  | 'chr'
  | 'coalesce'
  | 'concat_ws'
  | 'contains'
  | 'cos'
  | 'cosh'
  | 'date_part'
  | 'date_sub'
  | 'date_trunc'
  | 'degrees'
  | 'encode'
  | 'greatest'
  | 'least'
  | 'ends_with'
  | 'epoch_us'
  | 'error'
  | 'exp'
  | 'flatten'
  | 'floor'
  | 'hex'
  | 'instr'
  | 'isfinite'
  | 'isinf'
  | 'isnan'
  | 'last_day'
  | 'left'
  | 'length'
  | 'like_escape'
  | 'list_append'
  | 'list_concat'
  | 'list_contains'
  | 'list_extract'
  | 'list_filter'
  | 'list_reduce'
  | 'list_reverse'
  | 'list_slice'
  | 'list_transform'
  | 'list_zip'
  | 'ln'
  | 'log'
  | 'log2'
  | 'lower'
  | 'lpad'
  | 'ltrim'
  | 'make_timestamp'
  | 'map'
  | 'map_contains'
  | 'map_entries'
  | 'map_extract_value'
  | 'map_from_entries'
  | 'map_keys'
  | 'map_values'
  | 'md5'
  | 'octet_length'
  | 'pow'
  | 'radians'
  | 'random'
  | 'range'
  | 'regexp_extract'
  | 'regexp_full_match'
  | 'regexp_matches'
  | 'repeat'
  | 'replace'
  | 'reverse'
  | 'right'
  | 'round'
  | 'row_number'
  | 'rpad'
  | 'rtrim'
  | 'sha1'
  | 'sha256'
  | 'sign'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'starts_with'
  | 'string_split'
  | 'strlen'
  | 'struct_extract_at'
  | 'substring'
  | 'tan'
  | 'tanh'
  | 'to_days'
  | 'to_months'
  | 'translate'
  | 'trim'
  | 'trino_bigint_bytes'
  | 'trino_checksum_term'
  | 'trino_date_text'
  | 'trino_day_interval_text'
  | 'trino_decimal_average_count_of'
  | 'trino_decimal_average_state'
  | 'trino_decimal_average_sum_of'
  | 'trino_decimal_sum_of'
  | 'trino_decimal_sum_state'
  | 'trino_double_scientific'
  | 'trino_double_text'
  | 'trino_floor_div'
  | 'trino_from_utf8'
  | 'trino_hash_code'
  | 'trino_like_pattern'
  | 'trino_parse_date'
  | 'trino_parse_timestamp'
  | 'trino_real_scientific'
  | 'trino_real_text'
  | 'trino_reverse'
  | 'trino_time_text'
  | 'trino_timestamp_text'
  | 'trino_timestamp_zone_text'
  | 'trino_xx_hash'
  | 'trino_year_interval_text'
  | 'trino_zone_instant'
  | 'trino_zone_offset'
  | 'trunc'
  | 'unhex'
  | 'unicode'
  | 'unnest'
  | 'upper'
  | 'xor';

export type SqlAggregate =
  | 'any_value'
  | 'arg_max'
  | 'arg_max_null'
  | 'arg_min'
  | 'arg_min_null'
  | 'array_agg'
  | 'avg'
  | 'bit_and'
  | 'bit_or'
  | 'bool_and'
  | 'bool_or'
  | 'count'
  | 'count_star'
  | 'covar_pop'
  | 'first'
  | 'max'
  | 'min'
  | 'sum'
  | 'var_pop';
