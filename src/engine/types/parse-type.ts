import { TrinoError } from '../errors/trino-error.ts';
import { simpleTypes } from './simple-types.ts';
import type { RowField, SimpleType, Type } from './type.ts';

const simpleByName = new Map<string, SimpleType>(simpleTypes.map((kind) => [kind.toLowerCase(), { kind }]));

const cache = new Map<string, Type>();
const maxCached = 10_000;
const maxDepth = 100;
const unboundedLength = 2_147_483_647;

/**
 * Reads a type's text in the form of the wire or of SQL (`row("n" varchar,k bigint)`, `DECIMAL(10, 2)`, `timestamp`).
 * @throws TrinoError TYPE_NOT_FOUND for what isn't a type
 */
export function parseType(text: string): Type {
  let type = cache.get(text);
  if (type === undefined) {
    const reader = new TypeReader(text);
    type = reader.type(0);
    reader.end();
    if (cache.size >= maxCached) cache.clear();
    cache.set(text, type);
  }
  return type;
}

class TypeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  type(depth: number): Type {
    if (depth > maxDepth) throw this.#unknown();
    const word = this.#word();
    switch (word) {
      case 'int':
        return { kind: 'integer' };
      case 'decimal':
      case 'dec': {
        const [precision = 38, scale = 0] = this.#numbers();
        return { kind: 'decimal', precision, scale };
      }
      case 'varchar': {
        const [length] = this.#numbers();
        return length === undefined || length >= unboundedLength
          ? { kind: 'varchar' }
          : { kind: 'varchar', length };
      }
      case 'char':
        return { kind: 'char', length: this.#numbers()[0] ?? 1 };
      case 'time':
      case 'timestamp': {
        const [precision = 3] = this.#numbers();
        if (this.#phrase('with time zone')) return { kind: `${word} with time zone`, precision };
        this.#phrase('without time zone');
        return { kind: word, precision };
      }
      case 'interval':
        if (this.#phrase('day to second')) return { kind: 'interval day to second' };
        if (this.#phrase('year to month')) return { kind: 'interval year to month' };
        throw this.#unknown();
      case 'double':
        this.#phrase('precision');
        return { kind: 'double' };
      case 'array': {
        const [element] = this.#types(depth);
        if (element === undefined) throw this.#unknown();
        return { kind: 'array', element };
      }
      case 'map': {
        const [key, value] = this.#types(depth);
        if (key === undefined || value === undefined) throw this.#unknown();
        return { kind: 'map', key, value };
      }
      case 'qdigest': {
        const [element] = this.#types(depth);
        if (element === undefined) throw this.#unknown();
        return { kind: 'qdigest', element };
      }
      case 'function': {
        const types = this.#types(depth);
        const result = types.pop();
        if (result === undefined) throw this.#unknown();
        return { kind: 'function', arguments: types, result };
      }
      case 'row':
        return { kind: 'row', fields: this.#fields(depth) };
      default: {
        const simple = simpleByName.get(word);
        if (simple === undefined) throw this.#unknown();
        return simple;
      }
    }
  }

  end(): void {
    this.#blank();
    if (this.#at < this.#text.length) throw this.#unknown();
  }

  #types(depth: number): Type[] {
    const types: Type[] = [];
    this.#expect('(');
    if (this.#take(')')) return types;
    do types.push(this.type(depth + 1));
    while (this.#take(','));
    this.#expect(')');
    return types;
  }

  #fields(depth: number): RowField[] {
    const fields: RowField[] = [];
    this.#expect('(');
    do fields.push(this.#field(depth));
    while (this.#take(','));
    this.#expect(')');
    return fields;
  }

  /** A field is a type, or a name (quoted or not) and a type. */
  #field(depth: number): RowField {
    this.#blank();
    if (this.#text[this.#at] === '"') return { name: this.#quoted(), type: this.type(depth + 1) };
    const start = this.#at;
    const name = /^[A-Za-z_][A-Za-z0-9_]*(?=\s+[A-Za-z"])/.exec(this.#text.slice(start))?.[0];
    if (name !== undefined) {
      // `double precision` and `interval day to second` are types of several words, `x bigint` is a named field.
      this.#at = start + name.length;
      try {
        return { name: name.toLowerCase(), type: this.type(depth + 1) };
      } catch {
        this.#at = start;
      }
    }
    return { type: this.type(depth + 1) };
  }

  #numbers(): number[] {
    const numbers: number[] = [];
    if (!this.#take('(')) return numbers;
    do {
      this.#blank();
      const digits = /^\d{1,10}/.exec(this.#text.slice(this.#at))?.[0];
      if (digits === undefined) throw this.#unknown();
      this.#at += digits.length;
      numbers.push(Number(digits));
    } while (this.#take(','));
    this.#expect(')');
    return numbers;
  }

  #word(): string {
    this.#blank();
    const word = /^[A-Za-z][A-Za-z0-9_]*/.exec(this.#text.slice(this.#at))?.[0];
    if (word === undefined) throw this.#unknown();
    this.#at += word.length;
    return word.toLowerCase();
  }

  #phrase(words: string): boolean {
    const match = new RegExp(`^\\s*${words.replaceAll(' ', '\\s+')}(?![A-Za-z0-9_])`, 'i').exec(
      this.#text.slice(this.#at),
    );
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }

  #quoted(): string {
    const match = /^"((?:[^"]|"")*)"/.exec(this.#text.slice(this.#at));
    if (match === null) throw this.#unknown();
    this.#at += match[0].length;
    return (match[1] as string).replaceAll('""', '"');
  }

  #take(symbol: string): boolean {
    this.#blank();
    if (this.#text[this.#at] !== symbol) return false;
    this.#at++;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#take(symbol)) throw this.#unknown();
  }

  #blank(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #unknown(): TrinoError {
    return new TrinoError('TYPE_NOT_FOUND', `Unknown type: ${this.#text}`);
  }
}
