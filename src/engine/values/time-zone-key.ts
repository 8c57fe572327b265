import { firstRegionKey, regionNames } from './time-zone-names.ts';

/** Offsets from -14:00 to +14:00 without 0 have the keys 1 to 1680: PAGES 5. */
const maxOffsetMinutes = 14 * 60;

/** Ids that Trino takes for UTC. */
const utcNames = new Set([
  'utc',
  'z',
  'ut',
  'uct',
  'gmt',
  'gmt0',
  'greenwich',
  'universal',
  'zulu',
  'etc/utc',
  'etc/uct',
  'etc/ut',
  'etc/gmt',
  'etc/gmt0',
  'etc/greenwich',
  'etc/universal',
  'etc/zulu',
  'etc/gmt+0',
  'etc/gmt-0',
]);

/** The name of a zone key (`UTC`, `+05:30`, `Europe/Warsaw`). @returns undefined when no zone has the key */
export function timeZoneName(key: number): string | undefined {
  if (key === 0) return 'UTC';
  const offset = fixedOffsetMinutes(key);
  if (offset !== undefined) return formatOffset(offset);
  const name = regionNames[key - firstRegionKey];
  return name === '-' ? undefined : name;
}

/** Minutes east of UTC that a key stands for by itself. @returns undefined for regions */
export function fixedOffsetMinutes(key: number): number | undefined {
  if (key === 0) return 0;
  if (key < 1 || key >= firstRegionKey) return undefined;
  return key <= maxOffsetMinutes ? key - maxOffsetMinutes - 1 : key - maxOffsetMinutes;
}

/** The key of an offset. @param minutes east of UTC, at most 14 hours either way */
export function offsetKey(minutes: number): number {
  if (minutes === 0) return 0;
  return minutes < 0 ? minutes + maxOffsetMinutes + 1 : minutes + maxOffsetMinutes;
}

/** `+05:30` of minutes east of UTC. */
export function formatOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.trunc(magnitude / 60))}:${pad(magnitude % 60)}`;
}

let keysByName: Map<string, number> | undefined;

/**
 * The key of a zone's name; case doesn't matter.
 * @param name a region, an offset (`+05:30`, `-08:00`, `UTC+5`) or one of the names of UTC
 * @returns undefined when Trino has no such zone
 */
export function timeZoneKey(name: string): number | undefined {
  const lower = name.toLowerCase();
  if (utcNames.has(lower)) return 0;
  const offset = /^(?:utc|gmt|ut|etc\/utc|etc\/gmt|etc\/ut)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(lower);
  if (offset !== null && lower.startsWith('etc/gmt') && offset[3] === undefined) {
    // As POSIX has it: west of Greenwich is positive.
    const hours = Number(offset[2]) * (offset[1] === '+' ? -1 : 1);
    return hours < -12 || hours > 14 ? undefined : offsetKey(hours * 60);
  }
  if (offset !== null && !lower.startsWith('etc/gmt')) {
    // An offset by itself has two digits for the hours.
    if (/^[+-]\d(?::|$)/.test(lower)) return undefined;
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? '0');
    if (minutes > maxOffsetMinutes || Number(offset[3] ?? '0') > 59) return undefined;
    return offsetKey(offset[1] === '-' ? -minutes : minutes);
  }
  keysByName ??= new Map(regionNames.map((region, index) => [region.toLowerCase(), index + firstRegionKey]));
  keysByName.delete('-');
  return keysByName.get(lower);
}
