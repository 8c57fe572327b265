import { formatDouble } from './double-text.ts';

/** JSON as Trino keeps it: objects without order, numbers by their text. */
export type JsonNode = null | boolean | string | JsonNumber | readonly JsonNode[] | JsonObject;

/** A number in the text that Trino writes it with: digits of whole numbers as they are, others as Java prints a double. */
export class JsonNumber {
  readonly text: string;
  readonly isWhole: boolean;

  constructor(text: string, isWhole: boolean) {
    this.text = text;
    this.isWhole = isWhole;
  }
}

/** Fields by name; of several with one name the last counts. */
export type JsonObject = ReadonlyMap<string, JsonNode>;

/** Containers inside of each other, at the most: Trino's parser has the same bound. */
const maxDepth = 1000;

/** Text that is no JSON. */
export class JsonSyntaxError extends Error {}

/** Reads a whole text. @throws JsonSyntaxError */
export function parseJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const node = reader.readNode(0);
  reader.readEnd();
  return node;
}

/** The same with all digits that numbers are written with, for casts to decimals. @throws JsonSyntaxError */
export function parseExactJson(text: string): JsonNode {
  const reader = new JsonReader(text, true);
  const node = reader.readNode(0);
  reader.readEnd();
  return node;
}

/**
 * Reads the first value of a text, whatever comes behind it: Trino's functions on JSON ask its parser for no more.
 * @returns undefined when there is none
 * @throws JsonSyntaxError
 */
export function parseFirstJson(text: string): JsonNode | undefined {
  const reader = new JsonReader(text);
  if (reader.isAtEnd()) return undefined;
  const node = reader.readNode(0);
  if (node instanceof JsonNumber) reader.requireBlank();
  return node;
}

const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const word = /true|false|null/y;

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads a text value by value. All methods throw JsonSyntaxError where it isn't JSON. */
export class JsonReader {
  readonly #text: string;
  readonly #exact: boolean;
  #at = 0;

  /** @param exact whether numbers keep all their digits, where JSON's are those of a double */
  constructor(text: string, exact = false) {
    this.#text = text;
    this.#exact = exact;
  }

