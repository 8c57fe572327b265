import type { PathToken } from './path-tokens.ts';
import {
  PathScanner,
  accessorStarts,
  additive,
  binaryOperators,
  comparisonOperators,
  isName,
  methodNames,
  numberTypes,
  pathStarts,
} from './path-scanner.ts';

/** What to say about a text that is no path, and at which character. */
export interface PathProblem {
  readonly message: string;
  readonly offset: number;
}

/** Trino's parser is made by ANTLR; which token it stumbles over and what it says follows from how that decides and recovers. */
export function explainPathError(text: string, tokens: readonly PathToken[], furthest: number): PathProblem {
  try {
    new Walk(text, tokens).path();
  } catch (error) {
    if (error instanceof Stumble) return error;
    throw error;
  }
  // The parser found an error where this walk finds none: say where.
  const token = tokens[furthest] as PathToken;
  return { message: `mismatched input '${token.text}'`, offset: token.start };
}

class Stumble extends Error implements PathProblem {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Expected tokens are listed in the order in which Trino's grammar first names them. */
const order: readonly string[] = [
  '<EOF>',
  '+',
  '*',
  '/',
  '%',
  '.',
  '..',
  '[',
  ',',
  ']',
  '?',
  '(',
  ')',
  '$',
  '@',
  ...comparisonOperators,
  '&&',
  '||',
  '!',
  'exists',
  'false',
  'flag',
  'is',
  'last',
  'lax',
  'like_regex',
  '-',
  'null',
  'starts',
  'strict',
  'to',
  'true',
  'unknown',
  'with',
  ...numberTypes,
  'STRING',
  'NAMED_VARIABLE',
];

const predicateStarts = [...pathStarts, '!', 'exists'];
const modes = ['lax', 'strict'];

/** Goes through a path as Trino's parser does. All methods throw `Stumble`; `follow` is what may come behind a part. */
class Walk {
  readonly #text: string;
  readonly #tokens: readonly PathToken[];
  readonly #scanner: PathScanner;
  #at = 0;
  /** What could have come at the first place, since the last token that fitted a choice, where a part could as well have ended. */
  #pending: readonly string[] | undefined;

  constructor(text: string, tokens: readonly PathToken[]) {
    this.#text = text;
    this.#tokens = tokens;
    this.#scanner = new PathScanner(tokens);
  }

