const alphabet = '0123456789abcdefghijklmnopqrstuv';

/** Base 32 with extended hex alphabet (RFC 4648 section 7) in lower case, padded with `=`. */
export function encodeBase32Hex(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((pending >>> bits) & 31);
    }
    pending &= (1 << bits) - 1;
  }
  if (bits > 0) {
    text += alphabet.charAt((pending << (5 - bits)) & 31);
  }
  return text.padEnd(Math.ceil(text.length / 8) * 8, '=');
}

/**
 * The reverse of `encodeBase32Hex`; letters of either case.
 * @throws RangeError when a character isn't of the alphabet
 */
export function decodeBase32Hex(text: string): Uint8Array {
  const end = text.replace(/=+$/, '').length;
  const bytes = new Uint8Array(Math.floor((end * 5) / 8));
  let bits = 0;
  let pending = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const digit = digitOf(text.charCodeAt(i));
    pending = (pending << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = pending >>> bits;
      pending &= (1 << bits) - 1;
    }
  }
  return bytes;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) {
    return code - 48;
  }
  const lower = code | 32;
  if (lower >= 97 && lower <= 118) {
    return lower - 87;
  }
  throw new RangeError(`Not a base32hex digit: ${String.fromCharCode(code)}`);
}
