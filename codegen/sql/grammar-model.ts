import { readFileSync } from 'node:fs';
import * as ohm from 'ohm-js';

/** The grammar as the generator sees it: Ohm's parsing expressions, reduced to the forms that grammar.ohm uses. */
export type Expr =
  | { readonly kind: 'token'; readonly name: string }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'seq'; readonly parts: readonly Expr[] }
  | { readonly kind: 'alt'; readonly cases: readonly Expr[] }
  | { readonly kind: 'opt' | 'star' | 'plus' | 'not' | 'ahead'; readonly of: Expr }
  | { readonly kind: 'list'; readonly of: Expr; readonly separator: string; readonly empty: boolean };

export interface Case {
  /** What follows `--`; absent for an unnamed case. */
  readonly name?: string;
  readonly body: Expr;
}

export interface Rule {
  readonly name: string;
  /** `(a type)` without its article: how errors name the rule. */
  readonly description?: string;
  readonly cases: readonly Case[];
  /** Only looked ahead for: no action, nothing is built. */
  readonly silent: boolean;
}

export interface Grammar {
  readonly rules: readonly Rule[];
  /** Tokens by number; `end` is 0. Lower-case names are classes of tokens, everything else is the token's text. */
  readonly tokens: readonly string[];
  readonly reserved: readonly string[];
}

/** The classes of tokens, in the order of their numbers; `unknown` is a character that begins no token. */
const tokenClasses = [
  'end',
  'name',
  'quotedName',
  'digitName',
  'backquotedName',
  'string',
  'unicodeString',
  'binary',
  'integer',
  'decimal',
  'double',
  'unknown',
];

/** Ohm's own objects, as far as they are read here; ohm-js declares no types for them. */
interface OhmExpr {
  readonly obj?: string;
  readonly ruleName?: string;
  readonly args?: readonly OhmExpr[];
  readonly terms?: readonly OhmExpr[];
  readonly factors?: readonly OhmExpr[];
  readonly expr?: OhmExpr;
}
interface OhmRule {
  readonly body: OhmExpr;
  readonly description?: string;
}

/** Reads grammar.ohm. @throws Error when it isn't a grammar, or uses a form of Ohm that the generator doesn't know */
export function readGrammar(file: string): Grammar {
  const source = readFileSync(file, 'utf8');
  const rules = (ohm.grammar(source) as unknown as { rules: Readonly<Record<string, OhmRule>> }).rules;
  const own = Object.keys(rules).filter((name) => /^[A-Z]/.test(name) && !name.includes('_'));
  const words = new Set<string>();
  const signs = new Set<string>();

  const convert = (expr: OhmExpr): Expr => {
    switch (expr.constructor.name) {
      case 'Terminal': {
        const text = expr.obj ?? '';
        (/^[A-Z]/.test(text) ? words : signs).add(text);
        return { kind: 'token', name: text };
      }
      case 'Apply': {
        const name = expr.ruleName ?? '';
        if (name === 'ListOf' || name === 'NonemptyListOf') {
          const [of, separator] = expr.args ?? [];
          if (of === undefined || separator?.obj === undefined)
            throw new Error(`${name}: separator is no token`);
          signs.add(separator.obj);
          return { kind: 'list', of: convert(of), separator: separator.obj, empty: name === 'ListOf' };
        }
        if (tokenClasses.includes(name)) return { kind: 'token', name };
        if (!/^[A-Z]/.test(name)) throw new Error(`${name} is neither a rule nor a class of tokens`);
        return { kind: 'rule', name };
      }
      case 'Seq':
        return { kind: 'seq', parts: (expr.factors ?? []).map(convert) };
      case 'Alt':
        return { kind: 'alt', cases: (expr.terms ?? []).map(convert) };
      case 'Opt':
        return { kind: 'opt', of: inner(expr) };
      case 'Star':
        return { kind: 'star', of: inner(expr) };
      case 'Plus':
        return { kind: 'plus', of: inner(expr) };
      case 'Not':
        return { kind: 'not', of: inner(expr) };
      case 'Lookahead':
        return { kind: 'ahead', of: inner(expr) };
      default:
        throw new Error(`unexpected ${expr.constructor.name} in grammar.ohm`);
    }
  };
  const inner = (expr: OhmExpr): Expr => {
    if (expr.expr === undefined) throw new Error(`${expr.constructor.name} of nothing`);
    return convert(expr.expr);
  };

  const converted = own.map((name): Rule => {
    const rule = rules[name];
    if (rule === undefined) throw new Error(name);
    const alternatives = rule.body.constructor.name === 'Alt' ? (rule.body.terms ?? []) : [rule.body];
    const cases = alternatives.map((term): Case => {
      const called = term.constructor.name === 'Apply' ? (term.ruleName ?? '') : '';
      if (!called.startsWith(`${name}_`)) return { body: convert(term) };
      const body = rules[called]?.body;
      if (body === undefined) throw new Error(called);
      return { name: called.slice(name.length + 1), body: convert(body) };
    });
    const description = rule.description?.replace(/^an? /, '');
    const base = { name, cases, silent: false };
    return description === undefined ? base : { ...base, description };
  });
  const built = new Set<string>();
  const reach = (expr: Expr): void => {
    switch (expr.kind) {
      case 'token':
      case 'not':
      case 'ahead':
        return;
      case 'rule':
        if (built.has(expr.name)) return;
        built.add(expr.name);
        for (const each of converted.find((rule) => rule.name === expr.name)?.cases ?? []) reach(each.body);
        return;
      case 'seq':
        expr.parts.forEach(reach);
        return;
      case 'alt':
        expr.cases.forEach(reach);
        return;
      case 'opt':
      case 'star':
      case 'plus':
      case 'list':
        reach(expr.of);
        return;
      default:
        expr satisfies never;
    }
  };
  for (const rule of converted) if (rule.name.startsWith('Single')) reach({ kind: 'rule', name: rule.name });

  const reserved = new Set(words);
  for (const rule of converted.filter((candidate) => candidate.name === 'NonReserved')) {
    for (const each of rule.cases) if (each.body.kind === 'token') reserved.delete(each.body.name);
  }
  return {
    rules: converted
      .filter((rule) => rule.name !== 'Reserved')
      .map((rule) => ({ ...rule, silent: !built.has(rule.name) })),
    tokens: [...tokenClasses, ...[...signs].sort(), ...[...words].sort()],
    reserved: [...reserved].sort(),
  };
}
