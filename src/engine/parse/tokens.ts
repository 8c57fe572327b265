import { signToken, tokenClass, wordTokens } from '../../../generated/sql/token-types.ts';

/** A text cut into tokens: parallel arrays, the last token is `end`. Offsets count UTF-16 units; lines and columns from 1. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly types: Uint16Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
  /** In code points, as Trino counts. */
  readonly columns: Int32Array;
}

const letter = 1;
const digit = 2;
const hexLetter = 4;
const space = 8;

/** What an ASCII character can be part of. */
const classes = new Uint8Array(128);
for (let c = 0x41; c <= 0x5a; c++) {
  classes[c] = letter;
  classes[c + 32] = letter;
}
for (const c of 'abcdefABCDEF') classes[c.charCodeAt(0)] = letter | hexLetter;
classes[0x5f] = letter;
for (let c = 0x30; c <= 0x39; c++) classes[c] = digit;
for (const c of ' \t\r\n') classes[c.charCodeAt(0)] = space;

const classOf = (code: number): number => (code < 128 ? (classes[code] ?? 0) : 0);

/** Signs by their first character; longer ones first. */
const signs = new Map<number, readonly (readonly [string, number])[]>();
for (const [sign, type] of Object.entries(signToken).sort(([a], [b]) => b.length - a.length)) {
  const first = sign.charCodeAt(0);
  signs.set(first, [...(signs.get(first) ?? []), [sign, type]]);
}

const longestWord = Math.max(...[...wordTokens.keys()].map((word) => word.length));

/** Cuts a text into tokens. Never fails: a character that begins none becomes a token `unknown` of its own. */
export function tokenize(text: string): Tokens {
  return new Lexer(text).run();
}

class Lexer {
  readonly #text: string;
  #types: Uint16Array;
  #starts: Int32Array;
  #ends: Int32Array;
  #lines: Int32Array;
  #columns: Int32Array;
  #count = 0;
  #pos = 0;
  #line = 1;
  /** Offset of the line's first character, moved by the surrogate pairs passed, so that offset - lineStart counts code points. */
  #lineStart = 0;

  constructor(text: string) {
    this.#text = text;
    const size = (text.length >> 2) + 16;
    this.#types = new Uint16Array(size);
    this.#starts = new Int32Array(size);
    this.#ends = new Int32Array(size);
    this.#lines = new Int32Array(size);
    this.#columns = new Int32Array(size);
  }

  run(): Tokens {
    const text = this.#text;
    while (this.#skipSpace()) {
      const start = this.#pos;
      const code = text.charCodeAt(start);
      const kind = classOf(code);
      if ((kind & letter) !== 0) this.#word(start, code);
      else if ((kind & digit) !== 0) this.#number(start);
      else if (code === 0x27) this.#quoted(start, start + 1, 0x27, tokenClass.string);
      else if (code === 0x22) this.#quoted(start, start + 1, 0x22, tokenClass.quotedName);
      else if (code === 0x60) this.#quoted(start, start + 1, 0x60, tokenClass.backquotedName);
      else if (code === 0x2e && (classOf(text.charCodeAt(start + 1)) & digit) !== 0) this.#number(start);
      else this.#sign(start, code);
    }
    this.#push(tokenClass.end, text.length);
    return {
      text,
      count: this.#count,
      types: this.#types.subarray(0, this.#count),
      starts: this.#starts,
      ends: this.#ends,
      lines: this.#lines,
      columns: this.#columns,
    };
  }

