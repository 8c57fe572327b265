const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** `12151fd2-7586-11e9-8f9e-2a86e4085a59`. @param at where the 16 bytes start */
export function formatUuid(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let index = 0; index < 16; index++) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += hexDigits[bytes[at + index] as number] as string;
  }
  return text;
}

/** An IPv4-mapped address as `1.2.3.4`, others as IPv6 with the longest run of zeros as `::`. @param at where the 16 bytes start */
export function formatIpAddress(bytes: Uint8Array, at: number): string {
  if (isIpv4Mapped(bytes, at)) return bytes.subarray(at + 12, at + 16).join('.');
  const groups = Array.from(
    { length: 8 },
    (_, index) => ((bytes[at + index * 2] as number) << 8) | (bytes[at + index * 2 + 1] as number),
  );
  const run = longestZeroRun(groups);
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (run.length < 2) return hex(groups);
  return `${hex(groups.slice(0, run.start))}::${hex(groups.slice(run.start + run.length))}`;
}

function isIpv4Mapped(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < 10; index++) if (bytes[at + index] !== 0) return false;
  return bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start > best.length) best = { start, length: end - start };
  }
  return best;
}
