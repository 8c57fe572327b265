/**
 * The 16 bytes of an IP address's text: IPv6 in all its forms, or IPv4, which lies in the range of mapped addresses.
 * @returns undefined when it is none
 */
export function parseIpAddress(text: string): Uint8Array | undefined {
  if (!text.includes(':')) {
    const four = parseFour(text);
    return four && Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...four);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  if (tail === undefined) return head.length === 16 ? Uint8Array.from(head) : undefined;
  const missing = 16 - head.length - tail.length;
  // `::` stands for one group at least.
  if (missing < 2) return undefined;
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail]);
}

/** Bytes of groups of four digits; the last two groups may be an IPv4 address. */
function parseGroups(text: string, mayEndInFour: boolean): number[] | undefined {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    if (mayEndInFour && index === groups.length - 1 && group.includes('.')) {
      const four = parseFour(group);
      if (four === undefined) return undefined;
      bytes.push(...four);
      continue;
    }
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    const value = Number.parseInt(group, 16);
    bytes.push(value >> 8, value & 0xff);
  }
  return bytes.length <= 16 ? bytes : undefined;
}

function parseFour(text: string): number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  const bytes = match?.slice(1).map(Number);
  const fits = match?.slice(1).every((digits) => Number(digits) <= 255 && !/^0\d/.test(digits));
  return fits === true ? bytes : undefined;
}
