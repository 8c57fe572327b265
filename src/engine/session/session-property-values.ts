import { parseDataSize } from '../units/data-size.ts';
import { parseDuration } from '../units/duration.ts';
import type { Session } from './session.ts';
import { systemSessionProperties } from './system-session-properties.ts';

/** A session as far as its properties count; they have been checked (`check-session.ts`). */
export type SessionProperties = Pick<Session, 'systemProperties'>;

/** The text of a property: what the session sets, else its default. */
export function sessionText({ systemProperties }: SessionProperties, name: string): string {
  return systemProperties[name] ?? systemSessionProperties[name]?.defaultValue ?? '';
}

/** Whether the session sets the property itself: then it wins over the server's configuration. */
export function isSet({ systemProperties }: SessionProperties, name: string): boolean {
  return Object.hasOwn(systemProperties, name);
}

/** A duration in ms. @param configured the server's own, where the session has none; undefined where neither says anything */
export function sessionMillis(
  session: SessionProperties,
  name: string,
  configured?: number,
): number | undefined {
  if (!isSet(session, name) && configured !== undefined) return configured;
  const nanos = parseDuration(sessionText(session, name));
  return nanos === undefined ? undefined : nanos / 1e6;
}

/** A size in bytes. @param configured the server's own, where the session has none; undefined where neither says anything */
export function sessionBytes(
  session: SessionProperties,
  name: string,
  configured?: number,
): number | undefined {
  if (!isSet(session, name) && configured !== undefined) return configured;
  return parseDataSize(sessionText(session, name));
}

/** A number. @param configured the server's own, where the session has none; undefined where neither says anything */
export function sessionNumber(
  session: SessionProperties,
  name: string,
  configured?: number,
): number | undefined {
  if (!isSet(session, name) && configured !== undefined) return configured;
  const text = sessionText(session, name);
  return text === '' ? undefined : Number(text);
}

/** A flag; as in Trino, every text but `true` is false. */
export function sessionFlag(session: SessionProperties, name: string): boolean {
  return sessionText(session, name).toLowerCase() === 'true';
}
