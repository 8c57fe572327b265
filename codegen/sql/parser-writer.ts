import { firstSets } from './first-sets.ts';
import type { First } from './first-sets.ts';
import type { Case, Expr, Grammar, Rule } from './grammar-model.ts';

/** Rules whose results are kept by position: they are tried again at the same place by several cases. */
const memoized = new Set(['Expression', 'ValueExpression', 'Query', 'QueryNoWith', 'QueryPrimary']);

/** Whether a token's text says something: classes of tokens, but not the end. */
export function isValue(token: string): boolean {
  return /^[a-z]/.test(token) && token !== 'end';
}

/** How many values an expression hands to the action: tokens in quotes are none. */
function valueCount(expr: Expr): number {
  switch (expr.kind) {
    case 'token':
      return isValue(expr.name) ? 1 : 0;
    case 'seq':
      return expr.parts.reduce((sum, part) => sum + valueCount(part), 0);
    case 'not':
    case 'ahead':
      return 0;
    case 'rule':
    case 'alt':
    case 'opt':
    case 'star':
    case 'plus':
    case 'list':
      return 1;
    default:
      return expr satisfies never;
  }
}

/** The action of a case: undefined when the case passes its only value, or its first token, on. */
export function actionName(rule: Rule, each: Case): string | undefined {
  if (rule.silent) return undefined;
  if (each.name !== undefined)
    return each.name.startsWith('through') ? undefined : `${rule.name}_${each.name}`;
  if (each.body.kind === 'token') return undefined;
  return valueCount(each.body) > 1 ? rule.name : undefined;
}

/**
 * Writes the parser: a class with a method a rule, recursive descent with ordered choice as Ohm defines it. FIRST sets choose the
 * cases worth trying; nothing is recorded about failures (the error analysis runs separately, on texts that don't parse).
 */
export class ParserWriter {
  readonly #grammar: Grammar;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #first: (expr: Expr) => First;
  readonly #sets = new Map<string, number>();
  readonly #lines: string[] = [];
  #next = 0;

  constructor(grammar: Grammar) {
    this.#grammar = grammar;
    this.#numbers = new Map(grammar.tokens.map((name, index) => [name, index]));
    this.#first = firstSets(grammar);
  }