  path(): void {
    if (modes.includes(this.#type())) this.#at++;
    else {
      if (modes.includes(this.#type(1))) throw this.#extraneous(modes);
      throw pathStarts.includes(this.#type()) ? this.#missing(modes) : this.#mismatched(modes);
    }
    this.#expression(['<EOF>']);
    this.#match('<EOF>', []);
  }

  #expression(follow: readonly string[]): void {
    this.#require(pathStarts);
    const behind = [...binaryOperators, ...follow];
    if (this.#type() === '-') this.#chooseMinus(behind);
    const isNumber = this.#type() === '-' && numberTypes.includes(this.#type(1));
    if (additive.includes(this.#type()) && !isNumber) {
      this.#at++;
      this.#expression(follow);
    } else {
      this.#accessor(behind);
    }
    while (this.#goesOn(binaryOperators, behind)) {
      this.#at++;
      this.#expression(follow);
    }
  }

  /** A minus belongs to a number or to a path: told only by what comes behind the number. */
  #chooseMinus(behind: readonly string[]): void {
    const start = this.#at;
    const next = this.#type(1);
    if (!numberTypes.includes(next)) {
      if (!pathStarts.includes(next)) throw this.#noViable(start, start + 1);
      return;
    }
    const scan = this.#scanner.accessors(start + 2);
    if (!scan.fits || !behind.includes(this.#scanner.type(scan.token)))
      throw this.#noViable(start, scan.token);
  }

  #accessor(behind: readonly string[]): void {
    const inside = [...accessorStarts, ...behind];
    if (this.#type() === '-') this.#at++;
    if (this.#type() === '(') {
      this.#at++;
      this.#expression([')']);
      this.#match(')', inside);
    } else {
      this.#at++;
    }
    while (this.#goesOn(accessorStarts, inside)) this.#step(inside);
  }

  #step(inside: readonly string[]): void {
    const start = this.#at;
    const next = this.#type(1);
    switch (this.#type()) {
      case '.':
        if (next !== '*' && next !== 'STRING' && !isName(next)) throw this.#noViable(start, start + 1);
        this.#at += 2;
        if (this.#type() === '(' && (methodNames.includes(next) || next === 'datetime')) {
          this.#at++;
          if (next === 'datetime') {
            this.#require([')', 'STRING']);
            if (this.#type() === 'STRING') this.#at++;
          }
          this.#match(')', inside);
        }
        return;
      case '..':
        if (next !== 'STRING' && !isName(next)) throw this.#noViable(start, start + 1);
        this.#at += 2;
        return;
      case '[':
        if (next !== '*' && !pathStarts.includes(next)) throw this.#noViable(start, start + 1);
        this.#at++;
        if (next === '*') this.#at++;
        else this.#subscripts();
        this.#match(']', inside);
        return;
      default:
        this.#at++;
        this.#match('(', predicateStarts);
        this.#predicate([')']);
        this.#match(')', inside);
    }
  }

  #subscripts(): void {
    this.#subscript();
    this.#require([',', ']']);
    while (this.#type() === ',') {
      this.#at++;
      this.#subscript();
      if (this.#type() !== ',' && this.#type() !== ']') throw this.#extraneous([',', ']']);
      this.#pending = undefined;
    }
  }

  #subscript(): void {
    const start = this.#at;
    this.#require(pathStarts);
    const scan = this.#scanner.expression(start);
    if (!scan.fits) throw this.#noViable(start, scan.token);
    const isRange = this.#scanner.type(scan.token) === 'to';
    this.#expression(isRange ? ['to'] : [',', ']']);
    if (!isRange) return;
    this.#at++;
    this.#expression([',', ']']);
  }

  #predicate(follow: readonly string[]): void {
    const behind = ['&&', '||', ...follow];
    for (;;) {
      this.#require(predicateStarts);
      if (this.#type() === '!') {
        this.#at++;
        this.#require(['(', 'exists']);
        this.#delimited(behind);
      } else {
        this.#primary(behind);
      }
      if (!this.#goesOn(['&&', '||'], behind)) return;
      this.#at++;
    }
  }

  #primary(behind: readonly string[]): void {
    const start = this.#at;
    if (this.#type() === 'exists') {
      this.#delimited(behind);
      return;
    }
    const path = this.#scanner.expression(start);
    const operator = this.#scanner.type(path.token);
    const isOperator =
      comparisonOperators.includes(operator) || operator === 'starts' || operator === 'like_regex';
    if (path.fits && isOperator) {
      this.#compare(operator, behind);
      return;
    }
    if (this.#type() !== '(') throw this.#noViable(start, path.token);
    const condition = this.#scanner.delimited(start);
    if (!condition.fits) throw this.#noViable(start, Math.max(condition.token, path.token));
    const isUnknown = this.#scanner.type(condition.token) === 'is';
    this.#delimited(isUnknown ? ['is'] : behind);
    if (!isUnknown) return;
    this.#match('is', ['unknown']);
    this.#match('unknown', behind);
  }

  #compare(operator: string, behind: readonly string[]): void {
    if (operator === 'starts') {
      this.#expression(['starts']);
      this.#match('starts', ['with']);
      this.#match('with', ['STRING', 'NAMED_VARIABLE']);
      this.#require(['STRING', 'NAMED_VARIABLE']);
      this.#at++;
      return;
    }
    if (operator === 'like_regex') {
      this.#expression(['like_regex']);
      this.#match('like_regex', ['STRING']);
      this.#match('STRING', ['flag', ...behind]);
      if (!this.#goesOn(['flag'], behind)) return;
      this.#at++;
      this.#match('STRING', behind);
      return;
    }
    this.#expression(comparisonOperators);
    this.#at++;
    this.#expression(behind);
  }

  #delimited(behind: readonly string[]): void {
    if (this.#type() === 'exists') {
      this.#at++;
      this.#match('(', pathStarts);
      this.#expression([')']);
    } else {
      this.#match('(', predicateStarts);
      this.#predicate([')']);
    }
    this.#match(')', behind);
  }

  /** A place where one of several tokens must come. */
  #require(expected: readonly string[]): void {
    if (expected.includes(this.#type())) {
      this.#pending = undefined;
      return;
    }
    throw expected.includes(this.#type(1)) ? this.#extraneous(expected) : this.#mismatched(expected);
  }

  /** A loop: whether there is another round; where not, what it and what is around it could have taken is kept. */
  #goesOn(expected: readonly string[], all: readonly string[]): boolean {
    if (expected.includes(this.#type())) {
      this.#pending = undefined;
      return true;
    }
    this.#pending ??= all;
    return false;
  }

  /** @param next what may come behind the token */
  #match(type: string, next: readonly string[]): void {
    if (this.#type() === type) {
      this.#at++;
      return;
    }
    if (this.#type(1) === type && this.#type() !== '<EOF>') throw this.#extraneous([type]);
    if (next.includes(this.#type())) throw this.#missing([type]);
    throw this.#mismatched(this.#pending ?? [type]);
  }

  #type(ahead = 0): string {
    return this.#scanner.type(this.#at + ahead);
  }

  #extraneous(expected: readonly string[]): Stumble {
    return this.#stumble(this.#at, `extraneous input ${this.#shown()} expecting ${listed(expected)}`);
  }

  #missing(expected: readonly string[]): Stumble {
    return this.#stumble(this.#at, `missing ${listed(expected)} at ${this.#shown()}`);
  }

  #mismatched(expected: readonly string[]): Stumble {
    return this.#stumble(this.#at, `mismatched input ${this.#shown()} expecting ${listed(expected)}`);
  }

  #noViable(start: number, token: number): Stumble {
    const begin = this.#token(start).start;
    return this.#stumble(
      token,
      `no viable alternative at input '${escaped(this.#text.slice(begin, this.#token(token).end))}'`,
    );
  }

  #stumble(token: number, message: string): Stumble {
    return new Stumble(message, this.#token(token).start);
  }

  #shown(): string {
    return `'${escaped(this.#token(this.#at).text)}'`;
  }

  #token(token: number): PathToken {
    return this.#tokens[Math.min(token, this.#tokens.length - 1)] as PathToken;
  }
}

function escaped(text: string): string {
  return text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

function listed(expected: readonly string[]): string {
  const names = [...new Set(expected)]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((name) => (/^[A-Z]|^<EOF>$/.test(name) ? name : `'${name}'`));
  return names.length === 1 ? (names[0] as string) : `{${names.join(', ')}}`;
}
