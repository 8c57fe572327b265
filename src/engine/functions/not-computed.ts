/**
 * Functions that analysis knows, by the name on the wire, and that execution can't compute yet: a call is refused with NOT_SUPPORTED
 * at its place in the text. `not-computed.test.ts` fails when one of them has got a translation, or another has none.
 */
export const notComputed: ReadonlySet<string> = new Set(
  `
    skewness kurtosis corr covar_pop covar_samp regr_slope regr_intercept
    split_part split lpad rpad translate chr codepoint concat_ws levenshtein_distance soundex
    to_utf8 from_utf8 to_hex from_hex
    log log2 log10 cbrt e pi sin cos tan asin acos atan sinh cosh tanh degrees radians atan2
    sign truncate is_nan is_finite is_infinite bitwise_and bitwise_or bitwise_xor bitwise_not width_bucket random
    quarter week day_of_week day_of_year year_of_week hour minute second millisecond timezone_hour timezone_minute
    date_trunc date_add date_diff date last_day_of_month to_unixtime from_unixtime
    typeof cardinality
  `
    .trim()
    .split(/\s+/),
);