  write(): string {
    for (const rule of this.#grammar.rules) this.#rule(rule);
    const sets = [...this.#sets.keys()].map((key) => `  set('${bits(key, this.#grammar.tokens.length)}'),`);
    const memos = [...memoized].map((name) => `  #memo${name}: Memo | undefined;`);
    return [
      `import type { SqlActions } from './actions.ts';`,
      '',
      "/** The result of a rule that doesn't match. */",
      'export const FAIL: unique symbol = Symbol();',
      'type Result = unknown;',
      'const NONE = Object.freeze([]) as unknown as unknown[];',
      '',
      '/** A set of token numbers as bytes, from its bits in base64. */',
      'function set(base64: string): Uint8Array {',
      `  const bytes = Buffer.from(base64, 'base64');`,
      `  return Uint8Array.from({ length: ${this.#grammar.tokens.length} }, (_, token) => (bytes[token >> 3]! >> (token & 7)) & 1);`,
      '}',
      '',
      'const sets: readonly Uint8Array[] = [',
      ...sets,
      '];',
      ...[...this.#sets.values()].map((index) => `const S${index} = sets[${index}]!;`),
      '',
      '/** Results of one rule by the token it began at. */',
      'class Memo {',
      '  readonly ends: Int32Array;',
      '  readonly values: unknown[];',
      '  constructor(tokens: number) {',
      '    this.ends = new Int32Array(tokens);',
      '    this.values = [];',
      '  }',
      '}',
      '',
      "/** Parses token numbers (the last one is `end`, 0); a rule's method returns its action's result, or FAIL. */",
      'export class SqlParser<C> {',
      '  readonly #types: Uint16Array;',
      '  readonly #c: C;',
      '  readonly #a: SqlActions<C>;',
      '  #pos = 0;',
      '  #furthest = 0;',
      ...memos,
      '',
      '  constructor(types: Uint16Array, actions: SqlActions<C>, context: C) {',
      '    this.#types = types;',
      '    this.#a = actions;',
      '    this.#c = context;',
      '  }',
      '',
      "  /** The first token that nothing could use, as far as was tried: where a text that doesn't parse is wrong. */",
      '  get furthest(): number {',
      '    return Math.max(this.#furthest, this.#pos);',
      '  }',
      '',
      '  #back(to: number): void {',
      '    if (this.#pos > this.#furthest) this.#furthest = this.#pos;',
      '    this.#pos = to;',
      '  }',
      '',
      ...this.#lines,
      '}',
      '',
    ].join('\n');
  }

  #rule(rule: Rule): void {
    const memo = memoized.has(rule.name);
    const l = this.#lines;
    l.push(`  ${rule.name}(): Result {`);
    if (memo) {
      l.push(`    const memo = (this.#memo${rule.name} ??= new Memo(this.#types.length));`);
      l.push('    const from = this.#pos;');
      l.push('    const known = memo.ends[from]!;');
      l.push('    if (known !== 0) {');
      l.push('      if (known < 0) return FAIL;');
      l.push('      this.#pos = known;');
      l.push('      return memo.values[from];');
      l.push('    }');
      l.push(`    const result = this.#${rule.name}Body();`);
      l.push('    memo.ends[from] = result === FAIL ? -1 : this.#pos;');
      l.push('    if (result !== FAIL) memo.values[from] = result;');
      l.push('    return result;');
      l.push('  }');
      l.push(`  #${rule.name}Body(): Result {`);
    }
    this.#next = 0;
    const head = l.push('    const at = this.#pos;') - 1;
    const plainTokens = rule.cases.every((each) => each.name === undefined && each.body.kind === 'token');
    if (plainTokens) {
      const check = this.#check(this.#first({ kind: 'alt', cases: rule.cases.map((each) => each.body) }));
      l.push(`    const t = this.#types[at]!;`, `    return ${check} ? this.#pos++ : FAIL;`);
    } else if (rule.cases.length === 1) {
      const [only] = rule.cases;
      if (only !== undefined) this.#case(rule, only, 'return FAIL;', '    ');
    } else {
      rule.cases.forEach((each, index) => {
        const first = this.#first(each.body);
        const guard = first.nullable ? '' : `if (${this.#check(first, 'this.#types[at]!')}) `;
        l.push(`    ${guard}c${index}: {`);
        this.#case(rule, each, `break c${index};`, '      ');
        l.push('    }', '    this.#back(at);');
      });
      l.push('    return FAIL;');
    }
    if (!l.slice(head + 1).some((line) => /\bat\b/.test(line))) l.splice(head, 1);
    l.push('  }', '');
  }

  #case(rule: Rule, each: Case, fail: string, indent: string): void {
    const values: string[] = [];
    this.#emit(each.body, fail, indent, values);
    const action = actionName(rule, each);
    if (action === undefined) {
      this.#lines.push(`${indent}return ${values[0] ?? 'at'};`);
    } else {
      const list = values.map((value) => `, ${value} as never`).join('');
      this.#lines.push(`${indent}return this.#a.${action}(this.#c, at${list});`);
    }
  }

  /** Emits code that matches `expr` from `#pos`, runs `fail` when it doesn't, and names the values it kept in `values`. */
  #emit(expr: Expr, fail: string, indent: string, values: string[]): void {
    const l = this.#lines;
    switch (expr.kind) {
      case 'token': {
        const number = this.#numbers.get(expr.name);
        if (valueCount(expr) === 1) {
          const v = this.#name('v');
          l.push(`${indent}const ${v} = this.#pos;`);
          values.push(v);
        }
        l.push(`${indent}if (this.#types[this.#pos] !== ${number}) ${fail}`, `${indent}this.#pos++;`);
        return;
      }
      case 'rule': {
        const v = this.#name('v');
        l.push(`${indent}const ${v} = this.${expr.name}();`, `${indent}if (${v} === FAIL) ${fail}`);
        values.push(v);
        return;
      }
      case 'seq':
        for (const part of expr.parts) this.#emit(part, fail, indent, values);
        return;
      case 'alt': {
        const v = this.#name('v');
        const done = this.#name('d');
        const s = this.#name('s');
        if (expr.cases.every((each) => each.kind === 'token')) {
          const check = this.#check(this.#first(expr), `this.#types[${v}]!`);
          l.push(
            `${indent}const ${v} = this.#pos;`,
            `${indent}if (!(${check})) ${fail}`,
            `${indent}this.#pos++;`,
          );
          values.push(v);
          return;
        }
        l.push(`${indent}let ${v}: Result;`, `${indent}const ${s} = this.#pos;`, `${indent}${done}: {`);
        for (const each of expr.cases) {
          const label = this.#name('c');
          l.push(`${indent}  ${label}: {`);
          const inner: string[] = [];
          this.#emit(each, `break ${label};`, `${indent}    `, inner);
          l.push(`${indent}    ${v} = ${one(inner, s)};`, `${indent}    break ${done};`, `${indent}  }`);
          l.push(`${indent}  this.#back(${s});`);
        }
        l.push(`${indent}  ${fail}`, `${indent}}`);
        values.push(v);
        return;
      }
      case 'opt': {
        const v = this.#name('v');
        const s = this.#name('s');
        const label = this.#name('o');
        const inner: string[] = [];
        l.push(`${indent}let ${v}: Result;`);
        l.push(`${indent}if (${this.#check(this.#first(expr.of), 'this.#types[this.#pos]!')}) {`);
        l.push(`${indent}  const ${s} = this.#pos;`, `${indent}  ${label}: {`);
        const done = this.#name('d');
        l[l.length - 1] = `${indent}  ${done}: {`;
        l.push(`${indent}    ${label}: {`);
        this.#emit(expr.of, `break ${label};`, `${indent}      `, inner);
        l.push(`${indent}      ${v} = ${one(inner, s)};`, `${indent}      break ${done};`, `${indent}    }`);
        l.push(`${indent}    this.#back(${s});`, `${indent}  }`, `${indent}}`);
        values.push(v);
        return;
      }
      case 'star':
      case 'plus': {
        const v = this.#name('v');
        this.#repeat(v, expr.of, indent);
        if (expr.kind === 'plus') l.push(`${indent}if (${v}.length === 0) ${fail}`);
        values.push(v);
        return;
      }
      case 'list': {
        const v = this.#name('v');
        const separator: Expr = { kind: 'token', name: expr.separator };
        if (expr.of.kind !== 'rule') throw new Error('lists are of rules');
        const method = `this.${expr.of.name}()`;
        const s = this.#name('s');
        l.push(`${indent}let ${v}: unknown[] = NONE;`, `${indent}{`);
        l.push(`${indent}  const first = ${method};`);
        if (expr.empty) l.push(`${indent}  if (first !== FAIL) {`);
        else l.push(`${indent}  if (first === FAIL) ${fail}`, `${indent}  {`);
        l.push(`${indent}    ${v} = [first];`);
        l.push(`${indent}    while (this.#types[this.#pos] === ${this.#numbers.get(separator.name)}) {`);
        l.push(`${indent}      const ${s} = this.#pos++;`, `${indent}      const next = ${method};`);
        l.push(
          `${indent}      if (next === FAIL) {`,
          `${indent}        this.#back(${s});`,
          `${indent}        break;`,
        );
        l.push(`${indent}      }`, `${indent}      ${v}.push(next);`, `${indent}    }`, `${indent}  }`);
        l.push(`${indent}}`);
        values.push(v);
        return;
      }
      case 'ahead':
      case 'not': {
        const s = this.#name('s');
        const label = this.#name('l');
        const ok = this.#name('ok');
        l.push(`${indent}const ${s} = this.#pos;`, `${indent}let ${ok} = false;`, `${indent}${label}: {`);
        this.#emit(expr.of, `break ${label};`, `${indent}  `, []);
        l.push(`${indent}  ${ok} = true;`, `${indent}}`, `${indent}this.#pos = ${s};`);
        l.push(`${indent}if (${expr.kind === 'ahead' ? '!' : ''}${ok}) ${fail}`);
        return;
      }
      default:
        expr satisfies never;
    }
  }

