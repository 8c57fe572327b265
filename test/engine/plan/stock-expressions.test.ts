import { expect } from 'chai';
import type { PlanNode } from '../../../generated/worker/types.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { withReadableNames } from '../expressions/readable-names.ts';
import { stockSelects } from '../expressions/recorded-expressions.ts';
import { allFragments, planned } from './planned.ts';

/** Expressions that aren't a symbol alone, in the order of the nodes: what the fixture was made of. */
function computedIn(node: PlanNode): readonly string[] {
  const own =
    node['@type'] === 'values'
      ? (node.rows ?? [])
      : node['@type'] === 'project'
        ? Object.values(node.assignments.assignments).filter((text) => !/^"[^"]*"$/.test(text))
        : [];
  return [...own, ...sourcesOf(node).flatMap(computedIn)];
}

/**
 * What stock makes of a constant pattern or path: a literal of the type. Ours stays the cast of its text, which a stock worker
 * computes as well.
 */
const castsInsteadOfLiterals: Readonly<Record<string, string>> = {
  'select regexp_like(': `CAST('a.*' AS JoniRegExp)`,
  'select json_extract(': `CAST('$.a' AS JsonPath)`,
};

/** Gives parameters of lambdas names by their order: how they are called changes nothing. */
function withPlainParameters(expression: string): string {
  let text = expression;
  // From the last to the first: a later lambda may use a name again.
  for (const found of [...expression.matchAll(/\(([^()]*)\) -> /g)].reverse()) {
    const names = (found[1] ?? '').split(', ').map((name) => name.replaceAll('"', ''));
    const plain = names.map((_, index) => `p${found.index}_${index}`);
    let body = text.slice(found.index + found[0].length);
    for (const [index, name] of names.entries()) {
      if (name !== '') body = body.replaceAll(`"${name}"`, `"${plain[index]}"`);
    }
    text = `${text.slice(0, found.index)}(${plain.map((_, index) => `p${index}`).join(', ')}) -> ${body}`;
  }
  const seen = new Map<string, string>();
  return text.replaceAll(/"p\d+_\d+"/g, (name) => {
    if (!seen.has(name)) seen.set(name, `"p${seen.size}"`);
    return seen.get(name) as string;
  });
}

const literal = /system\."\$resolved"\.<\{"id":"\$literal\$.*$/;

describe('expressions of our plans', () => {
  for (const { sql, expressions } of stockSelects) {
    it(`are those of a stock plan: ${sql}`, () => {
      const ours = allFragments(planned(sql, 2)).flatMap(({ fragment }) => computedIn(fragment.root));
      const cast = Object.entries(castsInsteadOfLiterals).find(([start]) => sql.startsWith(start))?.[1];
      const stock = expressions
        .map(withReadableNames)
        .map((text) => (cast === undefined ? text : text.replace(literal, () => `${cast})`)));
      expect(ours.map(withReadableNames).map(withPlainParameters)).to.deep.equal(
        stock.map(withPlainParameters),
      );
    });
  }
});
