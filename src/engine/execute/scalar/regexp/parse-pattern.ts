import { invalidArgument } from '../functions/function-body.ts';
import { codePointsOf } from './case-folding.ts';
import { requireLookBehind } from './look-behind.ts';
import { parseClass, propertyClass, shortClasses } from './parse-class.ts';
import type { Assertion, PatternNode, PatternTree, RepeatNode } from './pattern-node.ts';
import { charactersOfBytes, code, end, isByte, PatternReader } from './pattern-reader.ts';

interface Flags {
  readonly fold: boolean;
  readonly newline: boolean;
  readonly lines: boolean;
  readonly extended: boolean;
}

/** The largest count of a repetition. */
const maxRepeat = 100_000;

const assertions: Readonly<Record<string, Assertion>> = {
  A: 'textStart',
  z: 'textEnd',
  Z: 'lastLineEnd',
  G: 'searchStart',
  b: 'wordBoundary',
  B: 'noWordBoundary',
};

/**
 * Reads a pattern as Trino's engine, Joni with its syntax for Java, does; also its odd corners (a server's answers):
 * `\d`, `\w` and `\s` are of ASCII while properties, `\b` and POSIX classes are of Unicode; a flag in the middle reaches over
 * the alternatives behind it; `\p{…}` takes names without underscores, blanks and `Is`.
 * @throws TrinoError INVALID_FUNCTION_ARGUMENT with Joni's words
 */
export function parsePattern(text: string): PatternTree {
  return new PatternParser(text).parse();
}

class PatternParser {
  readonly #reader: PatternReader;
  readonly #names = new Map<string, number>();
  #groups = 0;
  #largestReference = 0;
  #flags: Flags = { fold: false, newline: false, lines: false, extended: false };

  constructor(text: string) {
    this.#reader = new PatternReader(codePointsOf(text));
  }

