import { invalidArgument } from '../functions/function-body.ts';
import { longFoldings } from './case-folding.ts';
import { characterProperty, posixClasses } from './character-properties.ts';
import type { ClassNode } from './pattern-node.ts';
import { charactersOfBytes, code, end, isByte } from './pattern-reader.ts';
import type { PatternReader } from './pattern-reader.ts';

/** What has been read last: nothing that could begin a range, one character, or half of a range. */
type State = 'start' | 'value' | 'set' | 'range' | 'complete';

/** Classes that backslashes name; of ASCII. */
export const shortClasses: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '[^0-9]',
  w: '[0-9A-Z_a-z]',
  W: '[^0-9A-Z_a-z]',
  s: '[\\t-\\r ]',
  S: '[^\\t-\\r ]',
};

/**
 * Reads a class; the reader is behind its bracket. Sets are combined as Joni does, with its odd corners: `[\d-z]` is a range from
 * whatever character came before, and `[a-c-e]` has no hyphen.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT
 */
export function parseClass(reader: PatternReader, fold: boolean): ClassNode {
  const members = new Set<number>();
  const source = classSource(reader, members);
  const sequences = fold
    ? longFoldings().flatMap(({ character, folded }) => (members.has(character) ? [folded] : []))
    : [];
  return { kind: 'class', source, fold, sequences };
}

/** @param reader behind `\p` or `\P` */
export function propertyClass(reader: PatternReader, negated: boolean): string {
  if (reader.isAtEnd()) throw invalidArgument('INVALID_FUNCTION_ARGUMENT');
  let name = '';
  if (reader.take('{')) {
    while (!reader.isAtEnd() && reader.peek() !== code('}')) name += String.fromCodePoint(reader.next());
    if (!reader.take('}')) throw invalidArgument('internal parser error (bug)');
  } else {
    name = String.fromCodePoint(reader.next());
  }
  const property = characterProperty(name);
  if (property === undefined) throw invalidArgument(`invalid character property name <${name}>`);
  return negated ? `[^${property}]` : property;
}

function classSource(reader: PatternReader, members: Set<number>): string {
  const negated = reader.take('^');
  if (reader.peek() === code(']') && !closesLater(reader)) throw invalidArgument('empty char-class');
  const parsed = new ClassParts(reader, negated ? new Set() : members).parse();
  return negated ? `[^${parsed}]` : `[${parsed}]`;
}

function closesLater(reader: PatternReader): boolean {
  for (let ahead = 1; reader.peek(ahead) !== end; ahead++) {
    if (reader.peek(ahead) === code('\\')) ahead++;
    else if (reader.peek(ahead) === code(']')) return true;
  }
  return false;
}

class ClassParts {
  readonly #reader: PatternReader;
  readonly #members: Set<number>;
  readonly #intersected: string[] = [];
  #parts = '';
  #state: State = 'start';
  /** The last single character: where a range begins. */
  #from = 0;

  constructor(reader: PatternReader, members: Set<number>) {
    this.#reader = reader;
    this.#members = members;
  }

  parse(): string {
    const reader = this.#reader;
    if (reader.peek() === code(']')) this.#value(reader.next());
    for (;;) {
      if (reader.isAtEnd()) throw invalidArgument('premature end of char-class');
      if (reader.take(']')) break;
      if (reader.take('&&')) this.#and();
      else if (reader.peek() === code('-')) this.#hyphen();
      else this.#member();
    }
    this.#flush();
    if (this.#intersected.length === 0) return this.#parts;
    return [...this.#intersected, this.#parts].map((part) => `[${part}]`).join('&&');
  }

  #and(): void {
    this.#flush();
    this.#intersected.push(this.#parts);
    this.#parts = '';
    this.#state = 'start';
  }

  #hyphen(): void {
    const reader = this.#reader;
    reader.position++;
    const isLast =
      reader.peek() === code(']') || (reader.peek() === code('&') && reader.peek(1) === code('&'));
    switch (this.#state) {
      case 'value':
      case 'set':
        if (isLast) this.#value(code('-'));
        else this.#state = 'range';
        return;
      case 'complete':
        // A hyphen behind a range is dropped, unless nothing comes after it.
        if (isLast) this.#value(code('-'));
        return;
      case 'start':
      case 'range':
        this.#value(code('-'));
        return;
      default:
        throw new Error(`Unknown state ${this.#state satisfies never as string}`);
    }
  }

