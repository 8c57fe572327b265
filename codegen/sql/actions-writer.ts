import type { Expr, Grammar } from './grammar-model.ts';
import { actionName, isValue } from './parser-writer.ts';

/**
 * Writes the type of the actions: a function a case, its parameters typed by the rules it applies, its result by
 * `RuleResults` in src/engine/parse/actions/rule-results.ts. Rules without actions have the type of what they pass on.
 */
export function writeActions(grammar: Grammar): string {
  const members: string[] = [];
  const types: string[] = [];
  const checks: string[] = [];
  for (const rule of grammar.rules) {
    const passed: string[] = [];
    let acts = false;
    for (const each of rule.cases) {
      const action = actionName(rule, each);
      const values: string[] = [];
      collect(each.body, values);
      if (action === undefined) {
        passed.push(values[0] ?? 'Token');
      } else {
        acts = true;
        const parameters = values.map((type, index) => `, p${index}: ${type}`).join('');
        members.push(`  ${action}(c: C, at: Token${parameters}): RuleResults['${rule.name}'];`);
      }
    }
    types.push(`export type ${rule.name}Result = ${acts ? `RuleResults['${rule.name}']` : unique(passed)};`);
    if (acts && passed.length > 0) checks.push(`  Subtype<${unique(passed)}, RuleResults['${rule.name}']>,`);
  }
  return [
    `import type { RuleResults } from '../../src/engine/parse/actions/rule-results.ts';`,
    '',
    '/** A token by its index in the text. */',
    'export type Token = number;',
    '',
    "/** Builds results from matches: `c` is the parse's context, `at` the first token, then the parts in their order. */",
    'export interface SqlActions<C> {',
    ...members,
    '}',
    '',
    ...types,
    '',
    'type Subtype<A extends B, B> = A;',
    '/** What rules pass on unchanged is of their declared type. */',
    'export type PassedOn = [',
    ...checks,
    '];',
    '',
  ].join('\n');
}

function unique(types: readonly string[]): string {
  return [...new Set(types)].join(' | ');
}

function collect(expr: Expr, values: string[]): void {
  switch (expr.kind) {
    case 'token':
      if (isValue(expr.name)) values.push('Token');
      return;
    case 'rule':
      values.push(`${expr.name}Result`);
      return;
    case 'seq':
      for (const part of expr.parts) collect(part, values);
      return;
    case 'alt':
      values.push(unique(expr.cases.map((each) => single(each))));
      return;
    case 'opt':
      values.push(`${single(expr.of)} | undefined`);
      return;
    case 'star':
    case 'plus':
    case 'list':
      values.push(`readonly (${single(expr.of)})[]`);
      return;
    case 'not':
    case 'ahead':
      return;
    default:
      expr satisfies never;
  }
}

function single(expr: Expr): string {
  const values: string[] = [];
  collect(expr, values);
  const [only] = values;
  if (only === undefined) return 'Token';
  return values.length === 1 ? only : `readonly [${values.join(', ')}]`;
}