  parse(): PatternTree {
    const root = this.#alternatives();
    if (!this.#reader.isAtEnd()) throw invalidArgument('unmatched close parenthesis');
    if (this.#largestReference > this.#groups) throw invalidArgument('invalid backref number/name');
    requireLookBehind(root);
    return { root, groupCount: this.#groups, groupNames: this.#names };
  }

  /** Up to the end or a closing parenthesis, which stays. */
  #alternatives(): PatternNode {
    const parts = [this.#sequence()];
    while (this.#reader.take('|')) parts.push(this.#sequence());
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'alternatives', parts };
  }

  #sequence(): PatternNode {
    const reader = this.#reader;
    const parts: PatternNode[] = [];
    for (;;) {
      if (this.#flags.extended) this.#skipBlanks();
      const next = reader.peek();
      if (next === end || next === code('|') || next === code(')')) break;
      const isQuoted = next === code('\\') && reader.peek(1) === code('Q');
      if (isQuoted) {
        parts.push(...this.#quoted());
        continue;
      }
      const part = this.#repeated(this.#atom());
      const last = parts.at(-1);
      if (part.kind === 'text' && last?.kind === 'text' && part.fold === last.fold)
        parts[parts.length - 1] = { ...last, characters: [...last.characters, ...part.characters] };
      else parts.push(part);
    }
    return parts.length === 1 ? (parts[0] as PatternNode) : { kind: 'sequence', parts };
  }

  #skipBlanks(): void {
    const reader = this.#reader;
    for (;;) {
      const next = reader.peek();
      if (next === 32 || (next >= 9 && next <= 13)) {
        reader.position++;
      } else if (next === code('#')) {
        while (!reader.isAtEnd() && reader.next() !== 10);
      } else return;
    }
  }

  /** `\Q…\E`: without special characters, and repeated as a whole. */
  #quoted(): PatternNode[] {
    const reader = this.#reader;
    reader.position += 2;
    const characters: number[] = [];
    while (!reader.isAtEnd() && !reader.take('\\E')) characters.push(reader.next());
    if (characters.length === 0) return [];
    return [this.#repeated({ kind: 'text', characters, fold: this.#flags.fold })];
  }

  #atom(): PatternNode {
    const reader = this.#reader;
    const character = reader.next();
    switch (character) {
      case code('('):
        return this.#parenthesis();
      case code('['):
        return parseClass(reader, this.#flags.fold);
      case code('.'):
        return { kind: 'any', newline: this.#flags.newline };
      case code('^'):
        return { kind: 'assertion', at: this.#flags.lines ? 'lineStart' : 'textStart' };
      case code('$'):
        return { kind: 'assertion', at: this.#flags.lines ? 'lineEnd' : 'lastLineEnd' };
      case code('\\'):
        return this.#escape();
      case code('*'):
      case code('+'):
      case code('?'):
        throw invalidArgument('target of repeat operator is not specified');
      case code('{'):
        reader.position--;
        if (this.#interval() !== undefined)
          throw invalidArgument('target of repeat operator is not specified');
        reader.position++;
        return this.#text(character);
      default:
        return this.#text(character);
    }
  }

  #text(...characters: readonly number[]): PatternNode {
    return { kind: 'text', characters, fold: this.#flags.fold };
  }

  #escape(): PatternNode {
    const reader = this.#reader;
    if (reader.isAtEnd()) throw invalidArgument('end pattern at escape');
    const letter = String.fromCodePoint(reader.peek());
    const short = shortClasses[letter];
    if (short !== undefined) {
      reader.position++;
      return this.#class(short);
    }
    const at = assertions[letter];
    if (at !== undefined) {
      reader.position++;
      return { kind: 'assertion', at };
    }
    if (letter === 'p' || letter === 'P') {
      reader.position++;
      return this.#class(propertyClass(reader, letter === 'P'));
    }
    if (letter === 'k' && (reader.peek(1) === code('<') || reader.peek(1) === code("'"))) {
      reader.position++;
      return this.#namedReference();
    }
    if (letter >= '1' && letter <= '9') {
      const reference = this.#numberedReference();
      if (reference !== undefined) return reference;
    }
    return this.#characters();
  }

  #class(source: string): PatternNode {
    return { kind: 'class', source, fold: this.#flags.fold, sequences: [] };
  }

  /** An escaped character, or several bytes that make one. The reader is behind the backslash. */
  #characters(): PatternNode {
    const reader = this.#reader;
    const first = this.#escapedOrOctal();
    if (!isByte(first)) return first > 0x10ffff ? { kind: 'never' } : this.#text(first);
    const bytes = [first];
    while (charactersOfBytes(bytes) === undefined) {
      const start = reader.position;
      const more = reader.take('\\') && !reader.isAtEnd() ? this.#escapedOrOctal() : end;
      if (!isByte(more)) {
        reader.position = start;
        return { kind: 'never' };
      }
      bytes.push(more);
    }
    return this.#text(...(charactersOfBytes(bytes) as number[]));
  }

  #escapedOrOctal(): number {
    const reader = this.#reader;
    const digit = reader.peek();
    if (digit === code('0')) {
      reader.position++;
      return reader.octal(2);
    }
    if (digit > code('0') && digit <= code('7')) return reader.octal(3);
    return reader.escapedCharacter(false);
  }

  /** @returns undefined for what is an octal number, since there are fewer groups */
  #numberedReference(): PatternNode | undefined {
    const reader = this.#reader;
    const start = reader.position;
    const group = reader.number(10, Infinity) ?? 0;
    if (group > 9 && group > this.#groups) {
      reader.position = start;
      if (reader.peek() > code('7')) {
        reader.position++;
        return this.#text(reader.text[start] as number);
      }
      return undefined;
    }
    this.#largestReference = Math.max(this.#largestReference, group);
    return { kind: 'reference', groups: [group], fold: this.#flags.fold };
  }

  #namedReference(): PatternNode {
    const reader = this.#reader;
    const close = reader.next() === code('<') ? code('>') : code("'");
    const start = reader.position;
    while (!reader.isAtEnd() && reader.peek() !== close && reader.peek() !== code(')')) reader.position++;
    const name = String.fromCodePoint(...reader.text.slice(start, reader.position));
    if (name === '') throw invalidArgument('group name is empty');
    if (reader.next() !== close) throw invalidArgument(`invalid group name <${name}>`);
    const fold = this.#flags.fold;
    if (/^-?\d/.test(name)) {
      if (!/^-?\d+$/.test(name)) throw invalidArgument(`invalid group name <${name}>`);
      const number = Number(name);
      const group = number < 0 ? this.#groups + 1 + number : number;
      if (group <= 0) throw invalidArgument('invalid backref number/name');
      this.#largestReference = Math.max(this.#largestReference, group);
      return { kind: 'reference', groups: [group], fold };
    }
    if (name.startsWith('$')) throw invalidArgument('Illegal group reference: group index is missing');
    const group = this.#names.get(name);
    if (group === undefined) throw invalidArgument(`undefined name <${name}> reference`);
    return { kind: 'reference', groups: [group], fold };
  }

  #parenthesis(): PatternNode {
    const reader = this.#reader;
    if (!reader.take('?')) return this.#capture(undefined);
    if (reader.isAtEnd()) throw invalidArgument('end pattern in group');
    const outer = this.#flags;
    if (reader.take(':')) return this.#closed(outer);
    if (reader.take('>')) return { kind: 'atomic', part: this.#closed(outer) };
    for (const [sign, ahead, negated] of looks)
      if (reader.take(sign)) return { kind: 'look', ahead, negated, part: this.#closed(outer) };
    if (reader.take('#')) {
      while (!reader.take(')')) {
        if (reader.isAtEnd()) throw invalidArgument('end pattern in group');
        if (reader.next() === code('\\')) reader.position++;
      }
      return { kind: 'sequence', parts: [] };
    }
    if (reader.take('<')) return this.#capture(this.#name(code('>')));
    if (reader.take("'")) return this.#capture(this.#name(code("'")));
    return this.#flagged(outer);
  }

  #closed(outer: Flags): PatternNode {
    const part = this.#alternatives();
    this.#flags = outer;
    if (!this.#reader.take(')')) throw invalidArgument('end pattern with unmatched parenthesis');
    return part;
  }

  #capture(name: string | undefined): PatternNode {
    const index = ++this.#groups;
    if (name !== undefined) {
      if (this.#names.has(name)) throw invalidArgument(`multiplex defined name <${name}>`);
      this.#names.set(name, index);
    }
    return { kind: 'group', index, part: this.#closed(this.#flags) };
  }

  /** A name ends at its sign or, which is no error, with a parenthesis. */
  #name(close: number): string {
    const reader = this.#reader;
    const { length } = reader.text;
    if (reader.isAtEnd()) throw invalidArgument(`Index ${length} out of bounds for length ${length}`);
    const start = reader.position;
    while (!reader.isAtEnd() && reader.peek() !== close && reader.peek() !== code(')')) reader.position++;
    const name = String.fromCodePoint(...reader.text.slice(start, reader.position));
    if (name === '') throw invalidArgument('group name is empty');
    if (/^[\d-]/.test(name)) throw invalidArgument(`invalid group name <${name}>`);
    if (name.startsWith('$')) throw invalidArgument('Illegal group reference');
    if (!/^[\p{L}\p{M}\p{N}\p{Pc}]/u.test(name))
      throw invalidArgument(`invalid char in group name <${name}>`);
    reader.position++;
    return name;
  }

  /** `(?im-s)` and `(?im-s:…)`. The former reaches up to the end of the group, over alternatives too. */
  #flagged(outer: Flags): PatternNode {
    const reader = this.#reader;
    let on = true;
    let flags = outer;
    for (;;) {
      if (reader.isAtEnd()) throw invalidArgument('end pattern in group');
      const letter = String.fromCodePoint(reader.next());
      if (letter === '-') on = false;
      else if (letter === 'i') flags = { ...flags, fold: on };
      else if (letter === 's') flags = { ...flags, newline: on };
      else if (letter === 'm') flags = { ...flags, lines: on };
      else if (letter === 'x') flags = { ...flags, extended: on };
      else if (letter === ')') {
        this.#flags = flags;
        const part = this.#alternatives();
        this.#flags = outer;
        return { kind: 'group', index: 0, part };
      } else if (letter === ':') {
        this.#flags = flags;
        return { kind: 'group', index: 0, part: this.#closed(outer) };
      } else throw invalidArgument('undefined group option');
    }
  }

  #repeated(atom: PatternNode): PatternNode {
    const reader = this.#reader;
    let part = atom;
    for (;;) {
      if (this.#flags.extended) this.#skipBlanks();
      const count = this.#count();
      if (count === undefined) return part;
      const [min, max] = count;
      const mode = reader.take('?') ? 'lazy' : reader.take('+') ? 'possessive' : 'greedy';
      part = combined(part, { kind: 'repeat', part, min, max, mode });
    }
  }

  #count(): readonly [number, number] | undefined {
    const reader = this.#reader;
    if (reader.take('*')) return [0, Infinity];
    if (reader.take('+')) return [1, Infinity];
    if (reader.take('?')) return [0, 1];
    return reader.peek() === code('{') ? this.#interval() : undefined;
  }

  /** `{n}`, `{n,}`, `{n,m}`; anything else in braces is text. */
  #interval(): readonly [number, number] | undefined {
    const reader = this.#reader;
    const start = reader.position;
    reader.position++;
    const min = reader.number(10, Infinity);
    const hasComma = min !== undefined && reader.take(',');
    const max = hasComma ? (reader.number(10, Infinity) ?? Infinity) : (min ?? 0);
    if (min === undefined || !reader.take('}')) {
      reader.position = start;
      return undefined;
    }
    if (min > maxRepeat || (max > maxRepeat && max !== Infinity))
      throw invalidArgument('too big number for repeat range');
    if (max < min) throw invalidArgument('upper is smaller than lower in repeat range');
    return [min, max];
  }
}

const looks = [
  ['=', true, false],
  ['!', true, true],
  ['<=', false, false],
  ['<!', false, true],
] as const;

/** Repeats as `?`, `*`, `+` and the lazy ones; others aren't combined. */
function signOf({ min, max, mode }: RepeatNode): string | undefined {
  if (mode === 'possessive') return undefined;
  const sign =
    min === 0 && max === 1 ? '?' : max === Infinity && min <= 1 ? (min === 0 ? '*' : '+') : undefined;
  return sign === undefined ? undefined : sign + (mode === 'lazy' ? '?' : '');
}

const signs = ['?', '*', '+', '??', '*?', '+?'];

/** What a repetition (row) that is repeated (column) becomes: `=` stays itself. */
const combinations: readonly (readonly string[])[] = [
  ['=', '*', '*', '??', '*?', 'as'],
  ['=', '=', '=', '+ ??', '+ ??', '='],
  ['*', '*', '=', 'as', '+ ??', '='],
  ['=', '*?', '*?', '=', '*?', '*?'],
  ['=', '=', '=', '=', '=', '='],
  ['as', '+? ?', '=', '*?', '*?', '='],
];

/** Repetitions of repetitions, put together as Joni does: `a+?*` is `(?:a+?)?`. */
function combined(inner: PatternNode, outer: RepeatNode): PatternNode {
  if (inner.kind !== 'repeat') return outer;
  const [row, column] = [signOf(inner), signOf(outer)];
  const way =
    row === undefined || column === undefined
      ? 'as'
      : combinations[signs.indexOf(row)]?.[signs.indexOf(column)];
  if (way === undefined || way === 'as') return outer;
  if (way === '=') return inner;
  return way.split(' ').reduce<PatternNode>((part, sign) => repeatOf(part, sign), inner.part);
}

function repeatOf(part: PatternNode, sign: string): RepeatNode {
  const [min, max] = sign.startsWith('?') ? [0, 1] : sign.startsWith('*') ? [0, Infinity] : [1, Infinity];
  return { kind: 'repeat', part, min, max, mode: sign.length === 2 ? 'lazy' : 'greedy' };
}
