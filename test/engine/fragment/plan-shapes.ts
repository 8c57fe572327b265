import type { PlanNode } from '../../../generated/worker/types.ts';
import { resolveFunction } from '../../../src/engine/functions/resolve-function.ts';
import { aggregation, project, restrict } from '../../../src/engine/plan/plan-nodes.ts';
import { HandMadePlan } from './hand-made-plan.ts';

/** A plan by hand, and the fragments it becomes (see `outline`). */
export interface PlanShape {
  readonly name: string;
  readonly plan: (plan: HandMadePlan) => PlanNode;
  readonly oneWorker: readonly string[];
  readonly threeWorkers: readonly string[];
}

function customersAndOrders(plan: HandMadePlan) {
  const customer = plan.scan('customer', ['custkey', 'nationkey']);
  const orders = plan.scan('orders', ['custkey', 'orderkey']);
  return {
    customer: customer.node,
    orders: orders.node,
    custkeys: [customer.symbols[0] as string, orders.symbols[0] as string] as const,
  };
}

/** What each kind of node asks for, in plans as the optimizer hands them over. */
export const planShapes: readonly PlanShape[] = [
  {
    name: 'a replicated join',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.join('INNER', customer, orders, [custkeys], 'REPLICATED');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(scan, one thread(scan))'],
    threeWorkers: [
      '0 SOURCE/UNKNOWN > SINGLE/SINGLE: inner join(scan, one thread(replicate 1))',
      '1 SOURCE/UNKNOWN > FIXED/BROADCAST: scan',
    ],
  },
  {
    name: 'a partitioned join',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.join('LEFT', customer, orders, [custkeys], 'PARTITIONED');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: left join(scan, one thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: left join(repartition 1, one thread(repartition 2))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): scan',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): scan',
    ],
  },
  {
    name: 'a join that keeps all rows of the right side: never replicated',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.join('FULL', customer, orders, [custkeys], 'REPLICATED');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: full join(scan, one thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: full join(repartition 1, one thread(repartition 2))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): scan',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): scan',
    ],
  },
  {
    name: 'a right join of nothing to hash by: in one task',
    plan: (plan) =>
      plan.join('RIGHT', plan.scan('nation', ['name']).node, plan.scan('region', ['name']).node, []),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: right join(scan, one thread(scan))'],
    threeWorkers: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: right join(gather 1, one thread(gather 2))',
      '1 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
      '2 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
    ],
  },
  {
    name: 'a cross join with constants',
    plan: (plan) => plan.join('INNER', plan.scan('nation', ['name']).node, plan.row(1n).node, []),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(scan, values)'],
    threeWorkers: [
      '0 SOURCE/UNKNOWN > SINGLE/SINGLE: inner join(scan, one thread(replicate 1))',
      '1 SINGLE/SINGLE > FIXED/BROADCAST: values',
    ],
  },
  {
    name: 'constants joined with a table: its rows come to them',
    plan: (plan) =>
      plan.join('INNER', plan.row(1n).node, plan.scan('nation', ['name']).node, [], 'REPLICATED'),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(values, one thread(scan))'],
    threeWorkers: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(values, one thread(gather 1))',
      '1 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
    ],
  },
  {
    name: 'groups by what a join was hashed by: no further exchange',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      const joined = plan.join('INNER', customer, orders, [custkeys], 'PARTITIONED');
      return plan.count(joined, [custkeys[1]]);
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(by custkey_0 thread(inner join(scan, one thread(scan))))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: single aggregation(by custkey_0 thread(inner join(repartition 1, one thread(repartition 2))))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): scan',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): scan',
    ],
  },
  {
    name: "groups by a left join's right key: null where there is no partner, so another exchange",
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      const joined = plan.join('LEFT', customer, orders, [custkeys], 'PARTITIONED');
      return plan.count(joined, [custkeys[1]]);
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(by custkey_0 thread(left join(scan, one thread(scan))))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: final aggregation(by custkey_0 thread(repartition 1))',
      '1 FIXED/HASH > FIXED/HASH(custkey_0): partial aggregation(left join(repartition 2, one thread(repartition 3)))',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey): scan',
      '3 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): scan',
    ],
  },
  {
    name: 'a join with groups by one of its keys: the other side comes to them',
    plan: (plan) => {
      const nation = plan.scan('nation', ['regionkey']);
      const region = plan.scan('region', ['regionkey']);
      const numbers = plan.scan('nation', ['nationkey']);
      const groups = plan.count(region.node, region.symbols);
      const [count = ''] = Object.keys(groups.aggregations);
      return plan.join(
        'INNER',
        plan.join('INNER', nation.node, numbers.node, []),
        groups,
        [
          [numbers.symbols[0] as string, count],
          [nation.symbols[0] as string, region.symbols[0] as string],
        ],
        'PARTITIONED',
      );
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(inner join(scan, one thread(scan)), one thread(single aggregation(by regionkey_0 thread(scan))))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: inner join(repartition 1, one thread(final aggregation(by regionkey_0 thread(repartition 3))))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey): inner join(scan, one thread(replicate 2))',
      '2 SOURCE/UNKNOWN > FIXED/BROADCAST: scan',
      '3 SOURCE/UNKNOWN > FIXED/HASH(regionkey_0): partial aggregation(scan)',
    ],
  },
  {
    name: 'keys under other names are still what the rows are hashed by',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      const groups = plan.count(customer, [custkeys[0]]);
      const renamed = plan.context.newSymbol('key', { kind: 'bigint' });
      return plan.join(
        'INNER',
        project(plan.context, groups, new Map([[renamed, plan.context.reference(custkeys[0])]])),
        plan.count(orders, [custkeys[1]]),
        [[renamed, custkeys[1]]],
        'PARTITIONED',
      );
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(single aggregation(by custkey thread(scan)), one thread(single aggregation(by custkey_0 thread(scan))))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: inner join(final aggregation(by custkey thread(repartition 1)), one thread(final aggregation(by custkey_0 thread(repartition 2))))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): partial aggregation(scan)',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): partial aggregation(scan)',
    ],
  },
  {
    name: 'a replicated semi join',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.semiJoin(customer, orders, custkeys, 'REPLICATED');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: semijoin(scan, one thread(scan))'],
    threeWorkers: [
      '0 SOURCE/UNKNOWN > SINGLE/SINGLE: semijoin(scan, one thread(replicate 1))',
      '1 SOURCE/UNKNOWN > FIXED/BROADCAST: scan',
    ],
  },
  {
    name: 'a partitioned semi join: nulls, and that there is anything, are told to every task',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.semiJoin(customer, orders, custkeys, 'PARTITIONED');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: semijoin(scan, one thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: semijoin(repartition 1, one thread(repartition 2))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): scan',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0) and nulls: scan',
    ],
  },
  {
    name: 'a partitioned semi join over a list that is hashed already: the list travels again, for its nulls',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      return plan.semiJoin(
        plan.count(customer, [custkeys[0]]),
        plan.count(orders, [custkeys[1]]),
        custkeys,
        'PARTITIONED',
      );
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: semijoin(single aggregation(by custkey thread(scan)), one thread(single aggregation(by custkey_0 thread(scan))))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: semijoin(final aggregation(by custkey thread(repartition 1)), one thread(repartition 2))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): partial aggregation(scan)',
      '2 FIXED/HASH > FIXED/HASH(custkey_0) and nulls: final aggregation(by custkey_0 thread(repartition 3))',
      '3 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): partial aggregation(scan)',
    ],
  },
  {
    name: 'a union that goes to the client',
    plan: (plan) => plan.union(plan.scan('nation', ['name']).node, plan.scan('nation', ['name']).node),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: any thread(scan, scan)'],
    threeWorkers: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: gather 1+2',
      '1 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
      '2 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
    ],
  },
  {
    name: 'a union of constants',
    plan: (plan) => plan.count(plan.union(plan.row(1n).node, plan.row(2n).node), []),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(one thread(values, values))'],
    threeWorkers: ['0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(one thread(values, values))'],
  },
  {
    name: 'groups over a union are begun in each of its sources',
    plan: (plan) => {
      const union = plan.union(plan.scan('nation', ['regionkey']).node, plan.row(1n).node);
      return plan.count(union, union.outputs);
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(by regionkey_0 thread(scan, values))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: final aggregation(by regionkey_0 thread(repartition 1+2))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey_0): partial aggregation(scan)',
      '2 SINGLE/SINGLE > FIXED/HASH(regionkey_0): partial aggregation(values)',
    ],
  },
  {
    name: 'a union of groups by the same columns stays where it is',
    plan: (plan) => {
      const { customer, orders, custkeys } = customersAndOrders(plan);
      const union = plan.union(plan.count(customer, [custkeys[0]]), plan.count(orders, [custkeys[1]]));
      const other = plan.scan('customer', ['custkey']);
      return plan.join(
        'INNER',
        union,
        other.node,
        [[union.outputs[0] as string, other.symbols[0] as string]],
        'PARTITIONED',
      );
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: inner join(any thread(single aggregation(by custkey thread(scan)), single aggregation(by custkey_0 thread(scan))), one thread(scan))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: inner join(any thread(final aggregation(by custkey thread(repartition 1)), final aggregation(by custkey_0 thread(repartition 2))), one thread(repartition 3))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(custkey): partial aggregation(scan)',
      '2 SOURCE/UNKNOWN > FIXED/HASH(custkey_0): partial aggregation(scan)',
      '3 SOURCE/UNKNOWN > FIXED/HASH(custkey_4): scan',
    ],
  },
  {
    name: 'distinct values of an aggregate: rows meet before they are grouped',
    plan: (plan) => {
      const { context } = plan;
      const { node, symbols } = plan.scan('nation', ['regionkey', 'name']);
      const [regionkey = '', name = ''] = symbols;
      const { function: resolvedFunction } = resolveFunction('count', [context.reference(name).type]);
      const count = context.newSymbol('count', { kind: 'bigint' });
      const call = {
        resolvedFunction,
        arguments: [context.write(context.reference(name))],
        distinct: true,
      };
      return aggregation(context, node, [regionkey], { [count]: call }, 'SINGLE');
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(by regionkey thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: single aggregation(by regionkey thread(repartition 1))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey): scan',
    ],
  },
  {
    name: 'distinct rows by a marker',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey']);
      const markerSymbol = plan.context.newSymbol('marker', { kind: 'boolean' });
      const marked: PlanNode = {
        '@type': 'markDistinct',
        id: plan.context.nextId(),
        source: node,
        markerSymbol,
        distinctSymbols: symbols,
      };
      const { function: resolvedFunction } = resolveFunction('count', []);
      const count = plan.context.newSymbol('count', { kind: 'bigint' });
      return aggregation(
        plan.context,
        marked,
        [],
        { [count]: { resolvedFunction, arguments: [], distinct: false, mask: markerSymbol } },
        'SINGLE',
      );
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(one thread(markDistinct(by regionkey thread(scan))))',
    ],
    threeWorkers: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: final aggregation(one thread(gather 1))',
      '1 FIXED/HASH > SINGLE/SINGLE: partial aggregation(markDistinct(by regionkey thread(repartition 2)))',
      '2 SOURCE/UNKNOWN > FIXED/HASH(regionkey): scan',
    ],
  },
  {
    name: 'grouping sets with one of nothing: begun where the rows are, so that it has one row',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey']);
      const [regionkey = ''] = symbols;
      const { context } = plan;
      const key = context.newSymbol('regionkey', { kind: 'bigint' }, 'gid');
      const groupId = context.newSymbol('groupid', { kind: 'bigint' });
      const sets: PlanNode = {
        '@type': 'groupid',
        id: context.nextId(),
        source: node,
        groupingSets: [[key], []],
        groupingColumns: { [key]: regionkey },
        aggregationArguments: [],
        groupIdSymbol: groupId,
      };
      const groups = plan.count(sets, [key, groupId]);
      return {
        ...groups,
        groupingSets: { groupingKeys: [key, groupId], groupingSetCount: 2, globalGroupingSets: [1] },
        groupIdSymbol: groupId,
      };
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(one thread(groupid(scan)))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: final aggregation(by regionkey$gid,groupid thread(repartition 1))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey$gid,groupid): partial aggregation(groupid(scan))',
    ],
  },
  {
    name: 'numbers of rows in groups',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey']);
      return {
        '@type': 'rowNumber',
        id: plan.context.nextId(),
        source: node,
        partitionBy: symbols,
        orderSensitive: false,
        rowNumberSymbol: plan.context.newSymbol('row_number', { kind: 'bigint' }),
      };
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: rowNumber(by regionkey thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: rowNumber(by regionkey thread(repartition 1))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey): scan',
    ],
  },
  {
    name: 'the first rows of groups',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey', 'name']);
      const [regionkey = '', name = ''] = symbols;
      return {
        '@type': 'topnRanking',
        id: plan.context.nextId(),
        source: node,
        specification: {
          partitionBy: [regionkey],
          orderingScheme: { orderBy: [name], orderings: { [name]: 'ASC_NULLS_LAST' } },
        },
        rankingType: 'ROW_NUMBER',
        rankingSymbol: plan.context.newSymbol('row_number', { kind: 'bigint' }),
        maxRankingPerPartition: 2,
        partial: false,
      };
    },
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: topnRanking(by regionkey thread(scan))'],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: topnRanking(by regionkey thread(repartition 1))',
      '1 SOURCE/UNKNOWN > FIXED/HASH(regionkey): partial topnRanking(scan)',
    ],
  },
  {
    name: 'a subquery that may give one row only',
    plan: (plan) => ({
      '@type': 'scalar',
      id: plan.context.nextId(),
      source: plan.scan('region', ['name']).node,
    }),
    oneWorker: ['0 SINGLE/SINGLE > SINGLE/SINGLE: scalar(one thread(scan))'],
    threeWorkers: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: scalar(one thread(gather 1))',
      '1 SOURCE/UNKNOWN > SINGLE/SINGLE: scan',
    ],
  },
  {
    name: 'rows with ids of their own stay where they are',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey']);
      const idColumn = plan.context.newSymbol('unique', { kind: 'bigint' });
      const region = plan.scan('region', ['regionkey']);
      const joined = plan.join(
        'LEFT',
        { '@type': 'assignUniqueId', id: plan.context.nextId(), source: node, idColumn },
        region.node,
        [[symbols[0] as string, region.symbols[0] as string]],
        'REPLICATED',
      );
      const groups = plan.count(joined, [idColumn]);
      // Which ids the rows get is up to the tasks.
      return restrict(plan.context, groups, Object.keys(groups.aggregations));
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(left join(assignUniqueId(scan), one thread(scan)))',
    ],
    threeWorkers: [
      '0 SOURCE/UNKNOWN > SINGLE/SINGLE: single aggregation(left join(assignUniqueId(scan), one thread(replicate 1)))',
      '1 SOURCE/UNKNOWN > FIXED/BROADCAST: scan',
    ],
  },
  {
    name: 'rows with ids of their own lose sight of each other where they travel',
    plan: (plan) => {
      const { node, symbols } = plan.scan('nation', ['regionkey']);
      const idColumn = plan.context.newSymbol('unique', { kind: 'bigint' });
      const region = plan.scan('region', ['regionkey']);
      const joined = plan.join(
        'LEFT',
        { '@type': 'assignUniqueId', id: plan.context.nextId(), source: node, idColumn },
        region.node,
        [[symbols[0] as string, region.symbols[0] as string]],
        'PARTITIONED',
      );
      const groups = plan.count(joined, [idColumn]);
      return restrict(plan.context, groups, Object.keys(groups.aggregations));
    },
    oneWorker: [
      '0 SINGLE/SINGLE > SINGLE/SINGLE: single aggregation(left join(assignUniqueId(scan), one thread(scan)))',
    ],
    threeWorkers: [
      '0 FIXED/HASH > SINGLE/SINGLE: final aggregation(by unique thread(repartition 1))',
      '1 FIXED/HASH > FIXED/HASH(unique): partial aggregation(left join(repartition 2, one thread(repartition 3)))',
      '2 SOURCE/UNKNOWN > FIXED/HASH(regionkey): assignUniqueId(scan)',
      '3 SOURCE/UNKNOWN > FIXED/HASH(regionkey_0): scan',
    ],
  },
];
