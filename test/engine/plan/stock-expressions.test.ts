import { expect } from 'chai';
import type { PlanNode } from '../../../generated/worker/types.ts';
import { TrinoError } from '../../../src/engine/errors/trino-error.ts';
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

/** What this version doesn't plan yet; the list may only shrink. */
const unsupported = ['transform(', 'try(', 'reduce(', 'filter(', 'map(', 'regexp_like(', 'json_extract('];

describe('expressions of our plans', () => {
  for (const { sql, expressions } of stockSelects) {
    if (unsupported.some((name) => sql.startsWith(`select ${name}`))) {
      it(`does not plan yet: ${sql}`, () => {
        expect(() => planned(sql, 2))
          .to.throw(TrinoError, 'not yet supported')
          .with.property('errorName', 'NOT_SUPPORTED');
      });
      continue;
    }
    it(`are those of a stock plan: ${sql}`, () => {
      const ours = allFragments(planned(sql, 2)).flatMap(({ fragment }) => computedIn(fragment.root));
      expect(ours.map(withReadableNames)).to.deep.equal(expressions.map(withReadableNames));
    });
  }
});
