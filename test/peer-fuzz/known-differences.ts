import { differenceOf } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Difference } from './compare-expressions.ts';

/** A cause of differences that stays, told by what differs, never by a statement. */
export interface KnownDifference {
  readonly reason: string;
  matches(difference: Difference): boolean;
}

/** Causes that are known, each with the reason why it stays. Anything else fails the run. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    reason:
      'Several rows fail, each as on a stock server, but another one is met first: DuckDB computes a part of an expression for many rows before the next part.',
    matches: ({ byRow }) => byRow === 'none',
  },
  {
    reason:
      'A stock server computes arguments one by one and stops at the first that is NULL or fails, and looks at none where a constant is NULL; DuckDB computes all. So where one is NULL and another one fails, either may come first.',
    matches: ({ byRow }) => byRow === 'NULL or an error',
  },
  {
    reason: 'Several parts of an expression fail, each as on a stock server, but another one is told.',
    matches: ({ byRow }) => byRow === 'another error',
  },
  {
    reason:
      'A stock server fails without a message on casts of some arrays of JSON with a null in them; we compute them.',
    matches: ({ sql, judge }) =>
      /^SELECT( k,)?\n(TRY_)?CAST\([^\n]*(JSON 'null'|array\(json\))[^\n]* AS (array|map)\(/.test(sql) &&
      (judge.kind === 'rows' ||
        (judge.kind === 'error' && /^(Internal error|GENERIC_INTERNAL_ERROR)$/.test(judge.message))),
  },
  {
    reason: 'Arrays and rows that hold NULL are put in order, where a stock server refuses to compare them.',
    matches: ({ judge, ours }) =>
      ours.kind === 'rows' &&
      judge.kind === 'error' &&
      judge.name === 'NOT_SUPPORTED' &&
      /^(ARRAY comparison not supported for arrays|ROW comparison not supported for fields) with null elements$/.test(
        judge.message,
      ),
  },
  {
    reason: 'typeof tells the type of its argument without computing it, where a stock server may fail.',
    matches: ({ sql, judge, ours }) =>
      /^SELECT( k,)?\ntypeof\(/.test(sql) && judge.kind === 'error' && ours.kind === 'rows',
  },
  {
    reason:
      'The solver behind inverse_beta_cdf gives up within 1e-9 of its result, each library at another place.',
    matches: ({ sql, judge, ours }) =>
      judge.kind === 'rows' && ours.kind === 'rows' && /^SELECT( k,)?\ninverse_beta_cdf\(/.test(sql),
  },
  {
    reason: 'Of mistakes in several lambdas of a call another one is told: the first that does not fit.',
    matches: ({ judge, ours }) =>
      judge.kind === 'error' &&
      ours.kind === 'error' &&
      judge.line !== undefined &&
      ours.line !== undefined &&
      ours.name === 'FUNCTION_NOT_FOUND' &&
      ours.message.includes('<function>'),
  },
  {
    reason:
      'A stock server checks that months fit 32 bits when it writes an interval, not when it computes one: what is done with it first fails in other ways.',
    matches: ({ judge, ours }) =>
      ours.kind === 'error' &&
      ours.name === 'GENERIC_INTERNAL_ERROR' &&
      /^Value -?\d+ (exceeds MAX_INT|is less than MIN_INT)$/.test(ours.message) &&
      (judge.kind === 'rows' ||
        (judge.kind === 'error' &&
          /^(Value -?\d+ (exceeds MAX_INT|is less than MIN_INT)|Magnitude of add amount is too large: -?\d+)$/.test(
            judge.message,
          ))),
  },
  {
    reason:
      'A stock server reads bins of width_bucket that are NULL as whatever number their place in memory holds.',
    matches: ({ sql, judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'rows' &&
      /^SELECT( k,)?\nwidth_bucket\([^\n]*ARRAY\[[^\]]*NULL/.test(sql),
  },
  {
    reason:
      'concat and map_concat with one argument are refused when they are translated, here even where a stock server never computes them or fails with the argument first.',
    matches: ({ judge, ours }) =>
      judge.kind !== 'broken' &&
      ours.kind === 'error' &&
      /^There must be two or more concatenation arguments( to map_concat)?$/.test(ours.message),
  },
  {
    reason:
      'A stock server has no code for casts of some arrays of JSON to arrays of numbers or booleans; we compute them.',
    matches: ({ judge }) =>
      judge.kind === 'error' &&
      judge.name === 'GENERIC_INTERNAL_ERROR' &&
      judge.message.includes('target and filter types do not match'),
  },
  {
    reason: 'A stock server gives up on the types of some lambdas; we tell that they do not fit.',
    matches: ({ judge, ours }) =>
      judge.kind === 'error' &&
      ours.kind === 'error' &&
      ours.name === 'FUNCTION_NOT_FOUND' &&
      judge.message.startsWith('SignatureBinder.iterativeSolve does not converge'),
  },
  {
    reason:
      'Skewness, correlations and the like of values that cancel each other out leave nothing but last bits, which depend on the sequence of the rows.',
    matches: ({ judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'rows' &&
      differenceOf(withoutLastBits(judge), withoutLastBits(ours), false) === undefined,
  },
  {
    reason:
      'Days beyond 32 bits, which from_iso8601_date makes of years with eight digits, are refused when they are computed, where a stock server notices only when it writes them.',
    matches: ({ sql, ours }) =>
      sql.includes('from_iso8601_date(') && ours.kind === 'error' && ours.message === 'integer overflow',
  },
  {
    reason:
      "Where a function of constants fails in Java's own terms, a stock server fails while it plans; we compute rows, and with them only what they need.",
    matches: ({ sql, judge }) =>
      judge.kind === 'error' &&
      ((judge.message === 'integer overflow' && /from_iso8601_date\('\d{8,}/.test(sql)) ||
        (judge.message === 'Empty key' && /hmac_\w+\([^\n]*, X''\)/.test(sql))),
  },
  {
    reason:
      'Shifted to the right by a negative multiple of 64, a negative number is itself; a stock server makes an unsigned number of it, which does not fit its type.',
    matches: ({ sql, judge }) =>
      /^SELECT( k,)?\nbitwise_right_shift\(/.test(sql) &&
      judge.kind === 'error' &&
      /exceeds MAX_|is not a valid \w+ literal|cannot be cast to class|^Internal error$/.test(judge.message),
  },
  {
    reason:
      'The remainder of a division by the result of a function shows its last bits, in which libraries differ.',
    matches: ({ sql, judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'rows' &&
      judge.columns.join() === ours.columns.join() &&
      /^SELECT( k,)?\n\([^\n]* % (cbrt|sqrt|exp|ln|log2|log10|power|pow|a?sin|a?cos|a?tan|sinh|cosh|tanh)\([^\n]*\)\)(\n|$)/.test(
        sql,
      ),
  },
  {
    reason:
      'A cast of json_parse(x), or of a JSON literal, to a container shows the text as it stood there when it fails; we show the JSON.',
    matches: ({ judge, ours }) =>
      judge.kind === 'error' &&
      ours.kind === 'error' &&
      judge.name === 'INVALID_CAST_ARGUMENT' &&
      ours.name === judge.name &&
      /^Cannot cast to (array|map|row)\(/.test(judge.message) &&
      judge.message.split('\n')[0] === ours.message.split('\n')[0],
  },
  {
    reason:
      'A stock server cuts some chars to a shorter char that ends in blanks, which its own blocks refuse; we leave the blanks out.',
    matches: ({ judge }) =>
      judge.kind === 'error' && judge.message === 'Slice representing Char should not have trailing spaces',
  },
  {
    reason:
      'Kurtosis, correlations and the like of equal values are NaN, or the quotient of last bits, which depend on the sequence of the rows.',
    matches: ({ sql, judge, ours }) =>
      judge.kind === 'rows' &&
      ours.kind === 'rows' &&
      [judge, ours].some(({ rows }) => rows.flat().includes('NaN')) &&
      differenceOf(withoutMoments(sql, judge), withoutMoments(sql, ours), false) === undefined,
  },
  {
    reason:
      'A stock server computes functions of constants while it plans: where that decides an AND or OR, nothing of the other side is computed, even if it stands first. We compute it, and may fail.',
    matches: ({ sql, judge, ours }) =>
      /^SELECT( k,)?\n\([^\n]* (OR|AND) [^\n]*\)(\n|$)/.test(sql) &&
      ours.kind === 'error' &&
      ours.line === undefined &&
      judge.kind === 'rows' &&
      new Set(judge.rows.map((row) => row.at(-1))).size === 1 &&
      typeof judge.rows[0]?.at(-1) === 'boolean',
  },
  {
    reason: 'The stock server of this run has too little memory for a query that joins a lot.',
    matches: ({ judge }) =>
      judge.kind === 'error' &&
      (judge.message === 'Java heap space' || judge.name === 'EXCEEDED_LOCAL_MEMORY_LIMIT'),
  },
  {
    reason:
      'A stock server compiles a few expressions over columns to code that its own verifier refuses; we compute them.',
    matches: ({ judge }) => judge.kind === 'error' && judge.name === 'COMPILER_ERROR',
  },
  {
    reason:
      'A stock server writes results while it reads them: text that is longer than its type, which only some casts make, fails there.',
    matches: ({ judge }) => judge.kind === 'error' && judge.name === 'SERIALIZATION_ERROR',
  },
];

/** Rows whose numbers below 1e-12 are 0. */
function withoutLastBits(answer: Answer & { readonly kind: 'rows' }): Answer {
  return {
    ...answer,
    rows: answer.rows.map((row) =>
      row.map((value) => (typeof value === 'number' && Math.abs(value) < 1e-12 ? 0 : value)),
    ),
  };
}

/** Rows without the columns that quotients of higher moments make. */
function withoutMoments(sql: string, answer: Answer & { readonly kind: 'rows' }): Answer {
  const outputs = [
    ...sql.matchAll(/\b(?:kurtosis|skewness|corr|regr_\w+)\((?:[^()]|\([^()]*\))*\)[^,]*? AS (o\d+)/g),
  ];
  const names = new Set(outputs.map(([, name]) => name));
  const kept = answer.columns.map((column) => !names.has(column.split(' ', 1)[0]));
  return { ...answer, rows: answer.rows.map((row) => row.filter((_, i) => kept[i])) };
}
