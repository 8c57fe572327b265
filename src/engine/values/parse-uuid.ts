/** Characters of a UUID's text. */
export const uuidLength = 36;

/**
 * The bytes of a UUID's text as Java reads it: five hexadecimal numbers with dashes between them, at most 36 characters in all. Where the dashes
 * stand is free; of a number that is too long for its place the last digits count.
 * @returns 16 bytes, or undefined when it is none
 */
export function parseUuid(text: string): Uint8Array | undefined {
  const match = /^\+?([0-9a-f]+)-\+?([0-9a-f]+)-\+?([0-9a-f]+)-\+?([0-9a-f]+)-\+?([0-9a-f]+)$/i.exec(text);
  if (match === null || text.length > uuidLength) return undefined;
  const parts = match.slice(1).map((digits, index) => {
    const value = BigInt(`0x${digits}`);
    const width = widths[index] as number;
    return value >= 2n ** 63n ? undefined : (value % 16n ** BigInt(width)).toString(16).padStart(width, '0');
  });
  return parts.includes(undefined) ? undefined : Buffer.from(parts.join(''), 'hex');
}

/** Hexadecimal digits of a UUID's parts. */
const widths = [8, 4, 4, 4, 12];
