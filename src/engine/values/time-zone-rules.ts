import { fixedOffsetMinutes, timeZoneName } from './time-zone-key.ts';

const dayMillis = 86_400_000;

/** Days that are kept a zone; one that scans centuries starts over. */
const maxCachedDays = 4096;

interface ZoneRules {
  readonly format: Intl.DateTimeFormat;
  /** Offset in ms of days in which it doesn't change. */
  readonly days: Map<number, number | undefined>;
}

const rulesByKey = new Map<number, ZoneRules>();

/**
 * How far a zone is ahead of UTC at an instant, in milliseconds.
 * @param key a zone key of Trino's index
 * @param epochMillis the instant, ms since 1970
 * @throws RangeError when there is no such zone
 */
export function zoneOffsetMillis(key: number, epochMillis: number): number {
  const fixed = fixedOffsetMinutes(key);
  if (fixed !== undefined) return fixed * 60_000;
  const rules = rulesOf(key);
  const day = Math.floor(epochMillis / dayMillis);
  if (!rules.days.has(day)) {
    if (rules.days.size >= maxCachedDays) rules.days.clear();
    const start = readOffset(rules.format, day * dayMillis);
    const end = readOffset(rules.format, (day + 1) * dayMillis);
    rules.days.set(day, start === end ? start : undefined);
  }
  return rules.days.get(day) ?? readOffset(rules.format, epochMillis);
}

/**
 * The instant of a local time. In a gap the time moves forward by the gap's length; of two instants the earlier one is meant.
 * @param localMillis the local time as if it were UTC, ms since 1970
 * @returns ms since 1970
 */
export function localToInstantMillis(key: number, localMillis: number): number {
  const fixed = fixedOffsetMinutes(key);
  if (fixed !== undefined) return localMillis - fixed * 60_000;
  const before = zoneOffsetMillis(key, localMillis - dayMillis);
  const after = zoneOffsetMillis(key, localMillis + dayMillis);
  const early = localMillis - before;
  if (before === after || zoneOffsetMillis(key, early) === before) return early;
  const late = localMillis - after;
  // In a gap neither offset fits: the one from before it moves the time forward.
  return zoneOffsetMillis(key, late) === after ? late : early;
}

function rulesOf(key: number): ZoneRules {
  let rules = rulesByKey.get(key);
  if (rules === undefined) {
    const timeZone = timeZoneName(key);
    if (timeZone === undefined) throw new RangeError(`Invalid time zone key: ${key}`);
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    rules = { format, days: new Map() };
    rulesByKey.set(key, rules);
  }
  return rules;
}

/** Instants that ECMAScript's calendar reaches; zones don't change beyond them. */
const maxInstant = 8_640_000_000_000_000 - 2 * dayMillis;

function readOffset(format: Intl.DateTimeFormat, epochMillis: number): number {
  const instant = Math.max(-maxInstant, Math.min(maxInstant, Math.floor(epochMillis / 1000) * 1000));
  const fields = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  let beforeChrist = false;
  for (const { type, value } of format.formatToParts(instant)) {
    if (type === 'era') beforeChrist = value.startsWith('B');
    else if (type in fields) fields[type as keyof typeof fields] = Number(value);
  }
  const local = new Date(0);
  local.setUTCFullYear(beforeChrist ? 1 - fields.year : fields.year, fields.month - 1, fields.day);
  local.setUTCHours(fields.hour, fields.minute, fields.second);
  return local.getTime() - instant;
}
