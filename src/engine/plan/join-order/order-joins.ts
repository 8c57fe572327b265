import type { PlanSettings } from '../plan-settings.ts';
import { cheapestDistribution } from './join-cost.ts';
import type { JoinGraph, RelationSet } from './join-graph.ts';
import type { JoinSizes, Link } from './join-size.ts';

/** The order in which a graph's relations are joined. */
export type JoinOrder =
  | { readonly kind: 'relation'; readonly relation: number; readonly set: RelationSet }
  | {
      readonly kind: 'join';
      /** Probes. */
      readonly left: JoinOrder;
      /** Is built. */
      readonly right: JoinOrder;
      readonly set: RelationSet;
      readonly link: Link;
    };

interface Plan {
  readonly order: JoinOrder;
  readonly cost: number;
}

/** The cheapest order; of long runs of joins one that is good enough. */
export function cheapestOrder(graph: JoinGraph, sizes: JoinSizes, settings: PlanSettings): JoinOrder {
  const plans = componentsOf(graph).map((component) =>
    bitCount(component) <= settings.maxReorderedJoins
      ? enumerate(component, graph, sizes, settings)
      : greedy(component, graph, sizes, settings),
  );
  // What nothing connects is multiplied: the largest with each of the others.
  const byRows = [...plans].sort((a, b) => sizes.rowCount(b.order.set) - sizes.rowCount(a.order.set));
  const [first, ...rest] = byRows as [Plan, ...Plan[]];
  return rest.reduce(
    (all, other) => joinPlans(all, other, linkOf(all.order.set, other.order.set, graph), sizes, settings),
    first,
  ).order;
}

/** Each connected set by the cheapest of all the ways to cut it in two. */
function enumerate(component: RelationSet, graph: JoinGraph, sizes: JoinSizes, settings: PlanSettings): Plan {
  const best = new Map<RelationSet, Plan>();
  for (const relation of membersOf(component)) {
    best.set(1 << relation, { order: relationAt(relation), cost: 0 });
  }
  for (const set of subsetsOf(component)) {
    let cheapest: Plan | undefined;
    const lowest = set & -set;
    for (let part = (set - 1) & set; part > 0; part = (part - 1) & set) {
      if ((part & lowest) === 0) {
        continue;
      }
      const [a, b] = [best.get(part), best.get(set ^ part)];
      if (a === undefined || b === undefined) {
        continue;
      }
      const link = linkOf(part, set ^ part, graph);
      if (link.criteria.length > 0) {
        const plan = joinPlans(a, b, link, sizes, settings);
        if (cheapest === undefined || plan.cost < cheapest.cost) {
          cheapest = plan;
        }
      }
    }
    if (cheapest !== undefined) {
      best.set(set, cheapest);
    }
  }
  return best.get(component) as Plan;
}

/** Joins next whatever gives the fewest bytes. */
function greedy(component: RelationSet, graph: JoinGraph, sizes: JoinSizes, settings: PlanSettings): Plan {
  let plans: readonly Plan[] = membersOf(component).map((relation) => ({
    order: relationAt(relation),
    cost: 0,
  }));
  while (plans.length > 1) {
    let next: { readonly plan: Plan; readonly parts: readonly Plan[]; readonly bytes: number } | undefined;
    for (const [i, a] of plans.entries()) {
      for (const b of plans.slice(i + 1)) {
        const link = linkOf(a.order.set, b.order.set, graph);
        if (link.criteria.length === 0) {
          continue;
        }
        const plan = joinPlans(a, b, link, sizes, settings);
        const bytes = sizes.bytes(plan.order.set);
        if (next === undefined || bytes < next.bytes) {
          next = { plan, parts: [a, b], bytes };
        }
      }
    }
    const { plan, parts } = next as NonNullable<typeof next>;
    plans = [...plans.filter((each) => !parts.includes(each)), plan];
  }
  return plans[0] as Plan;
}

