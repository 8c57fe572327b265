import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeActions } from './actions-writer.ts';
import { readGrammar } from './grammar-model.ts';
import type { Expr, Grammar } from './grammar-model.ts';
import { ParserWriter } from './parser-writer.ts';

const header = '// Generated from src/engine/parse/grammar.ohm by codegen/sql. Never edited.\n';

/** The generated files by name, from a grammar file. Deterministic: the same grammar gives the same bytes. */
export function generateSqlParser(grammarFile: string): Readonly<Record<string, string>> {
  const grammar = readGrammar(grammarFile);
  return {
    'token-types.ts': header + writeTokenTypes(grammar),
    'actions.ts': header + writeActions(grammar),
    'parser.ts': header + new ParserWriter(grammar).write(),
    'grammar-model.ts': header + writeModel(grammar),
  };
}

function writeTokenTypes(grammar: Grammar): string {
  const words = grammar.tokens.flatMap((name, index) =>
    /^[A-Z]/.test(name) ? [`  ['${name}', ${index}],`] : [],
  );
  const classes = grammar.tokens.flatMap((name, index) =>
    /^[a-z]/.test(name) ? [`  ${name}: ${index},`] : [],
  );
  const signs = grammar.tokens.flatMap((name, index) =>
    /^[A-Za-z]/.test(name) ? [] : [`  '${name}': ${index},`],
  );
  return [
    '/** Classes of tokens that have more than one text. */',
    'export const tokenClass = {',
    ...classes,
    '} as const;',
    '',
    '/** Signs: punctuation and operators. */',
    'export const signToken = {',
    ...signs,
    '} as const;',
    '',
    '/** Words of the language, upper case, with their numbers. */',
    'export const wordTokens: ReadonlyMap<string, number> = new Map([',
    ...words,
    ']);',
    '',
    '/** Words that are names only in double quotes. */',
    `export const reservedWords: readonly string[] = ${JSON.stringify(grammar.reserved)};`,
    '',
    '/** Token names by number. */',
    `export const tokenNames: readonly string[] = ${JSON.stringify(grammar.tokens)};`,
    '',
  ].join('\n');
}

/** The grammar as data for the analysis of syntax errors: rules with their descriptions and cases, tokens by number. */
function writeModel(grammar: Grammar): string {
  const numbers = new Map(grammar.tokens.map((name, index) => [name, index]));
  const rules = new Map(grammar.rules.map((rule, index) => [rule.name, index]));
  const pack = (expr: Expr): unknown => {
    switch (expr.kind) {
      case 'token':
        return numbers.get(expr.name);
      case 'rule':
        return ['r', rules.get(expr.name)];
      case 'seq':
        return ['s', ...expr.parts.filter((part) => part.kind !== 'not' && part.kind !== 'ahead').map(pack)];
      case 'alt':
        return ['a', ...expr.cases.map(pack)];
      case 'opt':
        return ['o', pack(expr.of)];
      case 'star':
        return ['*', pack(expr.of)];
      case 'plus':
        return ['+', pack(expr.of)];
      case 'list':
        return [expr.empty ? 'l' : 'n', pack(expr.of), numbers.get(expr.separator)];
      case 'not':
      case 'ahead':
        return ['s'];
      default:
        return expr satisfies never;
    }
  };
  const model = grammar.rules.map((rule) => [
    rule.name,
    rule.description ?? '',
    ['a', ...rule.cases.map((each) => pack(each.body))],
  ]);
  const text = JSON.stringify(model).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return [
    '/** The grammar without its lookaheads, as JSON text: [rule, description, expression]. */',
    `export const grammarModel = '${text}';`,
    '',
  ].join('\n');
}

/** Writes generated/sql. */
export function writeSqlParser(root: string): void {
  const folder = join(root, 'generated', 'sql');
  mkdirSync(folder, { recursive: true });
  const files = generateSqlParser(join(root, 'src', 'engine', 'parse', 'grammar.ohm'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

if (process.argv[1] === import.meta.filename) writeSqlParser(join(import.meta.dirname, '..', '..'));
