import { TrinoError } from '../errors/trino-error.ts';
import type { Expression } from '../expressions/expression.ts';
import { timeWithTimeZoneValue } from '../expressions/literal-text.ts';
import type { FunctionCallNode } from '../parse/tree/function-call.ts';
import type { CurrentNode, CurrentTimeNode } from '../parse/tree/scalar.ts';
import type { Session } from '../session/session.ts';
import type { Type } from '../types/type.ts';
import { trinoVersion } from '../units/trino-version.ts';
import { timeZoneName } from '../values/time-zone-key.ts';
import { zoneOffsetMillis } from '../values/time-zone-rules.ts';

const dayMillis = 86_400_000;
const picosPerMilli = 1_000_000_000n;

/** CURRENT_DATE, CURRENT_USER and their like: constants of the query, known from its session. */
export function analyzeSessionValue(node: CurrentTimeNode | CurrentNode, session: Session): Expression {
  if (node.kind === 'current') {
    switch (node.function) {
      case 'CURRENT_USER':
        return varchar(session.user);
      case 'CURRENT_CATALOG':
        return varchar(session.catalog);
      case 'CURRENT_SCHEMA':
        return varchar(session.schema);
      case 'CURRENT_PATH':
        return varchar(session.path);
    }
  }
  const precision = node.precision ?? 3;
  switch (node.function) {
    case 'CURRENT_DATE':
      return constant({ kind: 'date' }, Math.floor(localStart(session).millis / dayMillis));
    case 'CURRENT_TIME':
      return currentTime(session, checked(precision, 'TIME WITH TIME ZONE'));
    case 'CURRENT_TIMESTAMP':
      return currentTimestamp(session, checked(precision, 'TIMESTAMP WITH TIME ZONE'));
    case 'LOCALTIME':
      return constant(
        { kind: 'time', precision: checked(precision, 'TIME') },
        picosOfDay(session, precision),
      );
    case 'LOCALTIMESTAMP':
      return localTimestamp(session, checked(precision, 'TIMESTAMP'));
    default: {
      const never: never = node;
      return never;
    }
  }
}

/** Functions that are constants of a query: `now()`, which is CURRENT_TIMESTAMP, `current_timezone()` and `version()`. @returns undefined for other functions */
export function sessionFunction(
  name: string,
  node: FunctionCallNode,
  session: Session,
): Expression | undefined {
  if (node.arguments.length > 0) return undefined;
  switch (name) {
    case 'now':
      return currentTimestamp(session, 3);
    case 'current_timezone':
      return varchar(timeZoneName(session.timeZoneKey));
    case 'version':
      return varchar(trinoVersion);
    default:
      return undefined;
  }
}

function constant(type: Type, value: (Expression & { readonly kind: 'constant' })['value']): Expression {
  return { kind: 'constant', type, value };
}

function varchar(value: string | undefined): Expression {
  return constant({ kind: 'varchar' }, value ?? null);
}

/** @throws TrinoError NUMERIC_VALUE_OUT_OF_RANGE, without a position as in Trino */
function checked(precision: number, type: string): number {
  if (precision > 12) {
    throw new TrinoError(
      'NUMERIC_VALUE_OUT_OF_RANGE',
      `${type} precision must be in range [0, 12]: ${precision}`,
    );
  }
  return precision;
}

/** The query's start in its zone's local time. */
function localStart(session: Session): { readonly millis: number; readonly offset: number } {
  const { epochMillis } = session.start;
  const offset = zoneOffsetMillis(session.timeZoneKey, epochMillis);
  return { millis: epochMillis + offset, offset };
}

/** Picoseconds within the millisecond, rounded to the precision; precisions up to 3 leave none. */
function picosOfMilli(session: Session, precision: number): bigint {
  const unit = 10n ** BigInt(12 - precision);
  const picos = BigInt(session.start.nanosOfMilli) * 1000n;
  return precision <= 3 ? 0n : ((picos + unit / 2n) / unit) * unit;
}

function roundedMillis(millis: number, precision: number): bigint {
  const unit = precision >= 3 ? 1 : 10 ** (3 - precision);
  return BigInt(Math.floor((millis + unit / 2) / unit) * unit);
}

function picosOfDay(session: Session, precision: number): bigint {
  const { millis } = localStart(session);
  const ofDay = ((millis % dayMillis) + dayMillis) % dayMillis;
  return (
    (roundedMillis(ofDay, precision) * picosPerMilli + picosOfMilli(session, precision)) %
    (BigInt(dayMillis) * picosPerMilli)
  );
}

function currentTime(session: Session, precision: number): Expression {
  const { offset } = localStart(session);
  return constant(
    { kind: 'time with time zone', precision },
    timeWithTimeZoneValue(picosOfDay(session, precision), Math.round(offset / 60_000)),
  );
}

function currentTimestamp(session: Session, precision: number): Expression {
  const picos = picosOfMilli(session, precision);
  const millis = roundedMillis(session.start.epochMillis, precision) + picos / picosPerMilli;
  return constant(
    { kind: 'timestamp with time zone', precision },
    { millis, picosOfMilli: Number(picos % picosPerMilli), zoneKey: session.timeZoneKey },
  );
}

function localTimestamp(session: Session, precision: number): Expression {
  const picos =
    roundedMillis(localStart(session).millis, precision) * picosPerMilli + picosOfMilli(session, precision);
  const micros = picos / 1_000_000n;
  return constant(
    { kind: 'timestamp', precision },
    precision <= 6 ? micros : { micros, picos: Number(picos % 1_000_000n) },
  );
}