  /** Passes blanks and comments; false at the text's end. A block comment without an end is no comment. */
  #skipSpace(): boolean {
    const text = this.#text;
    for (;;) {
      if (this.#pos >= text.length) return false;
      const code = text.charCodeAt(this.#pos);
      if ((classOf(code) & space) !== 0) {
        this.#pos++;
        if (code === 0x0a) this.#newLine();
      } else if (code === 0x2d && text.charCodeAt(this.#pos + 1) === 0x2d) {
        let end = this.#pos + 2;
        for (; end < text.length; end++) {
          const next = text.charCodeAt(end);
          if (next === 0x0a || next === 0x0d) break;
        }
        this.#advance(end);
      } else if (code === 0x2f && text.charCodeAt(this.#pos + 1) === 0x2a) {
        const end = text.indexOf('*/', this.#pos + 2);
        if (end < 0) return true;
        this.#advance(end + 2);
      } else {
        return true;
      }
    }
  }

  #newLine(): void {
    this.#line++;
    this.#lineStart = this.#pos;
  }

  /** Moves to `end` over text that may hold line ends and characters beyond ASCII. */
  #advance(end: number): void {
    const text = this.#text;
    while (this.#pos < end) {
      const code = text.charCodeAt(this.#pos++);
      if (code === 0x0a) this.#newLine();
      else if (code >= 0xdc00 && code <= 0xdfff && isHighSurrogate(text.charCodeAt(this.#pos - 2)))
        this.#lineStart++;
    }
  }

  #push(type: number, end: number): void {
    if (this.#count === this.#types.length) this.#grow();
    const i = this.#count++;
    this.#types[i] = type;
    this.#starts[i] = this.#pos;
    this.#ends[i] = end;
    this.#lines[i] = this.#line;
    this.#columns[i] = this.#pos - this.#lineStart + 1;
  }

  #grow(): void {
    const size = this.#types.length * 2;
    const wider = (from: Int32Array): Int32Array => {
      const to = new Int32Array(size);
      to.set(from);
      return to;
    };
    const types = new Uint16Array(size);
    types.set(this.#types);
    this.#types = types;
    this.#starts = wider(this.#starts);
    this.#ends = wider(this.#ends);
    this.#lines = wider(this.#lines);
    this.#columns = wider(this.#columns);
  }

  #word(start: number, code: number): void {
    const text = this.#text;
    const next = text.charCodeAt(start + 1);
    if (next === 0x27 && (code | 32) === 0x78) {
      // X'…' has no escaped quotes.
      const close = text.indexOf("'", start + 2);
      if (close >= 0) {
        this.#push(tokenClass.binary, close + 1);
        this.#advance(close + 1);
        return;
      }
    }
    if (next === 0x26 && (code | 32) === 0x75 && text.charCodeAt(start + 2) === 0x27) {
      if (this.#tryQuoted(start, start + 3, 0x27, tokenClass.unicodeString)) return;
    }
    let end = start + 1;
    while ((classOf(text.charCodeAt(end)) & (letter | digit)) !== 0) end++;
    const type = end - start > longestWord ? undefined : wordTokens.get(text.slice(start, end).toUpperCase());
    this.#push(type ?? tokenClass.name, end);
    this.#pos = end;
  }

  #quoted(start: number, from: number, quote: number, type: number): void {
    if (!this.#tryQuoted(start, from, quote, type)) this.#sign(start, quote);
  }

  /** A quoted token in which the doubled quote stands for itself; false when it has no end. */
  #tryQuoted(start: number, from: number, quote: number, type: number): boolean {
    const text = this.#text;
    const mark = String.fromCharCode(quote);
    let end = text.indexOf(mark, from);
    while (end >= 0 && text.charCodeAt(end + 1) === quote) end = text.indexOf(mark, end + 2);
    if (end < 0) return false;
    this.#pos = start;
    this.#push(type, end + 1);
    this.#advance(end + 1);
    return true;
  }

  /** The longest of: whole number, decimal, double, name that begins with a digit; a number wins over a name as long. */
  #number(start: number): void {
    const text = this.#text;
    let end = this.#radix(start);
    let type: number = tokenClass.integer;
    if (end === start) {
      end = this.#digits(start);
      if (text.charCodeAt(end) === 0x2e) {
        type = tokenClass.decimal;
        end = this.#digits(end + 1);
      }
      const doubleEnd = this.#double(start);
      if (doubleEnd > end) {
        type = tokenClass.double;
        end = doubleEnd;
      }
    }
    let nameEnd = start;
    while ((classOf(text.charCodeAt(nameEnd)) & (letter | digit)) !== 0) nameEnd++;
    if (nameEnd > end) {
      type = tokenClass.digitName;
      end = nameEnd;
    }
    this.#push(type, end);
    this.#pos = end;
  }

  /** The end of a number with an exponent, in which underscores may not stand; `start` when it is none. */
  #double(start: number): number {
    const text = this.#text;
    let end = this.#plainDigits(start);
    if (text.charCodeAt(end) === 0x2e) end = this.#plainDigits(end + 1);
    if ((text.charCodeAt(end) | 32) !== 0x65) return start;
    const sign = text.charCodeAt(end + 1);
    const from = sign === 0x2b || sign === 0x2d ? end + 2 : end + 1;
    const exponentEnd = this.#plainDigits(from);
    return exponentEnd > from ? exponentEnd : start;
  }

  #plainDigits(from: number): number {
    let end = from;
    while ((classOf(this.#text.charCodeAt(end)) & digit) !== 0) end++;
    return end;
  }

  /** The end of digits with single underscores between them; `from` when there are none. */
  #digits(from: number): number {
    const text = this.#text;
    let end = from;
    for (;;) {
      if ((classOf(text.charCodeAt(end)) & digit) !== 0) end++;
      else if (
        end > from &&
        text.charCodeAt(end) === 0x5f &&
        (classOf(text.charCodeAt(end + 1)) & digit) !== 0
      )
        end += 2;
      else return end;
    }
  }

  /** The end of `0x…`, `0o…` or `0b…`; `start` when it is none. */
  #radix(start: number): number {
    const text = this.#text;
    if (text.charCodeAt(start) !== 0x30) return start;
    const mark = text.charCodeAt(start + 1) | 32;
    const accepts =
      mark === 0x78
        ? (code: number) => (classOf(code) & (digit | hexLetter)) !== 0
        : mark === 0x6f
          ? (code: number) => code >= 0x30 && code <= 0x37
          : mark === 0x62
            ? (code: number) => code === 0x30 || code === 0x31
            : undefined;
    if (accepts === undefined) return start;
    let end = start + 2;
    for (;;) {
      if (accepts(text.charCodeAt(end))) end++;
      else if (text.charCodeAt(end) === 0x5f && accepts(text.charCodeAt(end + 1))) end += 2;
      else return end === start + 2 ? start : end;
    }
  }

  #sign(start: number, code: number): void {
    const text = this.#text;
    for (const [sign, type] of signs.get(code) ?? []) {
      if (sign.length > 1 && !text.startsWith(sign, start)) continue;
      this.#push(type, start + sign.length);
      this.#pos = start + sign.length;
      return;
    }
    const end = isHighSurrogate(code) && start + 1 < text.length ? start + 2 : start + 1;
    this.#push(tokenClass.unknown, end);
    this.#advance(end);
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
