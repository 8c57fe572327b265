/** `1 02:03:04.567`, `-0 00:00:01.000`. @param millis an interval day to second */
export function formatDayInterval(millis: bigint): string {
  const magnitude = millis < 0n ? -millis : millis;
  const days = magnitude / 86_400_000n;
  const rest = Number(magnitude % 86_400_000n);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const clock = `${pad(Math.floor(rest / 3_600_000))}:${pad(Math.floor(rest / 60_000) % 60)}:${pad(Math.floor(rest / 1000) % 60)}`;
  return `${millis < 0n ? '-' : ''}${days} ${clock}.${pad(rest % 1000, 3)}`;
}

/** `1-2`, `-0-3`. @param months an interval year to month */
export function formatYearInterval(months: number): string {
  const magnitude = Math.abs(months);
  return `${months < 0 ? '-' : ''}${Math.trunc(magnitude / 12)}-${magnitude % 12}`;
}
