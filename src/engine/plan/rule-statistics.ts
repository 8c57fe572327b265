import type { PlanNode } from '../../../generated/worker/types.ts';
import type { PlanContext } from './plan-context.ts';
import type { Rule } from './rules/rule.ts';

/** Runs the optimizer's rules and may take note of them. */
export interface RuleRunner {
  /** What the rule makes of the plan. @throws TrinoError as the rule does */
  run(rule: Rule, plan: PlanNode, context: PlanContext): PlanNode;
}

/** What a rule did so far. */
export interface RuleReport {
  readonly name: string;
  readonly invocations: number;
  /** Invocations that changed the plan. */
  readonly matches: number;
  readonly failures: number;
  /** Of one invocation, nanoseconds; NaN before the first. */
  readonly averageNanos: number;
  /** Nanoseconds by the share of invocations that took no longer (0, 0.01, … 0.99); NaN before the first. */
  readonly percentiles: ReadonlyMap<number, number>;
}

/** Times are sorted into buckets that grow with them: eight for each doubling, so a percentile is at most 13 % too high. */
const bucketsPerDoubling = 8;

interface RuleCounts {
  invocations: number;
  matches: number;
  failures: number;
  nanos: number;
  /** Invocations by bucket of their time. */
  readonly times: Map<number, number>;
}

/** Counts what the rules do, for `system.runtime.optimizer_rule_stats`; as many numbers a rule however many statements are planned. */
export class RuleStatistics implements RuleRunner {
  readonly #clock: { monotonicNanos(): number };
  readonly #rules = new Map<string, RuleCounts>();

  constructor(clock: { monotonicNanos(): number }) {
    this.#clock = clock;
  }

  /** Names rules that may run, so that they are reported before they have. */
  expect(rules: readonly Rule[]): void {
    for (const { name } of rules) this.#counts(name);
  }

  run(rule: Rule, plan: PlanNode, context: PlanContext): PlanNode {
    const counts = this.#counts(rule.name);
    const start = this.#clock.monotonicNanos();
    counts.invocations++;
    try {
      const changed = rule.apply(plan, context);
      if (changed !== plan) counts.matches++;
      return changed;
    } catch (error) {
      counts.failures++;
      throw error;
    } finally {
      const nanos = this.#clock.monotonicNanos() - start;
      const bucket = Math.ceil(Math.log2(Math.max(nanos, 1)) * bucketsPerDoubling);
      counts.nanos += nanos;
      counts.times.set(bucket, (counts.times.get(bucket) ?? 0) + 1);
    }
  }

  report(): readonly RuleReport[] {
    return [...this.#rules].map(([name, { invocations, matches, failures, nanos, times }]) => ({
      name,
      invocations,
      matches,
      failures,
      averageNanos: nanos / invocations,
      percentiles: percentilesOf(times, invocations),
    }));
  }

  #counts(name: string): RuleCounts {
    let counts = this.#rules.get(name);
    if (counts === undefined) {
      counts = { invocations: 0, matches: 0, failures: 0, nanos: 0, times: new Map() };
      this.#rules.set(name, counts);
    }
    return counts;
  }
}

function percentilesOf(times: ReadonlyMap<number, number>, invocations: number): ReadonlyMap<number, number> {
  const sorted = [...times].sort(([a], [b]) => a - b);
  const percentiles = new Map<number, number>();
  let next = 0;
  let passed = 0;
  let nanos = NaN;
  for (let percent = 0; percent < 100; percent++) {
    while (next < sorted.length && (passed === 0 || passed <= (percent / 100) * invocations)) {
      const [bucket, count] = sorted[next++] as [number, number];
      passed += count;
      nanos = 2 ** (bucket / bucketsPerDoubling);
    }
    percentiles.set(percent / 100, nanos);
  }
  return percentiles;
}
