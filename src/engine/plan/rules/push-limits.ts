import type { JoinNode, LimitNode, PlanNode, TopNNode } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import type { PlanContext } from '../plan-context.ts';
import { assignmentsOf, mapSources, outputsOf, project, values } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/** How many rows a top N holds at most. */
const maxTopN = 2_147_483_647n;

/**
 * Takes no more rows than are asked for: a limit moves below what gives a row for a row, makes a sort a top N and DISTINCT a
 * distinct limit, and is asked of each source of a union and of the side of an outer join whose rows all come out. Limits that meet
 * become one. LIMIT 0 needs no source at all.
 * @throws TrinoError NOT_SUPPORTED where more sorted rows are asked for than a top N holds
 */
export const pushLimits: Rule = {
  name: 'push limits',
  apply: (root, context) => visit(root, context),
};

/** From the root down: a limit that moved is looked at again where it arrived. */
function visit(node: PlanNode, context: PlanContext): PlanNode {
  const limited = node['@type'] === 'limit' ? pushLimit(node, context) : node;
  const pushed = limited['@type'] === 'topn' ? pushTopN(limited, context) : limited;
  return mapSources(pushed, (source) => visit(source, context));
}

function pushLimit(node: LimitNode, context: PlanContext): PlanNode {
  const { source, count } = node;
  if (node.tiesResolvingScheme !== undefined || node.partial || node.requiresPreSortedInputs.length > 0) {
    return node;
  }
  if (BigInt(count) === 0n) {
    return values(context, outputsOf(node), []);
  }
  switch (source['@type']) {
    case 'project':
    case 'assignUniqueId':
    case 'markDistinct':
      return { ...source, source: pushLimit({ ...node, source: source.source }, context) };
    case 'semijoin':
      return { ...source, source: pushLimit({ ...node, source: source.source }, context) };
    case 'limit':
      return source.tiesResolvingScheme === undefined
        ? pushLimit({ ...source, count: least(count, source.count) }, context)
        : node;
    case 'sort':
      if (BigInt(count) > maxTopN)
        throw new TrinoError('NOT_SUPPORTED', `ORDER BY LIMIT > ${maxTopN} is not supported`);
      return {
        '@type': 'topn',
        id: context.nextId(),
        source: source.source,
        count,
        orderingScheme: source.orderingScheme,
        step: 'SINGLE',
      };
    case 'topn':
      return { ...source, count: least(count, source.count) };
    case 'values':
      return source.rowCount <= count ? source : node;
    case 'union':
      return {
        ...node,
        source: { ...source, sources: source.sources.map((each) => limited(each, node, context)) },
      };
    case 'join':
      return { ...node, source: limitOuter(source, (side) => limited(side, node, context)) };
    case 'aggregation': {
      const { groupingKeys, groupingSetCount } = source.groupingSets;
      const isDistinct =
        Object.keys(source.aggregations).length === 0 && groupingKeys.length > 0 && groupingSetCount === 1;
      return isDistinct
        ? {
            '@type': 'distinctlimit',
            id: context.nextId(),
            source: source.source,
            limit: count,
            partial: false,
            distinctSymbols: groupingKeys,
          }
        : node;
    }
    default:
      return node;
  }
}

/** The first rows by an order are those of each part by that order, where the part has all that the order looks at. */
function pushTopN(node: TopNNode, context: PlanContext): PlanNode {
  const { source, orderingScheme } = node;
  if (node.step !== 'SINGLE') {
    return node;
  }
  const below = (side: PlanNode, names: (symbol: string) => string | undefined): PlanNode => {
    const scheme = renamed(orderingScheme, names);
    return scheme === undefined || isLimited(side, node.count)
      ? side
      : {
          '@type': 'topn',
          id: context.nextId(),
          source: side,
          count: node.count,
          orderingScheme: scheme,
          step: 'SINGLE',
        };
  };
  switch (source['@type']) {
    case 'project': {
      // A scan, its filter and its projection work as one.
      if (isScan(source.source)) {
        return node;
      }
      const assignments = assignmentsOf(source, context);
      const scheme = renamed(orderingScheme, (symbol) => {
        const expression = assignments.get(symbol);
        return expression?.kind === 'symbol' ? expression.name : undefined;
      });
      return scheme === undefined
        ? node
        : project(
            context,
            pushTopN({ ...node, source: source.source, orderingScheme: scheme }, context),
            assignments,
            source.id,
          );
    }
    case 'sort':
      return pushTopN({ ...node, source: source.source }, context);
    case 'union':
      return {
        ...node,
        source: {
          ...source,
          sources: source.sources.map((each, i) =>
            below(each, (symbol) => source.outputToInputs[symbol]?.[i]),
          ),
        },
      };
    case 'join':
      return {
        ...node,
        source: limitOuter(source, (side) => {
          const symbols = new Set(outputsOf(side));
          return below(side, (symbol) => (symbols.has(symbol) ? symbol : undefined));
        }),
      };
    default:
      return node;
  }
}

function isScan(node: PlanNode): boolean {
  return node['@type'] === 'tablescan' || (node['@type'] === 'filter' && isScan(node.source));
}

/** The order in terms of other symbols; undefined when one of its columns has no counterpart, or two have the same. */
function renamed(
  scheme: TopNNode['orderingScheme'],
  names: (symbol: string) => string | undefined,
): TopNNode['orderingScheme'] | undefined {
  const orderBy: string[] = [];
  const orderings: Record<string, TopNNode['orderingScheme']['orderings'][string]> = {};
  for (const symbol of scheme.orderBy) {
    const name = names(symbol);
    const ordering = scheme.orderings[symbol];
    if (name === undefined || ordering === undefined) {
      return undefined;
    }
    // What comes again later decides nothing.
    if (orderings[name] === undefined) {
      orderBy.push(name);
      orderings[name] = ordering;
    }
  }
  return { orderBy, orderings };
}

/** A side each of whose rows gives one row or more may be limited to as many rows as are wanted. */
function limitOuter(node: JoinNode, limit: (side: PlanNode) => PlanNode): JoinNode {
  switch (node.type) {
    case 'LEFT':
      return { ...node, left: limit(node.left) };
    case 'RIGHT':
      return { ...node, right: limit(node.right) };
    case 'INNER':
    case 'FULL':
      return node;
    default: {
      const never: never = node.type;
      return never;
    }
  }
}

function limited(source: PlanNode, { count }: LimitNode, context: PlanContext): PlanNode {
  return isLimited(source, count)
    ? source
    : pushLimit(
        {
          '@type': 'limit',
          id: context.nextId(),
          source,
          count,
          partial: false,
          requiresPreSortedInputs: [],
        },
        context,
      );
}

/** Whether the node gives no more rows than that, as its own count says. */
function isLimited(node: PlanNode, count: LimitNode['count']): boolean {
  switch (node['@type']) {
    case 'limit':
    case 'topn':
      return node.count <= count;
    case 'distinctlimit':
      return node.limit <= count;
    case 'values':
      return node.rowCount <= count;
    case 'project':
      return isLimited(node.source, count);
    default:
      return false;
  }
}

/** Counts may be of either kind of number: those of 64 bits come as bigint. */
function least(a: LimitNode['count'], b: LimitNode['count']): LimitNode['count'] {
  return a < b ? a : b;
}