  #repeat(v: string, of: Expr, indent: string): void {
    const l = this.#lines;
    const s = this.#name('s');
    const label = this.#name('i');
    const loop = this.#name('w');
    const inner: string[] = [];
    l.push(`${indent}let ${v}: unknown[] = NONE;`);
    l.push(`${indent}${loop}: while (${this.#check(this.#first(of), 'this.#types[this.#pos]!')}) {`);
    l.push(`${indent}  const ${s} = this.#pos;`, `${indent}  ${label}: {`);
    this.#emit(of, `break ${label};`, `${indent}    `, inner);
    l.push(`${indent}    if (${v} === NONE) ${v} = [${one(inner, s)}];`);
    l.push(`${indent}    else ${v}.push(${one(inner, s)});`);
    l.push(
      `${indent}    continue ${loop};`,
      `${indent}  }`,
      `${indent}  this.#pos = ${s};`,
      `${indent}  break;`,
    );
    l.push(`${indent}}`);
  }

  /** A condition that the token `t` is in the set: comparisons for up to three tokens, a table look-up for more. */
  #check(first: First, t = 't'): string {
    if (first.nullable) throw new Error('a part that may be empty has no first tokens');
    const tokens = [...first.tokens].sort((a, b) => a - b);
    if (tokens.length <= 2) return tokens.map((token) => `${t} === ${token}`).join(' || ');
    const key = tokens.join(' ');
    let index = this.#sets.get(key);
    if (index === undefined) {
      index = this.#sets.size;
      this.#sets.set(key, index);
    }
    return `S${index}[${t}] === 1`;
  }

  #name(prefix: string): string {
    return `${prefix}${this.#next++}`;
  }
}

/** What optional and repeated parts keep: the only value, a tuple of several, or the token where nothing else is kept. */
function one(values: readonly string[], token: string): string {
  const [only] = values;
  if (only === undefined) return token;
  return values.length === 1 ? only : `[${values.join(', ')}]`;
}

function bits(key: string, size: number): string {
  const bytes = new Uint8Array((size + 7) >> 3);
  for (const token of key.split(' ').map(Number))
    bytes[token >> 3] = (bytes[token >> 3] ?? 0) | (1 << (token & 7));
  return Buffer.from(bytes).toString('base64');
}
