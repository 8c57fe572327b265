import { TrinoError } from '../../../errors/trino-error.ts';
import { offsetKey, timeZoneKey } from '../../../values/time-zone-key.ts';
import { zoneOffsetMillis } from '../../../values/time-zone-rules.ts';
import { checkedMillis, instantOf } from '../cast/time-casts.ts';
import { floorDivide, picosPerMilli } from '../value.ts';
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
        const unit = 10n ** BigInt(scale);
        const magnitude = nanos < 0n ? -nanos : nanos;
        const rounded = ((magnitude + unit / 2n) / unit) * (nanos < 0n ? -1n : 1n);
        const millis = floorDivide(rounded, 1_000_000n);
        if (BigInt.asIntN(64, millis) !== millis)
          throw new TrinoError('GENERIC_INTERNAL_ERROR', 'long overflow');
        return {
          picos: checkedMillis(millis) * picosPerMilli + (rounded - millis * 1_000_000n) * 1000n,
          zone: session.zone,
        };
      };
    },
  },
};

/** Java rounds halves up. */
function millisOf(seconds: number): bigint {
  if (Number.isNaN(seconds)) return 0n;
  const millis = Math.floor(seconds * 1000 + 0.5);
  if (millis >= 2 ** 63) return checkedMillis(2n ** 63n - 1n);
  return checkedMillis(millis <= -(2 ** 63) ? -(2n ** 63n) : BigInt(millis));
}

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
