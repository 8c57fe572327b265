const unitBytes: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1024,
  MB: 1024 ** 2,
  GB: 1024 ** 3,
  TB: 1024 ** 4,
  PB: 1024 ** 5,
};

/** Trino's JSON text of a size: whole bytes with the unit `B` (`1884698B`). */
export function formatDataSize(bytes: number): string {
  return `${Math.round(bytes)}B`;
}

/**
 * Reads a size with unit (`1MB`, `12582912B`, `1.5 GB`).
 * @returns bytes, or undefined when the text isn't a size
 */
export function parseDataSize(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB|PB)\s*$/.exec(text);
  if (match === null) return undefined;
  return Math.floor(Number(match[1]) * (unitBytes[match[2] as string] as number));
}