  readNode(depth: number): JsonNode {
    if (depth > maxDepth) throw new JsonSyntaxError(`Nested deeper than ${maxDepth} levels`);
    this.#match(blank);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#readObject(depth);
      case '[':
        return this.#readArray(depth);
      case '"':
        return this.#readString();
      default:
        return this.#readScalar();
    }
  }

  /**
   * Text of the next value as JSON is written; members keep their order, also those of one name.
   * @param escapes whether characters of two units are escaped, as they mostly are
   */
  copy(depth = 0, escapes = true): string {
    const quote = escapes ? quoteJson : quotePlain;
    switch (this.peek()) {
      case '"':
        return quote(this.#readString());
      case '{': {
        const members: string[] = [];
        this.readMembers(depth, (name) => {
          members.push(`${quote(name)}:${this.copy(depth + 1, escapes)}`);
          return true;
        });
        return `{${members.join(',')}}`;
      }
      case '[': {
        const elements: string[] = [];
        this.readElements(depth, () => {
          elements.push(this.copy(depth + 1, escapes));
          return true;
        });
        return `[${elements.join(',')}]`;
      }
      default:
        return formatJson(this.readNode(depth));
    }
  }

  /** Goes over the members of an object; `read` takes each value, and says whether to go on. */
  readMembers(depth: number, read: (name: string) => boolean): void {
    if (depth > maxDepth) throw new JsonSyntaxError(`Nested deeper than ${maxDepth} levels`);
    this.#at++;
    if (this.#take('}')) return;
    do {
      this.#match(blank);
      if (this.#text[this.#at] !== '"') throw this.#unexpected();
      const name = this.#readString();
      if (!this.#take(':')) throw this.#unexpected();
      if (!read(name)) return;
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#unexpected();
  }

  /** Goes over the elements of an array; `read` takes each, and says whether to go on. */
  readElements(depth: number, read: () => boolean): void {
    if (depth > maxDepth) throw new JsonSyntaxError(`Nested deeper than ${maxDepth} levels`);
    this.#at++;
    if (this.#take(']')) return;
    do {
      if (!read()) return;
    } while (this.#take(','));
    if (!this.#take(']')) throw this.#unexpected();
  }

  /** The first character of the next value; undefined at the end. */
  peek(): string | undefined {
    this.#match(blank);
    return this.#text[this.#at];
  }

  /** Text of a scalar: a string's own, others as they are written; undefined for `null`. */
  readScalarText(): string | undefined {
    if (this.peek() === '"') return this.#readString();
    const start = this.#at;
    return this.#readScalar() === null ? undefined : this.#text.slice(start, this.#at);
  }

  isAtEnd(): boolean {
    this.#match(blank);
    return this.#at >= this.#text.length;
  }

  /** A number that nothing encloses ends with a blank or the text. */
  requireBlank(): void {
    const next = this.#text[this.#at];
    if (next !== undefined && !' \t\n\r'.includes(next)) throw this.#unexpected();
  }

  readEnd(): void {
    this.#match(blank);
    if (this.#at < this.#text.length) throw this.#unexpected();
  }

  #readObject(depth: number): JsonObject {
    const fields = new Map<string, JsonNode>();
    this.#at++;
    if (this.#take('}')) return fields;
    do {
      this.#match(blank);
      if (this.#text[this.#at] !== '"') throw this.#unexpected();
      const name = this.#readString();
      if (!this.#take(':')) throw this.#unexpected();
      fields.set(name, this.readNode(depth + 1));
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#unexpected();
    return fields;
  }

  #readArray(depth: number): readonly JsonNode[] {
    const elements: JsonNode[] = [];
    this.#at++;
    if (this.#take(']')) return elements;
    do elements.push(this.readNode(depth + 1));
    while (this.#take(','));
    if (!this.#take(']')) throw this.#unexpected();
    return elements;
  }

  #readString(): string {
    let value = '';
    this.#at++;
    for (;;) {
      value += this.#match(plain)?.[0] ?? '';
      const next = this.#text[this.#at++];
      if (next === '"') return value;
      if (next !== '\\') throw this.#unexpected();
      const escape = this.#text[this.#at++] ?? '';
      if (escape === 'u') {
        const digits = this.#text.slice(this.#at, this.#at + 4);
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#unexpected();
        value += String.fromCharCode(Number.parseInt(digits, 16));
        this.#at += 4;
        continue;
      }
      const character = escapes[escape];
      if (character === undefined) throw this.#unexpected();
      value += character;
    }
  }

  #readScalar(): JsonNode {
    const name = this.#match(word)?.[0];
    if (name !== undefined) {
      const next = this.#text[this.#at];
      if (next !== undefined && /[\p{L}\p{Nd}\p{Nl}\p{Sc}\p{Pc}]/u.test(next)) throw this.#unexpected();
      return name === 'null' ? null : name === 'true';
    }
    const digits = this.#match(number);
    if (digits === null) throw this.#unexpected();
    this.#requireBoundary();
    const isWhole = digits[1] === undefined && digits[2] === undefined;
    return this.#exact && !isWhole ? new JsonNumber(digits[0], false) : numberNode(digits[0], isWhole);
  }

  /** A scalar ends where a blank, a separator or a bracket comes. */
  #requireBoundary(): void {
    const next = this.#text[this.#at];
    if (next !== undefined && !' \t\n\r,]}:'.includes(next)) throw this.#unexpected();
  }

  #take(character: string): boolean {
    this.#match(blank);
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #unexpected(): JsonSyntaxError {
    return new JsonSyntaxError(`Unexpected character at ${this.#at}`);
  }
}

function numberNode(text: string, isWhole: boolean): JsonNumber {
  return isWhole ? new JsonNumber(text === '-0' ? '0' : text, true) : doubleNode(Number(text));
}

/** A floating point number; those that JSON has no number for become strings when they are written. */
export function doubleNode(value: number): JsonNumber {
  return new JsonNumber(formatDouble(value), false);
}

/** A number as written in a type's own text. */
export function textNode(text: string): JsonNumber {
  return new JsonNumber(text, /^-?\d+$/.test(text));
}

/**
 * The text of JSON: no blanks, fields sorted by name unless they come in an order that says something.
 * @param quote how strings are written
 */
export function formatJson(
  node: JsonNode,
  sorted = true,
  quote: (text: string) => string = quoteJson,
): string {
  if (node === null) return 'null';
  if (typeof node === 'boolean') return node ? 'true' : 'false';
  if (typeof node === 'string') return quote(node);
  if (node instanceof JsonNumber) return /\d/.test(node.text) ? node.text : quote(node.text);
  if (node instanceof Map) {
    const fields = [...(node as JsonObject)];
    if (sorted) fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${fields.map(([name, value]) => `${quote(name)}:${formatJson(value, sorted, quote)}`).join(',')}}`;
  }
  return `[${(node as readonly JsonNode[]).map((element) => formatJson(element, sorted, quote)).join(',')}]`;
}

/** A JSON string as Trino has it: control characters, and what takes two units, as escapes with capital digits. */
export function quoteJson(text: string): string {
  return quotePlain(text).replace(/[\ud800-\udfff]/g, escapeUnit);
}

/** The same with characters of two units as they are. */
export function quotePlain(text: string): string {
  return JSON.stringify(text).replace(
    /\\u([0-9a-f]{4})/g,
    (whole: string, digits: string, at: number, all: string) =>
      isEscaped(all, at) ? whole : `\\u${digits.toUpperCase()}`,
  );
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Whether the backslash belongs to the one before it. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
