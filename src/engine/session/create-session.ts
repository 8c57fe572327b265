import type { Clock } from '../schedule/clock.ts';
import { timeZoneKey } from '../values/time-zone-key.ts';
import { knownZone } from './known-zone.ts';
import type { Session } from './session.ts';

/** What a session takes from the request; `timeZone` as sent. */
export type SessionRequest = Omit<Session, 'queryId' | 'start' | 'timeZoneKey' | 'timeZone'> & {
  readonly timeZone: string | undefined;
};

/**
 * The session of a new query.
 * @param defaultTimeZone for requests that name none: the server's zone
 * An unknown zone is kept as it is (with the key of UTC) and fails the query in `checkSession`.
 */
export function createSession(
  queryId: string,
  request: SessionRequest,
  clock: Clock,
  defaultTimeZone: string,
): Session {
  // SET TIME ZONE is a property, and wins.
  const named = request.systemProperties['time_zone_id'] ?? request.timeZone ?? defaultTimeZone;
  const timeZone = knownZone(named) ?? named;
  const nanos = Math.floor(clock.monotonicNanos() % 1e6);
  return {
    ...request,
    queryId,
    timeZone,
    timeZoneKey: timeZoneKey(timeZone) ?? 0,
    start: { epochMillis: clock.now(), nanosOfMilli: nanos },
  };
}
