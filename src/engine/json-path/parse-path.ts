import { TrinoError } from '../errors/trino-error.ts';
import { formatType } from '../types/format-type.ts';
import type { Type } from '../types/type.ts';
import { explainPathError } from './explain-path-error.ts';
import { PathNumberError, PathSyntaxError, UnsupportedPathError } from './path-errors.ts';
import type { JsonPath, PathComparison, PathMethodName, PathNode, PathPredicate } from './path-node.ts';
import { isName } from './path-scanner.ts';
import { tokenizePath } from './path-tokens.ts';
import type { PathToken } from './path-tokens.ts';
import { decimalOf, literal, unquoted } from './path-literal.ts';
import { PathTyping } from './path-typing.ts';
import type { PathParameters } from './path-typing.ts';

/**
 * Reads a path: `lax $.a[*] ? (@ > 1)`.
 * @param parameters the names that PASSING gives values to
 * @throws PathSyntaxError, PathNumberError, InvalidPathError, UnsupportedPathError, TrinoError INVALID_LITERAL
 */
export function parsePath(text: string, parameters: PathParameters = []): JsonPath {
  const tokens = tokenizePath(text);
  try {
    return new PathParser(tokens, new PathTyping(parameters)).path();
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const { message, offset } = explainPathError(text, tokens, error.token);
    throw new PathSyntaxError(message, offset);
  }
}

/** The text doesn't fit: why is looked into afterwards. */
class Mismatch extends Error {
  readonly token: number;

  constructor(token: number) {
    super('mismatch');
    this.token = token;
  }
}

const comparisons: Readonly<Record<string, PathComparison>> = {
  '==': 'EQUAL',
  '<>': 'NOT_EQUAL',
  '!=': 'NOT_EQUAL',
  '<': 'LESS_THAN',
  '>': 'GREATER_THAN',
  '<=': 'LESS_THAN_OR_EQUAL',
  '>=': 'GREATER_THAN_OR_EQUAL',
};

const multiplications = { '*': 'MULTIPLY', '/': 'DIVIDE', '%': 'MODULUS' } as const;
const additions = { '+': 'ADD', '-': 'SUBTRACT' } as const;
const methods = new Set<string>(['abs', 'ceiling', 'double', 'floor', 'keyvalue', 'size', 'type']);
const numbers = new Set(['DECIMAL_VALUE', 'DOUBLE_VALUE', 'INTEGER_VALUE']);

/** Paths and conditions inside of each other, at the most. */
const maxDepth = 500;

class PathParser {
  readonly #tokens: readonly PathToken[];
  readonly #typing: PathTyping;
  #at = 0;
  #depth = 0;
  /** Raised once the whole text is known to be a path: syntax comes first. */
  #problem: Error | undefined;

  constructor(tokens: readonly PathToken[], typing: PathTyping) {
    this.#tokens = tokens;
    this.#typing = typing;
  }

  path(): JsonPath {
    const mode = this.#takeOneOf('lax', 'strict');
    if (mode === undefined) throw this.#mismatch();
    const root = this.#expression();
    if (this.#type() !== '<EOF>') throw this.#mismatch();
    if (this.#problem !== undefined) throw this.#problem;
    return { lax: mode === 'lax', root };
  }

  #expression(): PathNode {
    let left = this.#term();
    for (;;) {
      const operator = this.#takeOneOf('+', '-');
      if (operator === undefined) return left;
      left = this.#binary(additions[operator], left, this.#term());
    }
  }

  #term(): PathNode {
    let left = this.#signed();
    for (;;) {
      const operator = this.#takeOneOf('*', '/', '%');
      if (operator === undefined) return left;
      left = this.#binary(multiplications[operator], left, this.#signed());
    }
  }

