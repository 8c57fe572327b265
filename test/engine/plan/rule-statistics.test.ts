import { expect } from 'chai';
import type { PlanNode } from '../../../generated/worker/types.ts';
import { PlanContext } from '../../../src/engine/plan/plan-context.ts';
import { planQuery } from '../../../src/engine/plan/plan.ts';
import { rules } from '../../../src/engine/plan/optimize.ts';
import { RuleStatistics } from '../../../src/engine/plan/rule-statistics.ts';
import type { Rule } from '../../../src/engine/plan/rules/rule.ts';
import { analyzed, metadata } from '../analyze/test-session.ts';

describe('statistics of optimizer rules', () => {
  const plan = { '@type': 'values' } as unknown as PlanNode;
  const context = new PlanContext({ metadata });

  it('count invocations, matches, failures and times', () => {
    let nanos = 0;
    const statistics = new RuleStatistics({ monotonicNanos: () => nanos });
    const rule = (took: number, change: () => PlanNode): Rule => ({
      name: 'r',
      apply() {
        nanos += took;
        return change();
      },
    });
    statistics.expect([rule(0, () => plan)]);
    expect(statistics.report()[0]).to.include({ name: 'r', invocations: 0 });
    expect(statistics.report()[0]?.averageNanos).to.be.NaN;
    for (let i = 0; i < 98; i++)
      statistics.run(
        rule(1_024, () => plan),
        plan,
        context,
      );
    statistics.run(
      rule(1_048_576, () => ({ ...plan })),
      plan,
      context,
    );
    const fail = rule(1_048_576, () => {
      throw new Error('no');
    });
    expect(() => statistics.run(fail, plan, context)).to.throw('no');
    const [report] = statistics.report();
    expect(report).to.include({ invocations: 100, matches: 1, failures: 1 });
    expect(report?.averageNanos).to.equal((98 * 1_024 + 2 * 1_048_576) / 100);
    expect([...(report?.percentiles.keys() ?? [])]).to.have.length(100);
    expect([0, 0.5, 0.97, 0.99].map((share) => report?.percentiles.get(share))).to.deep.equal([
      1_024, 1_024, 1_024, 1_048_576,
    ]);
  });

  it('are of all rules that a statement is planned with', () => {
    const statistics = new RuleStatistics({ monotonicNanos: () => 0 });
    planQuery(analyzed('SELECT 1 FROM nation WHERE 1 + 1 = 2'), metadata, undefined, statistics);
    const reports = statistics.report();
    expect(reports.map(({ name }) => name)).to.have.members([...new Set(rules.map(({ name }) => name))]);
    expect(reports.reduce((sum, { invocations }) => sum + invocations, 0)).to.equal(rules.length);
    expect(reports.some(({ matches }) => matches > 0)).to.equal(true);
  });
});