  #member(): void {
    const reader = this.#reader;
    if (reader.peek() === code('[')) {
      this.#bracket();
      return;
    }
    if (!reader.take('\\')) {
      this.#value(reader.next());
      return;
    }
    if (reader.isAtEnd()) throw invalidArgument('end pattern at escape');
    const letter = String.fromCodePoint(reader.peek());
    const short = shortClasses[letter];
    if (short !== undefined) {
      reader.position++;
      this.#set(short);
    } else if (letter === 'p' || letter === 'P') {
      reader.position++;
      this.#set(propertyClass(reader, letter === 'P'));
    } else {
      this.#value(this.#escaped());
    }
  }

  #escaped(): number {
    const reader = this.#reader;
    const read = (): number =>
      /[0-7]/.test(String.fromCodePoint(Math.max(reader.peek(), 0)))
        ? reader.octal(3)
        : reader.escapedCharacter(true);
    const first = read();
    if (!isByte(first)) return first;
    const bytes = [first];
    for (;;) {
      const characters = charactersOfBytes(bytes);
      if (characters !== undefined) return characters[0] as number;
      if (bytes.length === 4 || !reader.take('\\')) throw invalidArgument('too short multibyte string');
      bytes.push(read());
    }
  }

  #bracket(): void {
    const reader = this.#reader;
    const posix = this.#posix();
    if (posix !== undefined) {
      this.#set(posix);
      return;
    }
    reader.position++;
    // Of a range only the first half has been read: it's dropped.
    if (this.#state === 'value') this.#flush();
    this.#state = 'complete';
    this.#parts += classSource(reader, this.#members);
  }

  /** `[:alpha:]`. */
  #posix(): string | undefined {
    const reader = this.#reader;
    if (reader.peek(1) !== code(':')) return undefined;
    let text = '';
    for (let ahead = 2; ; ahead++) {
      const character = reader.peek(ahead);
      if (character === end || character === code(']')) return undefined;
      if (character === code(':') && reader.peek(ahead + 1) === code(']')) break;
      text += String.fromCodePoint(character);
    }
    const negated = text.startsWith('^');
    const found = posixClasses[negated ? text.slice(1) : text];
    if (found === undefined) throw invalidArgument('invalid POSIX bracket type');
    reader.position += text.length + 4;
    return negated ? `[^${found}]` : found;
  }

  #set(source: string): void {
    if (this.#state === 'range') throw invalidArgument('char-class value at end of range');
    this.#flush();
    this.#parts += source;
    this.#state = 'set';
  }

  #value(character: number): void {
    if (this.#state === 'range') {
      if (this.#from > character) throw invalidArgument('empty range in char class');
      this.#add(this.#from, character);
      this.#state = 'complete';
    } else {
      this.#flush();
      this.#state = 'value';
    }
    this.#from = character;
  }

  /** Adds the character that might have begun a range. */
  #flush(): void {
    if (this.#state === 'value') this.#add(this.#from, this.#from);
  }

  #add(from: number, to: number): void {
    if (from > 0x10ffff) return;
    const last = Math.min(to, 0x10ffff);
    this.#parts += `\\u{${from.toString(16)}}${last === from ? '' : `-\\u{${last.toString(16)}}`}`;
    for (const { character } of longFoldings())
      if (character >= from && character <= last) this.#members.add(character);
  }
}
