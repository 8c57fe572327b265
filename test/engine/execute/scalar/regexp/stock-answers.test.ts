import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { compilePattern } from '../../../../../src/engine/execute/scalar/functions/regexp-pattern.ts';
import { parsePattern } from '../../../../../src/engine/execute/scalar/regexp/parse-pattern.ts';
import { compileProgram } from '../../../../../src/engine/execute/scalar/regexp/pattern-program.ts';
import { searchProgram } from '../../../../../src/engine/execute/scalar/regexp/run-program.ts';

interface Answer {
  readonly pattern: string;
  readonly text?: string;
  readonly found?: readonly string[];
  readonly error?: string;
}

/** What a stock server's `regexp_extract_all` answered, or how it refused the pattern. */
const answers = readFileSync(new URL('stock-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Answer);

describe('regular expressions, as stock answered', () => {
  it('find the same', () => {
    for (const { pattern, text, found } of answers) {
      if (text === undefined) continue;
      const matches = Array.from(compilePattern(pattern).all(text), ({ groups }) => groups[0]);
      expect(matches, `${pattern} in ${text}`).to.deep.equal(found);
    }
  });

  it('find the same without the engine of JavaScript', () => {
    for (const { pattern, text, found } of answers) {
      if (text === undefined || found === undefined) continue;
      const places = searchProgram(compileProgram(parsePattern(pattern)), text, 0);
      const first = places === undefined ? undefined : text.slice(places[0], places[1]);
      expect(first, `${pattern} in ${text}`).to.equal(found[0]);
    }
  });

  it('are refused in the same words', () => {
    for (const { pattern, error } of answers)
      if (error !== undefined) expect(() => compilePattern(pattern), pattern).to.throw(error);
  });
});
