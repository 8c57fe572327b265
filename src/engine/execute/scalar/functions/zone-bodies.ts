import { TrinoError } from '../../../errors/trino-error.ts';
import { offsetKey, timeZoneKey } from '../../../values/time-zone-key.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import { instantOf, roundPicos } from '../cast/time-casts.ts';
import { picosPerMilli, picosPerSecond } from '../value.ts';
import type { Instant, Value } from '../value.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies, FunctionBody } from './function-body.ts';

/** A point in time, or a time where AT TIME ZONE says so, in a zone by its name or by its distance from UTC. */
const atTimeZone: FunctionBody = {
  make: (call, session) => {
    const isTime = call.type.kind === 'time with time zone';
    return ({ picos }: Instant, zone: Value) => {
      if (typeof zone === 'bigint') {
        if (zone % 60_000n !== 0n)
          throw invalidArgument('Invalid time zone offset interval: interval contains seconds');
        const minutes = Number(zone / 60_000n);
        return { picos, zone: isTime ? minutes : checkedOffset(minutes) };
      }
      const key = zoneNamed(zone as string);
      if (!isTime) return { picos, zone: key };
      return { picos, zone: Math.trunc(zoneOffsetMillis(key, session.startMillis) / 60_000) };
    };
  },
};

/** Functions on zones and on seconds since 1970 (functions/date-functions.ts). */
export const zoneBodies: FunctionBodies = {
  with_timezone: body((local: bigint, zone: string) => instantOf(local, zoneNamed(zone))),
  at_timezone: atTimeZone,
  $at_timezone: atTimeZone,
  from_unixtime: {
    make: (_call, session) => (seconds: number, zone?: string | bigint, minutes?: bigint) => {
      const key =
        typeof zone === 'string'
          ? supportedZone(zone)
          : zone === undefined
            ? session.zone
            : checkedOffset(Number(zone) * 60 + Number(minutes));
      return { picos: millisOf(seconds) * picosPerMilli, zone: key };
    },
  },
  from_unixtime_nanos: {
    make: (call, session) => {
      const type = call.arguments[0]?.type;
      const scale = type?.kind === 'decimal' ? type.scale : 0;
      return (nanos: bigint) => {
        const picos = (nanos * 1000n) / 10n ** BigInt(scale);
        return { picos: roundPicos(picos, 9), zone: session.zone };
      };
    },
  },
};

/** Java rounds halves up. */
function millisOf(seconds: number): bigint {
  if (Number.isNaN(seconds)) return 0n;
  const millis = Math.floor(seconds * 1000 + 0.5);
  if (Math.abs(millis) > maxMillis)
    throw invalidArgument(
      `Millis overflow: ${BigInt(Math.trunc(Math.max(-maxLong, Math.min(maxLong, millis))))}`,
    );
  return BigInt(millis);
}

const maxLong = 2 ** 63;

/** Milliseconds that fit beside a zone's key. */
const maxMillis = Number(picosPerSecond / 1000n) * 2_251_799.813685247;

function zoneNamed(name: string): number {
  const key = timeZoneKey(name);
  if (key === undefined) throw invalidArgument(`'${name}' is not a valid time zone`);
  return key;
}

function supportedZone(name: string): number {
  const key = timeZoneKey(name);
  if (key === undefined) throw new TrinoError('NOT_SUPPORTED', `Time zone not supported: ${name}`);
  return key;
}

function checkedOffset(minutes: number): number {
  if (Math.abs(minutes) > 14 * 60)
    throw new TrinoError('INVALID_FUNCTION_ARGUMENT', `Invalid offset minutes ${minutes}`);
  return offsetKey(minutes);
}
