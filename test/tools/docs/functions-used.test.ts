import { expect } from 'chai';
import { functionsUsed } from '../../../tools/docs/functions-used.ts';

describe('functions used in a statement', () => {
  for (const [sql, names] of [
    ['SELECT Upper (name), current_date FROM t', ['upper', 'current_date']],
    [`SELECT 'abs(1)', "abs(1)", 1 -- abs(1)\n/* abs(1) */, ln(2)`, ['ln']],
    ["SELECT 'it''s abs(1)' || trim(x)", ['trim']],
    ['SELECT abs(floor(-1', ['abs', 'floor']],
  ] as const) {
    it(sql, () => {
      expect([...functionsUsed(sql)]).to.have.members([...names]);
    });
  }
});
