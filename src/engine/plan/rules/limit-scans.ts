import type { FilterNode, PlanNode, TableScanNode } from '../../../../generated/worker/types.ts';
import type { TextCondition } from '../../catalog/connector.ts';
import type { Expression } from '../../expressions/expression.ts';
import { likeCondition } from '../../expressions/like-pattern.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { rewritePlan } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * Tells connectors which values of text columns are asked for, by equality, lists and LIKE, so that they needn't list what the filter drops: a schema's tables in
 * information_schema. The filter stays.
 */
export const limitScans: Rule = {
  name: 'limit scans',
  apply: (root, context) =>
    rewritePlan(root, (node) =>
      node['@type'] === 'filter' && node.source['@type'] === 'tablescan'
        ? limited(node, node.source, context)
        : node,
    ),
};

function limited(filter: FilterNode, scan: TableScanNode, context: PlanContext): PlanNode {
  const scanned = context.scans.get(scan.id);
  const connector = scanned?.table.catalog.connector.metadata;
  if (scanned === undefined || connector?.limitTo === undefined) return filter;
  const conditions = new Map<string, TextCondition>();
  for (const term of conjuncts(context.read(filter.predicate))) {
    const found = conditionOf(term);
    const column = found && scanned.columns.get(found.symbol)?.name;
    if (found === undefined || column === undefined) continue;
    const earlier = conditions.get(column);
    conditions.set(column, earlier === undefined ? found.condition : both(earlier, found.condition));
  }
  if (conditions.size === 0) return filter;
  const handle = connector.limitTo(scan.table.connectorHandle, conditions);
  if (handle === undefined) return filter;
  const table = { ...scan.table, connectorHandle: handle } as TableScanNode['table'];
  return { ...filter, source: { ...scan, table } };
}

interface SymbolCondition {
  readonly symbol: string;
  readonly condition: TextCondition;
}

/** What a condition says of one text column; undefined when it is another one. */
function conditionOf(term: Expression): SymbolCondition | undefined {
  switch (term.kind) {
    case 'comparison':
      if (term.operator !== '=') return undefined;
      return oneOf(term.left, [term.right]) ?? oneOf(term.right, [term.left]);
    case 'in':
      return oneOf(term.value, term.list);
    case 'call': {
      const [value, pattern] = term.arguments;
      const isLike = term.function.signature.name.functionName === '$like';
      if (!isLike || value?.kind !== 'symbol' || value.type.kind !== 'varchar') return undefined;
      const condition = pattern && likeCondition(pattern);
      return condition && { symbol: value.name, condition };
    }
    case 'logical': {
      if (term.operator !== 'OR') return undefined;
      const parts = term.terms.map(conditionOf);
      const [first] = parts;
      if (first === undefined || !parts.every((part) => part?.symbol === first.symbol)) return undefined;
      return {
        symbol: first.symbol,
        condition: parts.flatMap((part) => part?.condition ?? []).reduce(either),
      };
    }
    default:
      return undefined;
  }
}

function oneOf(value: Expression, list: readonly Expression[]): SymbolCondition | undefined {
  if (value.kind !== 'symbol') return undefined;
  const values: string[] = [];
  for (const item of list) {
    if (item.kind !== 'constant' || item.type.kind !== 'varchar') return undefined;
    // Nothing equals NULL.
    if (typeof item.value === 'string') values.push(item.value);
  }
  const known = new Set(values);
  return { symbol: value.name, condition: { values, accepts: (text) => known.has(text) } };
}

function both(a: TextCondition, b: TextCondition): TextCondition {
  const values =
    a.values?.filter((value) => b.accepts(value)) ?? b.values?.filter((value) => a.accepts(value));
  const prefix = (a.prefix?.length ?? 0) > (b.prefix?.length ?? 0) ? a.prefix : (b.prefix ?? a.prefix);
  return {
    ...(values !== undefined && { values }),
    ...(prefix !== undefined && { prefix }),
    accepts: (value) => a.accepts(value) && b.accepts(value),
  };
}

function either(a: TextCondition, b: TextCondition): TextCondition {
  return {
    ...(a.values !== undefined && b.values !== undefined && { values: [...a.values, ...b.values] }),
    accepts: (value) => a.accepts(value) || b.accepts(value),
  };
}
