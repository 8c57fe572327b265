import type { PathToken } from './path-tokens.ts';
import { pathKeywords } from './path-tokens.ts';

export const additive: readonly string[] = ['+', '-'];
export const binaryOperators: readonly string[] = ['+', '*', '/', '%', '-'];
export const accessorStarts: readonly string[] = ['.', '..', '[', '?'];
export const comparisonOperators: readonly string[] = ['==', '<>', '!=', '<', '>', '<=', '>='];
export const numberTypes: readonly string[] = ['DECIMAL_VALUE', 'DOUBLE_VALUE', 'INTEGER_VALUE'];
export const pathStarts: readonly string[] = [
  '+',
  '(',
  '$',
  '@',
  'false',
  'last',
  '-',
  'null',
  'true',
  ...numberTypes,
  'STRING',
  'NAMED_VARIABLE',
];
export const methodNames: readonly string[] = [
  'abs',
  'ceiling',
  'double',
  'floor',
  'keyvalue',
  'size',
  'type',
];
/** A minus is a name, too: Trino's grammar lists it among the words. */
const nameTypes = new Set(['IDENTIFIER', '-', ...pathKeywords]);

export function isName(type: string): boolean {
  return nameTypes.has(type);
}

/** Where a reading ends: behind what fits, or before the token that doesn't. */
export interface Scan {
  readonly fits: boolean;
  readonly token: number;
}

/** Reads parts of a path ahead, to see whether they fit and how far: what Trino's parser does before it chooses. */
export class PathScanner {
  readonly #tokens: readonly PathToken[];

  constructor(tokens: readonly PathToken[]) {
    this.#tokens = tokens;
  }

  type(token: number): string {
    return this.#tokens[Math.min(token, this.#tokens.length - 1)]?.type ?? '<EOF>';
  }

  expression(from: number): Scan {
    let at = from;
    for (;;) {
      while (additive.includes(this.type(at))) at++;
      const operand = this.#accessor(at);
      if (!operand.fits || !binaryOperators.includes(this.type(operand.token))) return operand;
      at = operand.token + 1;
    }
  }

  #accessor(from: number): Scan {
    const type = this.type(from);
    if (type !== '(') return pathStarts.includes(type) ? this.accessors(from + 1) : miss(from);
    const inner = this.#closed(this.expression(from + 1), ')');
    return inner.fits ? this.accessors(inner.token) : inner;
  }

  /** Accessors behind a primary. */
  accessors(from: number): Scan {
    let at = from;
    for (;;) {
      const step = this.#accessorAt(at);
      if (step === undefined) return { fits: true, token: at };
      if (!step.fits) return step;
      at = step.token;
    }
  }

  #accessorAt(at: number): Scan | undefined {
    const next = this.type(at + 1);
    switch (this.type(at)) {
      case '.':
        if ((methodNames.includes(next) || next === 'datetime') && this.type(at + 2) === '(') {
          const argument = next === 'datetime' && this.type(at + 3) === 'STRING' ? at + 4 : at + 3;
          return this.#closed({ fits: true, token: argument }, ')');
        }
        return next === '*' || next === 'STRING' || isName(next) ? hit(at + 2) : miss(at + 1);
      case '..':
        return next === 'STRING' || isName(next) ? hit(at + 2) : miss(at + 1);
      case '[':
        return next === '*' ? this.#closed(hit(at + 2), ']') : this.#subscripts(at + 1);
      case '?':
        return next === '(' ? this.#closed(this.predicate(at + 2), ')') : miss(at + 1);
      default:
        return undefined;
    }
  }

  #subscripts(from: number): Scan {
    let at = from;
    for (;;) {
      let bound = this.expression(at);
      if (bound.fits && this.type(bound.token) === 'to') bound = this.expression(bound.token + 1);
      if (!bound.fits || this.type(bound.token) !== ',') return this.#closed(bound, ']');
      at = bound.token + 1;
    }
  }

  predicate(from: number): Scan {
    let at = from;
    for (;;) {
      const term = this.type(at) === '!' ? this.delimited(at + 1) : this.#primary(at);
      if (!term.fits || (this.type(term.token) !== '&&' && this.type(term.token) !== '||')) return term;
      at = term.token + 1;
    }
  }

  #primary(at: number): Scan {
    if (this.type(at) === 'exists') return this.delimited(at);
    const compared = this.comparison(at);
    if (compared.fits || this.type(at) !== '(') return compared;
    const condition = this.delimited(at);
    if (!condition.fits) return furthest(condition, compared);
    if (this.type(condition.token) !== 'is') return condition;
    return this.type(condition.token + 1) === 'unknown'
      ? hit(condition.token + 2)
      : miss(condition.token + 1);
  }

  /** A path, an operator, and what it asks for. */
  comparison(at: number): Scan {
    const left = this.expression(at);
    if (!left.fits) return left;
    const operator = this.type(left.token);
    if (comparisonOperators.includes(operator)) return this.expression(left.token + 1);
    const next = this.type(left.token + 1);
    if (operator === 'starts') {
      if (next !== 'with') return miss(left.token + 1);
      const prefix = this.type(left.token + 2);
      return prefix === 'STRING' || prefix === 'NAMED_VARIABLE' ? hit(left.token + 3) : miss(left.token + 2);
    }
    if (operator !== 'like_regex') return miss(left.token);
    if (next !== 'STRING') return miss(left.token + 1);
    if (this.type(left.token + 2) !== 'flag') return hit(left.token + 2);
    return this.type(left.token + 3) === 'STRING' ? hit(left.token + 4) : miss(left.token + 3);
  }

  /** `exists (…)` or a condition in parentheses. */
  delimited(at: number): Scan {
    if (this.type(at) === 'exists') {
      return this.type(at + 1) === '(' ? this.#closed(this.expression(at + 2), ')') : miss(at + 1);
    }
    return this.type(at) === '(' ? this.#closed(this.predicate(at + 1), ')') : miss(at);
  }

  #closed(inner: Scan, bracket: string): Scan {
    if (!inner.fits) return inner;
    return this.type(inner.token) === bracket ? hit(inner.token + 1) : miss(inner.token);
  }
}

function hit(token: number): Scan {
  return { fits: true, token };
}

function miss(token: number): Scan {
  return { fits: false, token };
}

function furthest(a: Scan, b: Scan): Scan {
  return b.token > a.token ? b : a;
}
