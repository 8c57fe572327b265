/**
 * JSON whose 64-bit integers survive. A JavaScript number holds integers exactly up to 2^53; beyond it they are read as `bigint`,
 * and a `bigint` is written as plain digits. A number (a double) beyond 2^53 is written with an exponent (`1e16`), as Trino does, so that
 * whoever reads it doesn't take it for an integer.
 */
const SIXTEEN_DIGITS = /[0-9]{16}/;
const INTEGER = /^-?[1-9][0-9]*$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;

/** Reads JSON text. Throws a `SyntaxError` if it isn't JSON. Only text with a run of 16 digits pays for the exact reading. */
export function parseJson(text: string): unknown {
  return SIXTEEN_DIGITS.test(text) ? parseExactly(text) : JSON.parse(text);
}

/** Writes a value as JSON text without a newline at the end. `undefined` properties are left out, as by `JSON.stringify`. */
export function stringifyJson(value: unknown): string {
  if (value === undefined) throw new TypeError('undefined has no JSON form');
  let text: string;
  try {
    text = JSON.stringify(value);
  } catch (error) {
    // JSON.stringify refuses a bigint with a TypeError, and a cycle too: the exact way meets the cycle again and reports it.
    if (!(error instanceof TypeError)) throw error;
    return stringifyExactly(value);
  }
  return SIXTEEN_DIGITS.test(text) ? stringifyExactly(value) : text;
}

/** The beginning of a string that nobody could have sent. Browsers have `randomUUID` only in secure contexts, so it isn't used. */
function newMark(): string {
  return `${crypto.getRandomValues(new Uint32Array(4)).join('-')}:`;
}

/** Replaces long integers outside of strings by strings that nobody could have sent, parses, and turns those into bigints. */
function parseExactly(text: string): unknown {
  const mark = newMark();
  const marked = markLongs(text, mark);
  return marked === undefined ? JSON.parse(text) : unmark(JSON.parse(marked), mark);
}

/** The text with every integer beyond 2^53 replaced by the string `mark` + digits, or undefined if there is none. */
function markLongs(text: string, mark: string): string | undefined {
  let result: string | undefined;
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (!isDigit(code) && code !== MINUS) {
      at++;
      continue;
    }
    const end = endOfNumber(text, at);
    const token = text.slice(at, end);
    // A number in the place of a key is no JSON: it stays as it is, for the parser to refuse.
    if (end - at >= 16 && INTEGER.test(token) && !Number.isSafeInteger(Number(token)) && !isKey(text, end)) {
      result = `${result ?? ''}${text.slice(copied, at)}"${mark}${token}"`;
      copied = end;
    }
    at = end;
  }
  return result === undefined ? undefined : result + text.slice(copied);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Where the string that opens at `from` has ended; the end of the text if it never does. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

/** Where the run of characters that numbers consist of has ended. */
function endOfNumber(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && /[0-9+\-.eE]/.test(text.charAt(at))) at++;
  return at;
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === COLON;
}

/** Walks with a list of its own instead of recursion: nesting is the sender's choice. */
function unmark(root: unknown, mark: string): unknown {
  const read = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;
  const pending: object[] = [];
  const visit = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) pending.push(value);
    return read(value);
  };
  const result = visit(root);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) {
      for (let index = 0; index < next.length; index++) next[index] = visit(next[index]);
    } else {
      const record = next as Record<string, unknown>;
      for (const key of Object.keys(record)) {
        const value = record[key];
        const replaced = visit(value);
        if (replaced !== value) record[key] = replaced;
      }
    }
  }
  return result;
}

function stringifyExactly(value: unknown): string {
  const mark = newMark();
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return `${mark}${member}`;
    if (typeof member === 'number' && Number.isInteger(member) && !Number.isSafeInteger(member)) {
      return `${mark}${member.toExponential()}`;
    }
    return member;
  });
  return text.replaceAll(new RegExp(`"${mark}([^"]*)"`, 'g'), '$1');
}