/** The order of the query, but that a relation waits until something connects it. */
export function orderWithoutCrossJoins(graph: JoinGraph): JoinOrder {
  let order: JoinOrder = relationAt(0);
  let rest = graph.relations.flatMap((_, i) => (i === 0 ? [] : [i]));
  while (rest.length > 0) {
    const { set } = order;
    const next =
      rest.find((relation) => linkOf(set, 1 << relation, graph).criteria.length > 0) ?? rest[0] ?? 0;
    rest = rest.filter((relation) => relation !== next);
    order = {
      kind: 'join',
      left: order,
      right: relationAt(next),
      set: set | (1 << next),
      link: linkOf(set, 1 << next, graph),
    };
  }
  return order;
}

/** Joins two plans, the cheaper side building. */
function joinPlans(a: Plan, b: Plan, link: Link, sizes: JoinSizes, settings: PlanSettings): Plan {
  const [x, y] = [a.order.set, b.order.set];
  sizes.join(x, y, link);
  const output = sizes.bytes(x | y);
  const cost = (probe: number, build: number): number =>
    cheapestDistribution({ probe, build, output }, settings, settings.workers).cost;
  const [straight, turned] = [cost(sizes.bytes(x), sizes.bytes(y)), cost(sizes.bytes(y), sizes.bytes(x))];
  const [left, right] = turned < straight ? [b, a] : [a, b];
  return {
    order: {
      kind: 'join',
      left: left.order,
      right: right.order,
      set: x | y,
      link: turned < straight ? flipped(link) : link,
    },
    cost: a.cost + b.cost + Math.min(straight, turned),
  };
}

function flipped({ criteria, conditions }: Link): Link {
  return { criteria: criteria.map(({ left, right }) => ({ left: right, right: left })), conditions };
}

/** What compares two sets of relations: of each class of equal symbols one of either. */
function linkOf(left: RelationSet, right: RelationSet, graph: JoinGraph): Link {
  const criteria: { readonly left: string; readonly right: string }[] = [];
  for (const symbols of graph.equalities) {
    const a = symbols.find(({ relation }) => (left & (1 << relation)) !== 0);
    const b = symbols.find(({ relation }) => (right & (1 << relation)) !== 0);
    if (a !== undefined && b !== undefined) {
      criteria.push({ left: a.name, right: b.name });
    }
  }
  const both = left | right;
  const conditions = graph.conditions.filter(
    ({ relations }) => (relations & ~both) === 0 && (relations & ~left) !== 0 && (relations & ~right) !== 0,
  );
  return { criteria, conditions };
}

/** Sets of relations that equalities connect, directly or over others. */
function componentsOf(graph: JoinGraph): readonly RelationSet[] {
  let components = graph.relations.map((_, i): RelationSet => 1 << i);
  for (const symbols of graph.equalities) {
    const set = symbols.reduce((all, { relation }) => all | (1 << relation), 0);
    const merged = components.filter((each) => (each & set) !== 0).reduce((all, each) => all | each, 0);
    components = [...components.filter((each) => (each & set) === 0), merged];
  }
  return components;
}

/** Subsets of two relations and more, each after its own subsets. */
function subsetsOf(set: RelationSet): readonly RelationSet[] {
  const subsets: RelationSet[] = [];
  for (let subset = set; subset > 0; subset = (subset - 1) & set) {
    if (bitCount(subset) > 1) {
      subsets.push(subset);
    }
  }
  return subsets.reverse();
}

function membersOf(set: RelationSet): readonly number[] {
  const members: number[] = [];
  for (let relation = 0; 1 << relation <= set && relation < 31; relation++) {
    if ((set & (1 << relation)) !== 0) {
      members.push(relation);
    }
  }
  return members;
}

function bitCount(set: RelationSet): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    count++;
  }
  return count;
}

function relationAt(relation: number): JoinOrder {
  return { kind: 'relation', relation, set: 1 << relation };
}
