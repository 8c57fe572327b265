import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { formatExpression } from '../../../src/engine/parse/format/format-expression.ts';
import { formatStatement } from '../../../src/engine/parse/format/format-statement.ts';
import { parseExpression, parseStatement } from '../../../src/engine/parse/parse.ts';
import { recordings } from '../../support/recordings.ts';

/** What `PREPARE p FROM sql` returned from a stock server. */
const formatted = readFileSync(new URL('formatted.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { readonly sql: string; readonly formatted: string });

/** The expressions of all recorded plan fragments. */
function fragmentExpressions(): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): void => {
    if (Array.isArray(value)) {
      for (const item of value) {
        if (typeof item === 'string' && (key === 'arguments' || key === 'rows')) found.add(item);
        else visit(item, key);
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) {
        const isExpression =
          ['predicate', 'expression', 'filter'].includes(name) || key === 'assignments' || key === 'map';
        if (typeof item === 'string' && name !== '@type' && isExpression) found.add(item);
        else visit(item, name);
      }
    }
  };
  for (const { request } of recordings()) {
    const body = request.body as { fragment?: unknown } | null;
    if (typeof body === 'object') visit(body?.fragment, 'fragment');
  }
  return found;
}

describe('formatting', () => {
  it('writes statements back as stock does', () => {
    expect(formatted.length).to.be.greaterThan(300);
    for (const { sql, formatted: expected } of formatted) {
      expect(formatStatement(parseStatement(sql)), sql).to.equal(expected);
    }
  });

  it('reads what it wrote as the same statement', () => {
    for (const { formatted: text } of formatted) {
      // Trino prints the properties of columns in a way that only its eyes can tell from the original.
      expect(formatStatement(parseStatement(text)), text).to.equal(text);
    }
  });

  it('gives the expressions of plan fragments back unchanged', () => {
    const expressions = fragmentExpressions();
    expect(expressions.size).to.be.greaterThan(100);
    for (const text of expressions) expect(formatExpression(parseExpression(text))).to.equal(text);
  });
});
