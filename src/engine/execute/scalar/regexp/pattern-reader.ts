import { invalidArgument } from '../functions/function-body.ts';

/** A code point that isn't there: the end of a pattern. */
export const end = -1;

/** A pattern with a place in it, and the escapes that mean the same in and out of classes. */
export class PatternReader {
  readonly text: readonly number[];
  position = 0;

  constructor(text: readonly number[]) {
    this.text = text;
  }

  isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  peek(ahead = 0): number {
    return this.text[this.position + ahead] ?? end;
  }

  next(): number {
    return this.text[this.position++] ?? end;
  }

  /** Goes on behind a text when it comes next. */
  take(expected: string): boolean {
    for (let index = 0; index < expected.length; index++)
      if (this.peek(index) !== expected.charCodeAt(index)) return false;
    this.position += expected.length;
    return true;
  }

  /** Up to `most` digits of a base; undefined when there is none. */
  number(base: number, most: number): number | undefined {
    let digits = '';
    while (digits.length < most) {
      const digit = String.fromCodePoint(Math.max(this.peek(), 0));
      if (!isDigit(digit, base)) break;
      digits += digit;
      this.position++;
    }
    return digits === '' ? undefined : parseInt(digits, base);
  }

  /**
   * An escape that stands for one character; the reader is behind the backslash.
   * @returns the code point, or bytes of UTF-8 that aren't ASCII as negative numbers below `end`
   */
  escapedCharacter(inClass: boolean): number {
    const character = this.next();
    switch (character) {
      case code('n'):
        return 10;
      case code('t'):
        return 9;
      case code('r'):
        return 13;
      case code('f'):
        return 12;
      case code('a'):
        return 7;
      case code('e'):
        return 27;
      case code('v'):
        return 11;
      case code('b'):
        return inClass ? 8 : character;
      case code('c'): {
        if (this.isAtEnd()) throw invalidArgument('end pattern at control');
        const control = this.next();
        return control === code('?') ? 127 : control & 0x9f;
      }
      case code('x'):
        return this.#hexadecimal();
      case code('u'):
        return this.isAtEnd() ? character : (this.number(16, 4) ?? 0);
      default:
        return character;
    }
  }

  #hexadecimal(): number {
    if (this.peek() === code('{')) {
      const start = this.position;
      this.position++;
      const value = this.number(16, Infinity);
      if (value !== undefined && value > 0x7fffffff) throw invalidArgument('too big wide-char value');
      if (value !== undefined && this.peek() === code('}')) {
        this.position++;
        return value;
      }
      this.position = start;
      return code('x');
    }
    if (this.isAtEnd()) return code('x');
    return byteOf(this.number(16, 2) ?? 0);
  }

  /** Digits of base eight behind a backslash and perhaps a zero. */
  octal(most: number): number {
    return byteOf((this.number(8, most) ?? 0) & 0xff);
  }
}

/** What a byte is that escapes name: itself in ASCII, else a part of a character. */
function byteOf(value: number): number {
  return value < 0x80 ? value : -2 - value;
}

/** Whether a number stands for a byte. */
export function isByte(value: number): boolean {
  return value < end;
}

/** The characters of bytes; undefined when they make none. */
export function charactersOfBytes(bytes: readonly number[]): number[] | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes, (each) => -2 - each),
    );
    return Array.from(text, (character) => character.codePointAt(0) as number);
  } catch {
    return undefined;
  }
}

export function code(character: string): number {
  return character.charCodeAt(0);
}

function isDigit(text: string, base: number): boolean {
  if (base === 8) return /^[0-7]$/.test(text);
  return base === 10 ? /^[0-9]$/.test(text) : /^[0-9a-fA-F]$/.test(text);
}
