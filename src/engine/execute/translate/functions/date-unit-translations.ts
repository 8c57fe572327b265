import type { ErrorName } from '../../../errors/error-codes.ts';
import { TrinoError } from '../../../errors/trino-error.ts';
import type { CallExpression, Expression } from '../../../expressions/expression.ts';
import { formatType } from '../../../types/format-type.ts';
import type { Type } from '../../../types/type.ts';
import { carrierOf } from '../../duckdb/carrier.ts';
import type { SqlExpression } from '../../duckdb/sql/sql-expression.ts';
import { named } from '../../duckdb/sql/sql-type.ts';
import { binary, bigint, cast, field, fn, integer, raise, text, when, whole } from '../sql-shorthand.ts';
import { narrow } from '../narrow.ts';
import { argument } from './function-translation.ts';
import type { FunctionTranslations } from './function-translation.ts';
import { localTimestamp } from './local-time.ts';

const dayUnits = ['day', 'week', 'month', 'quarter', 'year'] as const;
const timeUnits = ['millisecond', 'second', 'minute', 'hour'] as const;

type DayUnit = (typeof dayUnits)[number];
type TimeUnit = (typeof timeUnits)[number];
type Unit = DayUnit | TimeUnit;

const unitMillis: Readonly<Record<TimeUnit, bigint>> = {
  millisecond: 1n,
  second: 1000n,
  minute: 60_000n,
  hour: 3_600_000n,
};

/** Months in the units that months make up. */
const unitMonths: Partial<Record<Unit, bigint>> = { month: 1n, quarter: 3n, year: 12n };
const unitDays: Partial<Record<Unit, bigint>> = { day: 1n, week: 7n };

/** Functions whose first argument names a unit; mostly a constant. */
export const dateUnitTranslations: FunctionTranslations = {
  date_trunc: (call, translate) => {
    const value = translate(argument(call.arguments, 1));
    return byUnit(call, translate, (unit) => truncate(unit, value, call.type));
  },
  date_add: (call, translate) => {
    const [count, value] = [1, 2].map((index) => translate(argument(call.arguments, index))) as [
      SqlExpression,
      SqlExpression,
    ];
    return byUnit(call, translate, (unit) => add(unit, count, value, call.type));
  },
  date_diff: (call, translate) => {
    const [from, to] = [1, 2].map((index) => translate(argument(call.arguments, index))) as [
      SqlExpression,
      SqlExpression,
    ];
    const { type } = argument(call.arguments, 1);
    return byUnit(call, translate, (unit) => difference(unit, from, to, type));
  },
};

/** @throws nothing: a unit that the type hasn't got is an error of the row */
function byUnit(
  call: CallExpression,
  translate: (argument: Expression) => SqlExpression,
  make: (unit: Unit) => SqlExpression,
): SqlExpression {
  const unit = argument(call.arguments, 0);
  const { type } = argument(call.arguments, call.arguments.length - 1);
  const carrier = carrierOf(call.type);
  const kind = type.kind === 'date' ? 'DATE' : type.kind.startsWith('timestamp') ? 'TIMESTAMP' : 'TIME';
  const units: readonly Unit[] =
    kind === 'DATE' ? dayUnits : kind === 'TIME' ? timeUnits : [...timeUnits, ...dayUnits];
  if (unit.kind === 'constant') {
    if (unit.value === null) return { kind: 'null', type: carrier };
    const known = units.find((name) => name === (unit.value as string).toLowerCase());
    if (known !== undefined) return make(known);
  }
  const name = translate(unit);
  const unknown = raise(
    'INVALID_FUNCTION_ARGUMENT',
    carrier,
    "'",
    fn('lower', name),
    `' is not a valid ${kind} field`,
  );
  const nothing: SqlExpression = { kind: 'null', type: carrier };
  const isNull: SqlExpression = { kind: 'isNull', value: name, negated: false };
  // NULL among the other arguments comes first.
  const missing: SqlExpression = {
    kind: 'logical',
    operator: 'OR',
    terms: call.arguments
      .slice(1)
      .map((value): SqlExpression => ({ kind: 'isNull', value: translate(value), negated: false })),
  };
  const failure = when([[missing, nothing]], unknown);
  if (unit.kind === 'constant') return failure;
  const branches = units.map((known): [SqlExpression, SqlExpression] => [
    binary(fn('lower', name), '=', text(known)),
    make(known),
  ]);
  return when([[isNull, nothing], ...branches], failure);
}

