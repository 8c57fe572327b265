import { offsetKey, timeZoneKey, timeZoneName } from '../values/time-zone-key.ts';

/** Offsets as Java reads them: two digits an hour, or one without minutes. */
const offset = /^(?:UTC|GMT|UT)?[+-](?:\d|\d\d(?::?\d\d)?)$/;

const namesOfUtc: ReadonlySet<string> = new Set([
  'UTC',
  'GMT',
  'UT',
  'Z',
  'UCT',
  'GMT0',
  'Greenwich',
  'Universal',
  'Zulu',
]);

/**
 * The zone that a client names, in `X-Trino-Time-Zone` or SET TIME ZONE: Java's names count, in their case of letters. (In values, case
 * doesn't matter.)
 * @returns Trino's name of the zone; undefined where there is none
 */
export function knownZone(name: string): string | undefined {
  const fixed = /^Etc\/GMT([+-])(\d{1,2})$/.exec(name);
  if (fixed !== null) {
    // The signs of these are the wrong way round.
    const hours = Number(fixed[2]) * (fixed[1] === '+' ? -1 : 1);
    return hours < -12 || hours > 14 ? undefined : timeZoneName(offsetKey(hours * 60));
  }
  const key = timeZoneKey(name);
  const known = key === undefined ? undefined : timeZoneName(key);
  const isJavas =
    known === name ||
    offset.test(name) ||
    namesOfUtc.has(name) ||
    (known === 'UTC' && /^Etc\/(?:[A-Z]{2,3}0?|Greenwich|Universal|Zulu)$/.test(name));
  return isJavas ? known : undefined;
}
