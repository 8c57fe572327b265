import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { wrapped } from '../functions/internal-translations.ts';
import { and, bigint, cast, fn, hugeint, isNotNull, isNull, text, when, whole } from '../sql-shorthand.ts';
import { aggregate, firstValue, ofStates } from './aggregate-translation.ts';
import type { AggregateInput, AggregateTranslation } from './aggregate-translation.ts';

/** An aggregate whose state is a result so far, and is merged as rows are. */
function ofItself(step: (input: AggregateInput) => SqlExpression): AggregateTranslation {
  return { single: step, partial: step, merge: step, final: step };
}

/** `bool_and`, `every` and `bool_or`. */
export function booleanTranslation(name: 'bool_and' | 'bool_or'): AggregateTranslation {
  return ofItself((input) => aggregate(name, [firstValue(input)], { ...input, distinct: false }));
}

/** `any_value` and `arbitrary`: a value that isn't NULL, if there is one. */
export const anyValueTranslation: AggregateTranslation = ofItself((input) =>
  aggregate('any_value', [firstValue(input)], { ...input, distinct: false }),
);

/** `bitwise_and_agg` and `bitwise_or_agg`. */
export function bitwiseTranslation(name: 'bit_and' | 'bit_or'): AggregateTranslation {
  return ofItself((input) => aggregate(name, [firstValue(input)], { ...input, distinct: false }));
}

/** `approx_distinct` of truth values: the state has a bit for each of the two that was seen. */
export const booleanDistinctTranslation: AggregateTranslation = {
  single: (input) => cast(fn('bit_count', seenValues(input)), bigint),
  partial: seenValues,
  merge: joinSeen,
  final: (input) => cast(fn('bit_count', joinSeen(input)), bigint),
};

function seenValues(input: AggregateInput): SqlExpression {
  const value = firstValue(input);
  const bit = when(
    [
      [isNull(value), { kind: 'null', type: tinyint }],
      [value, whole(2, tinyint)],
    ],
    whole(1, tinyint),
  );
  return seen(aggregate('bit_or', [bit], { ...input, distinct: false }));
}

function joinSeen(input: AggregateInput): SqlExpression {
  return seen(ofStates('bit_or', firstValue(input)));
}

function seen(bits: SqlExpression): SqlExpression {
  return fn('coalesce', bits, whole(0, tinyint));
}

const tinyint = carrierOf({ kind: 'tinyint' });

/** `count_if`: the state is the count so far. */
export const countIfTranslation: AggregateTranslation = {
  single: countTrue,
  partial: countTrue,
  merge: addCounts,
  final: addCounts,
};

function countTrue(input: AggregateInput): SqlExpression {
  const isTrue = firstValue(input);
  const filter = input.filter === undefined ? isTrue : and(input.filter, isTrue);
  // DISTINCT: once at the most.
  return input.distinct
    ? aggregate('count', [isTrue], { ...input, filter })
    : aggregate('count_star', [], { ...input, filter });
}

function addCounts(input: AggregateInput): SqlExpression {
  return cast(fn('coalesce', ofStates('sum', firstValue(input)), whole(0)), bigint);
}

/** `array_agg`: NULLs are elements. The state is the array so far. */
export const arrayTranslation: AggregateTranslation = {
  single: gather,
  partial: gather,
  merge: joinArrays,
  final: joinArrays,
};

function gather(input: AggregateInput): SqlExpression {
  return aggregate('array_agg', [firstValue(input)], input);
}

function joinArrays(input: AggregateInput): SqlExpression {
  const state = firstValue(input);
  return fn(
    'flatten',
    aggregate('array_agg', [state], { distinct: false, filter: isNotNull(state), orderBy: [] }),
  );
}

/**
 * `checksum`: the values' hashes, each times a prime, added up in 64 bits that wrap around; NULL without rows. The state is that
 * sum, the result its little-endian bytes.
 */
export function checksumTranslation(type: Type): AggregateTranslation {
  const rows = (input: AggregateInput): SqlExpression => {
    const term = fn('trino_checksum_term', firstValue(input), text(formatType(type)));
    return wrapped(cast(aggregate('sum', [fn('coalesce', term, nullTerm)], input), hugeint));
  };
  const states = (input: AggregateInput): SqlExpression =>
    wrapped(cast(ofStates('sum', firstValue(input)), hugeint));
  return {
    single: (input) => fn('trino_bigint_bytes', rows(input)),
    partial: rows,
    merge: states,
    final: (input) => fn('trino_bigint_bytes', states(input)),
  };
}

/** A NULL's term: DuckDB may not ask the function for it. */
const nullTerm = whole(BigInt.asIntN(64, 0x9e3779b185ebca87n));
