const unitNanos = [
  ['d', 86_400_000_000_000],
  ['h', 3_600_000_000_000],
  ['m', 60_000_000_000],
  ['s', 1_000_000_000],
  ['ms', 1_000_000],
  ['us', 1_000],
  ['ns', 1],
] as const;

/**
 * Trino's text of a duration: the largest unit in which the value is at least one, two decimals (`1.00s`, `12.84m`, `0.00ns`).
 * @param nanos a duration in nanoseconds
 */
export function formatDuration(nanos: number): string {
  for (const [unit, size] of unitNanos) {
    // Rounded first, so that 999.999 ms is 1.00s and not 1000.00ms.
    if (Math.round((nanos / size) * 100) >= 100) return `${(nanos / size).toFixed(2)}${unit}`;
  }
  return `${nanos.toFixed(2)}ns`;
}

/**
 * Reads Trino's text of a duration (`10s`, `1.5 m`).
 * @returns nanoseconds, or undefined when the text isn't a duration
 */
export function parseDuration(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ns|us|ms|s|m|h|d)\s*$/.exec(text);
  if (match === null) return undefined;
  const size = unitNanos.find(([unit]) => unit === match[2])?.[1];
  return size === undefined ? undefined : Number(match[1]) * size;
}
