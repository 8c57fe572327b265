import { expect } from 'chai';
import { planQuery } from '../../../src/engine/plan/plan.ts';
import type { PlanNode } from '../../../generated/worker/types.ts';
import { sourcesOf } from '../../../src/engine/plan/plan-nodes.ts';
import { analyzed, metadata } from '../analyze/test-session.ts';

/** Conditions over tpch.tiny.orders, and how they stand in a stock server's plan. */
const conditions: readonly (readonly [string, string])[] = [
  ['shippriority = 5.5', '(("shippriority" IS NULL) AND CAST(null AS boolean))'],
  ['shippriority < 3000000000', '((NOT ("shippriority" IS NULL)) OR CAST(null AS boolean))'],
  ['shippriority > 3e0', '("shippriority" > 3)'],
  ['shippriority >= 2.5', '("shippriority" >= 3)'],
  ['shippriority <= -2.5', '("shippriority" <= -3)'],
  ['shippriority < 2.4', '("shippriority" <= 2)'],
  ['shippriority > 2.4', '("shippriority" > 2)'],
  ['shippriority <> 2.5', '((NOT ("shippriority" IS NULL)) OR CAST(null AS boolean))'],
  ['shippriority is distinct from 2.5', 'true'],
  ['shippriority <> 3000000000', '((NOT ("shippriority" IS NULL)) OR CAST(null AS boolean))'],
  ['shippriority > -3000000000', '((NOT ("shippriority" IS NULL)) OR CAST(null AS boolean))'],
  ['shippriority = -3000000000', '(("shippriority" IS NULL) AND CAST(null AS boolean))'],
  ['custkey > 9007199254740993e0', '(CAST("custkey" AS double) > 9.007199254740992E15)'],
  ['custkey > 9007199254740990e0', '("custkey" > 9007199254740990)'],
  ["orderdate > timestamp '1995-01-01 01:00:00'", '("orderdate" > DATE \'1995-01-01\')'],
  ["orderdate >= timestamp '1995-01-01 01:00:00'", '("orderdate" > DATE \'1995-01-01\')'],
  ["orderdate < timestamp '1995-01-01 00:00:00'", '("orderdate" < DATE \'1995-01-01\')'],
  ["orderdate = timestamp '1995-01-01 01:00:00'", '(("orderdate" IS NULL) AND CAST(null AS boolean))'],
  ["orderstatus = 'FFFF'", '(("orderstatus" IS NULL) AND CAST(null AS boolean))'],
  ["orderstatus <> 'FFFF'", '((NOT ("orderstatus" IS NULL)) OR CAST(null AS boolean))'],
  ["clerk < 'Clerk#000000951Clerk#000000951'", '("clerk" <= \'Clerk#000000951\')'],
  ['cast(shippriority as bigint) = 5', '("shippriority" = 5)'],
  ['cast(shippriority as decimal(12,2)) = 5.00', '("shippriority" = 5)'],
  ['cast(shippriority as decimal(12,2)) > 5.55', '("shippriority" >= 6)'],
  ['shippriority = 1 or shippriority = 2', '("shippriority" IN (1, 2))'],
  [
    'shippriority in (1, 2) or shippriority = 3 or custkey = 1',
    '(("custkey" = BIGINT \'1\') OR ("shippriority" IN (1, 2, 3)))',
  ],
  ['shippriority < 2147483647.5', '((NOT ("shippriority" IS NULL)) OR CAST(null AS boolean))'],
  ['cast(shippriority as real) > 1.5', '("shippriority" >= 2)'],
];

function computedIn(node: PlanNode): readonly string[] {
  return node['@type'] === 'project'
    ? Object.values(node.assignments.assignments)
    : sourcesOf(node).flatMap(computedIn);
}

describe('comparisons without casts, alternatives as lists', () => {
  for (const [condition, expected] of conditions) {
    it(condition, () => {
      const { root } = planQuery(analyzed(`SELECT ${condition} FROM orders`), metadata);
      expect(computedIn(root)).to.deep.equal([expected]);
    });
  }
});