  #binary(operator: Parameters<PathTyping['binary']>[0], left: PathNode, right: PathNode): PathNode {
    return this.#noting({ '@type': 'binary', operator, left, right }, () =>
      this.#typing.binary(operator, left, right),
    );
  }

  #signed(): PathNode {
    const sign = this.#type();
    if (sign !== '+' && sign !== '-') return this.#accessors();
    // A minus belongs to the number behind it.
    if (sign === '-' && numbers.has(this.#type(1))) return this.#accessors();
    this.#at++;
    return this.#deeper(() => {
      const base = this.#signed();
      const word = sign === '+' ? 'PLUS' : 'MINUS';
      return this.#noting({ '@type': 'unary', sign: word, base }, () => this.#typing.unary(word, base));
    });
  }

  #accessors(): PathNode {
    let base = this.#primary();
    for (;;) {
      switch (this.#type()) {
        case '.':
          this.#at++;
          base = this.#member(base);
          break;
        case '..': {
          this.#at++;
          base = { '@type': 'descendantmemberaccessor', base, key: this.#name() };
          break;
        }
        case '[':
          this.#at++;
          base = this.#subscripts(base);
          break;
        case '?': {
          this.#at++;
          this.#expect('(');
          const predicate = this.#deeper(() => this.#predicate());
          this.#expect(')');
          base = { '@type': 'filter', base, predicate };
          break;
        }
        default:
          return base;
      }
    }
  }

  #member(base: PathNode): PathNode {
    const type = this.#type();
    if (this.#take('*')) return { '@type': 'memberaccessor', base };
    if (this.#type(1) === '(') {
      if (methods.has(type)) {
        this.#at += 2;
        this.#expect(')');
        const method = type as PathMethodName;
        return this.#noting({ '@type': method, base }, () => this.#typing.method(method, base));
      }
      if (type === 'datetime') {
        this.#at += 2;
        this.#take('STRING');
        this.#expect(')');
        this.#note(new UnsupportedPathError('datetime method in JSON path is not yet supported'));
        return base;
      }
    }
    return { '@type': 'memberaccessor', base, key: this.#name() };
  }

  /** A name as it is, or a quoted one. */
  #name(): string {
    const { type, text } = this.#token();
    if (type !== 'STRING' && !isName(type)) throw this.#mismatch();
    this.#at++;
    return type === 'STRING' ? unquoted(text) : text;
  }

  #subscripts(base: PathNode): PathNode {
    if (this.#take('*')) {
      this.#expect(']');
      return { '@type': 'arrayaccessor', base, subscripts: [] };
    }
    const subscripts = [];
    do {
      const from = this.#deeper(() => this.#expression());
      subscripts.push(this.#take('to') ? { from, to: this.#deeper(() => this.#expression()) } : { from });
    } while (this.#take(','));
    this.#expect(']');
    return { '@type': 'arrayaccessor', base, subscripts };
  }

  #primary(): PathNode {
    const { type, text } = this.#token();
    switch (type) {
      case '$':
        this.#at++;
        return { '@type': 'contextvariable' };
      case '@':
        this.#at++;
        return { '@type': 'currentitem' };
      case 'last':
        this.#at++;
        return { '@type': 'last', type: 'integer' };
      case 'null':
        this.#at++;
        return { '@type': 'jsonnull' };
      case 'true':
      case 'false':
        this.#at++;
        return literal({ kind: 'boolean' }, type === 'true');
      case 'STRING': {
        this.#at++;
        const value = unquoted(text);
        return literal({ kind: 'varchar', length: Array.from(value).length }, value);
      }
      case 'NAMED_VARIABLE':
        this.#at++;
        return this.#variable(text.slice(1));
      case '(': {
        this.#at++;
        const inner = this.#deeper(() => this.#expression());
        this.#expect(')');
        return inner;
      }
      default:
        return this.#number();
    }
  }

  #variable(name: string): PathNode {
    try {
      return this.#typing.variable(name);
    } catch (error) {
      this.#note(error as Error);
      return { '@type': 'namedvaluevariable', index: 0 };
    }
  }

  #number(): PathNode {
    const negative = this.#take('-');
    const { type, text } = this.#token();
    if (!numbers.has(type)) throw this.#mismatch();
    this.#at++;
    const signed = negative ? `-${text}` : text;
    if (type === 'INTEGER_VALUE') {
      const value = BigInt(text) * (negative ? -1n : 1n);
      if (BigInt.asIntN(64, value) !== value) {
        this.#note(new PathNumberError(`Invalid numeric literal: ${signed}`));
        return literal({ kind: 'integer' }, 0);
      }
      return BigInt.asIntN(32, value) === value
        ? literal({ kind: 'integer' }, Number(value))
        : literal({ kind: 'bigint' }, value);
    }
    if (type === 'DOUBLE_VALUE') return literal({ kind: 'double' }, Number(signed));
    const decimal = decimalOf(text);
    if (decimal === undefined) {
      this.#note(new TrinoError('INVALID_LITERAL', `'${signed}' is not a valid DECIMAL literal`));
      return literal({ kind: 'integer' }, 0);
    }
    return literal(decimal.type, negative ? -(decimal.value as bigint) : decimal.value);
  }

  #predicate(): PathPredicate {
    let left = this.#conjunction();
    while (this.#take('||')) left = { '@type': 'disjunction', left, right: this.#conjunction() };
    return left;
  }

  #conjunction(): PathPredicate {
    let left = this.#condition();
    while (this.#take('&&')) left = { '@type': 'conjunction', left, right: this.#condition() };
    return left;
  }

  #condition(): PathPredicate {
    if (this.#take('!')) return { '@type': 'negation', predicate: this.#delimited() };
    if (this.#type() === 'exists') return this.#delimited();
    if (this.#type() === '(') {
      // A parenthesis begins a condition or a path.
      const start = this.#at;
      const problem = this.#problem;
      const asCondition = this.#attempt(() => {
        const predicate = this.#delimited();
        if (this.#take('is')) {
          this.#expect('unknown');
          return { '@type': 'isunknown' as const, predicate };
        }
        const next = this.#type();
        if (next !== ')' && next !== '&&' && next !== '||') throw this.#mismatch();
        return predicate;
      });
      if (!(asCondition instanceof Mismatch)) return asCondition;
      this.#at = start;
      this.#problem = problem;
      const asPath = this.#attempt(() => this.#comparison());
      if (!(asPath instanceof Mismatch)) return asPath;
      throw asPath.token > asCondition.token ? asPath : asCondition;
    }
    return this.#comparison();
  }

  #attempt<T>(action: () => T): T | Mismatch {
    try {
      return action();
    } catch (error) {
      if (error instanceof Mismatch) return error;
      throw error;
    }
  }

  #delimited(): PathPredicate {
    if (this.#take('exists')) {
      this.#expect('(');
      const path = this.#deeper(() => this.#expression());
      this.#expect(')');
      return { '@type': 'exists', path };
    }
    this.#expect('(');
    const predicate = this.#deeper(() => this.#predicate());
    this.#expect(')');
    return predicate;
  }

  #comparison(): PathPredicate {
    const left = this.#expression();
    const { type } = this.#token();
    const operator = comparisons[type];
    if (operator !== undefined) {
      this.#at++;
      return { '@type': 'comparison', operator, left, right: this.#expression() };
    }
    if (this.#take('like_regex')) {
      this.#expect('STRING');
      if (this.#take('flag')) this.#expect('STRING');
      this.#note(new UnsupportedPathError('like_regex predicate in JSON path is not yet supported'));
      return { '@type': 'exists', path: left };
    }
    this.#expect('starts');
    this.#expect('with');
    const next = this.#type();
    if (next !== 'STRING' && next !== 'NAMED_VARIABLE') throw this.#mismatch();
    return { '@type': 'startswith', value: left, prefix: this.#primary() };
  }

  /** A node with its type, if it can have one; else the first problem is kept. */
  #noting<T extends PathNode>(node: T, typeOf: () => Type | undefined): T {
    try {
      const type = typeOf();
      return type === undefined ? node : { ...node, type: formatType(type) };
    } catch (error) {
      this.#note(error as Error);
      return node;
    }
  }

  #note(problem: Error): void {
    this.#problem ??= problem;
  }

  #deeper<T>(action: () => T): T {
    if (++this.#depth > maxDepth) throw new UnsupportedPathError('JSON path is too deeply nested');
    try {
      return action();
    } finally {
      this.#depth--;
    }
  }

  #token(ahead = 0): PathToken {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as PathToken;
  }

  #type(ahead = 0): string {
    return this.#token(ahead).type;
  }

  #take(type: string): boolean {
    if (this.#type() !== type) return false;
    this.#at++;
    return true;
  }

  #takeOneOf<T extends string>(...types: readonly T[]): T | undefined {
    const type = types.find((each) => each === this.#type());
    if (type !== undefined) this.#at++;
    return type;
  }

  #expect(type: string): void {
    if (!this.#take(type)) throw this.#mismatch();
  }

  #mismatch(): Mismatch {
    return new Mismatch(this.#at);
  }
}