function notYet(what: string, type: Type): TrinoError {
  return new TrinoError('NOT_SUPPORTED', `${what} of ${formatType(type)} is not supported yet`);
}

function timePicos(unit: Unit): bigint {
  const millis = unitMillis[unit as TimeUnit] as bigint | undefined;
  if (millis === undefined) throw new Error(`No unit of time: ${unit}`);
  return millis * 1_000_000_000n;
}

function truncate(unit: Unit, value: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'date':
      return cast(fn('date_trunc', text(unit), value), named('DATE'));
    case 'timestamp': {
      const truncated = fn('date_trunc', text(unit), localTimestamp(value, type));
      if (type.precision <= 6) return truncated;
      const micros = fn('epoch_us', truncated);
      return when([
        [
          { kind: 'isNull', value: micros, negated: true },
          {
            kind: 'struct',
            fields: [
              { name: 'us', value: micros },
              { name: 'ps', value: whole(0, integer) },
            ],
          },
        ],
      ]);
    }
    case 'timestamp with time zone':
      return atLocalTime(value, fn('date_trunc', text(unit), localTimestamp(value, type)), whole(0, integer));
    case 'time': {
      const size = whole(timePicos(unit));
      return binary(binary(value, '//', size), '*', size);
    }
    default:
      throw notYet('date_trunc', type);
  }
}

function add(unit: Unit, count: SqlExpression, value: SqlExpression, type: Type): SqlExpression {
  const months = unitMonths[unit];
  const days = unitDays[unit];
  const errorName = type.kind === 'date' ? 'GENERIC_INTERNAL_ERROR' : 'INVALID_FUNCTION_ARGUMENT';
  const moved = (local: SqlExpression): SqlExpression => {
    if (months !== undefined)
      return tooFar(
        unit,
        count,
        local,
        type,
        errorName,
        binary(local, '+', fn('to_months', narrow(times(count, months), errorName))),
      );
    if (days !== undefined)
      return tooFar(
        unit,
        count,
        local,
        type,
        errorName,
        binary(local, '+', fn('to_days', narrow(times(count, days), errorName))),
      );
    const micros = times(cast(narrow(count, errorName), bigint), unitMillis[unit as TimeUnit] * 1000n);
    return fn('make_timestamp', binary(fn('epoch_us', local), '+', micros));
  };
  switch (type.kind) {
    case 'date':
      return cast(moved(value), named('DATE'));
    case 'timestamp': {
      if (type.precision <= 6) return moved(value);
      const micros = fn('epoch_us', moved(localTimestamp(value, type)));
      const fields = [
        { name: 'us', value: micros },
        { name: 'ps', value: field(value, 'ps') },
      ];
      return when([
        [
          { kind: 'isNull', value: micros, negated: true },
          { kind: 'struct', fields },
        ],
      ]);
    }
    case 'timestamp with time zone': {
      const millis = (unitMillis as Partial<Record<Unit, bigint>>)[unit];
      // Below a day time goes on whatever the clock does.
      if (millis !== undefined) {
        const amount = times(cast(narrow(count, errorName), bigint), millis);
        return point(value, binary(field(value, 'ms'), '+', amount), field(value, 'ps'));
      }
      return atLocalTime(value, moved(localTimestamp(value, type)), field(value, 'ps'));
    }
    case 'time': {
      const day = whole(86_400_000_000_000_000n);
      const unitPicos = timePicos(unit);
      const within = times(binary(count, '%', whole(86_400_000_000_000_000n / unitPicos)), unitPicos);
      return binary(binary(binary(value, '+', within), '+', day), '%', day);
    }
    default:
      throw notYet('date_add', type);
  }
}

