import type { SessionRepresentation } from '../../../../generated/worker/types.ts';

/** What the values of expressions depend on beside their arguments. */
export interface QuerySession {
  /** Key of the client's zone: what local times are cast with. */
  readonly zone: number;
  /** When the query began, ms since 1970. */
  readonly startMillis: number;
}

/** A task's session, as far as expressions need it. */
export function querySession({ timeZoneKey, start }: SessionRepresentation): QuerySession {
  return { zone: timeZoneKey, startMillis: Date.parse(start) };
}

/** Where a session doesn't matter. */
export const utcSession: QuerySession = { zone: 0, startMillis: 0 };
