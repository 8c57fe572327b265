/**
 * Resolves the escapes of `U&'…'`: `\XXXX`, `\+XXXXXX`, and the escape character doubled.
 * @returns the text, or what is wrong with it in Trino's words
 */
export function decodeUnicodeString(
  text: string,
  escape: string,
): { readonly value: string } | { readonly error: string } {
  if (escape === '') return { error: 'Empty Unicode escape character' };
  if (!isEscapeCharacter(escape)) return { error: `Invalid Unicode escape character: ${escape}` };
  let value = '';
  for (let i = 0; i < text.length; ) {
    if (text.charAt(i) !== escape) {
      value += text.charAt(i++);
      continue;
    }
    if (text.charAt(i + 1) === escape) {
      value += escape;
      i += 2;
      continue;
    }
    const long = text.charAt(i + 1) === '+';
    const from = long ? i + 2 : i + 1;
    const length = long ? 6 : 4;
    let digits = '';
    for (let k = from; k < from + length; k++) {
      if (k >= text.length) return { error: `Incomplete escape sequence: ${digits}` };
      const digit = text.charAt(k);
      if (!/[0-9a-fA-F]/.test(digit)) {
        return {
          error:
            digits === '' ? `Invalid hexadecimal digit: ${digit}` : `Incomplete escape sequence: ${digits}`,
        };
      }
      digits += digit;
    }
    const codePoint = Number.parseInt(digits, 16);
    if (codePoint > 0x10ffff) return { error: `Invalid escaped character: ${digits}` };
    if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
      return {
        error: `Invalid escaped character: ${digits}. Escaped character is a surrogate. Use '\\+123456' instead.`,
      };
    }
    value += String.fromCodePoint(codePoint);
    i = from + length;
  }
  return { value };
}

/** Printable ASCII that can't be taken for a part of an escape. */
function isEscapeCharacter(escape: string): boolean {
  return /^[\x21-\x7e]$/.test(escape) && !/[0-9a-fA-F'"+]/.test(escape);
}
