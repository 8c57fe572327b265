import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as ohm from 'ohm-js';
import { generateSqlParser } from '../../../codegen/sql/generate.ts';
import { reservedWords, tokenNames, wordTokens } from '../../../generated/sql/token-types.ts';
import { parseStatement } from '../../../src/engine/parse/parse.ts';
import { tokenize } from '../../../src/engine/parse/tokens.ts';
import { corpus } from '../../support/corpus.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const grammarFile = join(root, 'src', 'engine', 'parse', 'grammar.ohm');
const source = readFileSync(grammarFile, 'utf8');

/** A character of the private use area for each token. */
const mark = (token: number): string => String.fromCharCode(0xe000 + token);

/** The grammar with each token replaced by one character, so that Ohm itself can match what `tokenize` made. */
function grammarOfTokens(): ohm.Grammar {
  const numbers = new Map(tokenNames.map((name, index) => [name, index]));
  const sentences = source.slice(
    source.indexOf('{') + 1,
    source.indexOf(
      '// ----------------------------------------------------------------',
      source.indexOf('Reserved ='),
    ),
  );
  const replaced = sentences
    .replaceAll(/\/\/.*$/gm, '')
    .replaceAll(/"([^"]+)"/g, (_, text: string) => `"${mark(numbers.get(text) ?? 0)}"`);
  const classes = [
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
  ]
    .map((name) => `  ${name} = "${mark(numbers.get(name) ?? 0)}"`)
    .join('\n');
  return ohm.grammar(`Tokens {${replaced}\n${classes}\n}`);
}

describe('the generated parser', function () {
  this.timeout(120_000);

  it('is what the grammar says', () => {
    for (const [name, text] of Object.entries(generateSqlParser(grammarFile))) {
      expect(
        readFileSync(join(root, 'generated', 'sql', name), 'utf8') === text,
        `${name} is out of date: npm run generate:sql`,
      ).to.equal(true);
    }
  });

  it('has the verdicts of Ohm', () => {
    const grammar = grammarOfTokens();
    const cases = corpus().filter(
      (each, index) =>
        each.sql.length < 200 &&
        (index % 60 === 0 || (each.error?.errorName === 'SYNTAX_ERROR' && index % 5 === 0)),
    );
    expect(cases.length).to.be.greaterThan(150);
    for (const { id, sql } of cases) {
      const { types, count } = tokenize(sql);
      const text = Array.from(types.subarray(0, count - 1), mark).join('');
      let parses = true;
      try {
        parseStatement(sql);
      } catch (error) {
        // Errors of actions come after a match.
        parses = !String(error).includes('mismatched input');
      }
      expect(grammar.match(text, 'SingleStatement').succeeded(), `${id}: ${sql}`).to.equal(parses);
    }
  });

  it('knows the words that Trino reserves, and all the others', () => {
    const keywords = JSON.parse(readFileSync(join(root, 'test', 'sql', 'keywords.json'), 'utf8')) as {
      reserved: string[];
      nonReserved: string[];
    };
    expect([...reservedWords].sort()).to.deep.equal([...keywords.reserved].sort());
    for (const word of keywords.nonReserved) expect(wordTokens.has(word), word).to.equal(true);
  });
});

describe('tokenize', function () {
  this.timeout(120_000);

  it("cuts as the grammar's token rules do", () => {
    const grammar = ohm.grammar(source);
    const texts = [
      ...corpus()
        .filter((each, index) => index % 60 === 0 && each.sql.length < 300)
        .map((each) => each.sql),
      '1 1.5 .5 5. 1e5 1.5E-3 1e 1e+ 1abc 1_000 1_ 1__0 0x1F 0x 0b12 0o17 0o8 1e5x 1.e5 1..2 1.2.3 12e+5x',
      `'a''b' "x""y" \`z\` X'0a' x'1' u&'\\00e9' U&'' "" ''`,
      'a-b -- comment\n/* block\n comment */ + /**/ * => -> <> != <= >= || | {- -} { } ^ $ ? ; : [ ] % a.b',
      '_a $b a$b é',
    ];
    for (const text of texts) {
      const { types, starts, ends, count } = tokenize(text);
      for (let i = 0; i < count - 1; i++) {
        const token = text.slice(starts[i], ends[i]);
        const matches = grammar.match(token, 'token').succeeded();
        expect(matches, `${token} in ${text}`).to.equal(tokenNames[types[i] ?? 0] !== 'unknown');
        // No longer token begins here.
        const next = text.codePointAt(ends[i] ?? 0);
        if (matches && next !== undefined) {
          const longer = token + String.fromCodePoint(next);
          const isLonger = grammar.match(longer, 'token').succeeded() && !/\s/.test(longer);
          expect(isLonger, `${longer} in ${text}`).to.equal(false);
        }
      }
    }
  });
});