/** What a stock server says of distances that no date and no timestamp has; within them each unit has a word of its own. */
function tooFar(
  unit: Unit,
  count: SqlExpression,
  local: SqlExpression,
  type: Type,
  errorName: ErrorName,
  otherwise: SqlExpression,
): SqlExpression {
  const carrier = type.kind === 'date' ? named('DATE') : named('TIMESTAMP');
  const fail = (...message: readonly (string | SqlExpression)[]): SqlExpression =>
    raise(errorName, carrier, ...message);
  const beyond = (limit: bigint): SqlExpression => ({
    kind: 'logical',
    operator: 'OR',
    terms: [binary(count, '>', whole(limit)), binary(count, '<', whole(-limit))],
  });
  const int: SqlExpression = {
    kind: 'logical',
    operator: 'OR',
    terms: [binary(count, '>', whole(2n ** 31n - 1n)), binary(count, '<', whole(-(2n ** 31n)))],
  };
  const failures: (readonly [SqlExpression, SqlExpression])[] = [[int, fail('integer overflow')]];
  if (unit === 'quarter') {
    const total = times(count, 3n);
    failures.push([
      beyond((2n ** 31n - 1n) / 3n),
      fail('Magnitude of add amount is too large: ', cast(total, named('VARCHAR'))),
    ]);
  }
  if (unit === 'year') {
    const year = cast(fn('date_part', text('year'), local), bigint);
    const sum = binary(year, '+', count);
    const overflows: SqlExpression = {
      kind: 'logical',
      operator: 'OR',
      terms: [binary(sum, '>', whole(2n ** 31n - 1n)), binary(sum, '<', whole(-(2n ** 31n)))],
    };
    const shown = (value: SqlExpression): SqlExpression => cast(value, named('VARCHAR'));
    const outside = when(
      [[overflows, fail('The calculation caused an overflow: ', shown(year), ' + ', shown(count))]],
      fail('Value ', shown(sum), ' for year must be in the range [-292275054,292278993]'),
    );
    failures.push([beyond(293_000_000n), outside]);
  }
  if (type.kind !== 'date') {
    // No two timestamps are 600,000 years apart.
    const perYear = { year: 1n, quarter: 4n, month: 12n, week: 53n, day: 366n }[unit as DayUnit];
    failures.push([beyond(600_000n * perYear), fail('long overflow')]);
  }
  return when(failures, otherwise);
}

function times(count: SqlExpression, factor: bigint): SqlExpression {
  return factor === 1n ? count : binary(count, '*', whole(factor));
}

function difference(unit: Unit, from: SqlExpression, to: SqlExpression, type: Type): SqlExpression {
  switch (type.kind) {
    case 'date':
      return cast(fn('date_sub', text(unit), from, to), bigint);
    case 'timestamp':
      return cast(fn('date_sub', text(unit), localTimestamp(from, type), localTimestamp(to, type)), bigint);
    case 'timestamp with time zone': {
      const millis = (unitMillis as Partial<Record<Unit, bigint>>)[unit];
      if (millis !== undefined)
        return binary(binary(field(to, 'ms'), '-', field(from, 'ms')), '//', whole(millis));
      // Both by the calendar of the first.
      const other: SqlExpression = point(from, field(to, 'ms'), field(to, 'ps'));
      return cast(
        fn('date_sub', text(unit), localTimestamp(from, type), localTimestamp(other, type)),
        bigint,
      );
    }
    case 'time':
      return binary(binary(to, '-', from), '//', whole(timePicos(unit)));
    case 'time with time zone':
      return binary(binary(field(to, 'u'), '-', field(from, 'u')), '//', whole(timePicos(unit)));
    default:
      throw notYet('date_diff', type);
  }
}

/** A point in time in the zone of another; NULL where there is none. */
function point(zoned: SqlExpression, millis: SqlExpression, picos: SqlExpression): SqlExpression {
  const moved: SqlExpression = {
    kind: 'struct',
    fields: [
      { name: 'ms', value: millis },
      { name: 'ps', value: picos },
      { name: 'z', value: field(zoned, 'z') },
    ],
  };
  return when([[{ kind: 'isNull', value: millis, negated: true }, moved]]);
}

/** The point in time at which the clock of another's zone shows a local time; NULL where there is none. */
function atLocalTime(zoned: SqlExpression, local: SqlExpression, picos: SqlExpression): SqlExpression {
  const micros = fn('epoch_us', local);
  // Rounded down, for times before 1970 too.
  const millis = fn('trino_floor_div', micros, whole(1000));
  const instant = fn('trino_zone_instant', millis, cast(field(zoned, 'z'), bigint));
  return point(zoned, instant, picos);
}
