import type { FilterNode, PlanNode, TableScanNode } from '../../../../generated/worker/types.ts';
import type { Expression } from '../../expressions/expression.ts';
import { conjuncts } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { rewritePlan } from '../plan-nodes.ts';
import type { Rule } from './rule.ts';

/**
 * Tells connectors which values of text columns are asked for, so that they needn't list what the filter drops: a schema's tables in
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
  const values = new Map<string, readonly string[]>();
  for (const term of conjuncts(context.read(filter.predicate))) {
    const wanted = wantedBy(term);
    const column = wanted && scanned.columns.get(wanted.symbol)?.name;
    if (wanted === undefined || column === undefined) continue;
    const earlier = values.get(column);
    values.set(column, earlier?.filter((value) => wanted.values.includes(value)) ?? wanted.values);
  }
  if (values.size === 0) return filter;
  const handle = connector.limitTo(scan.table.connectorHandle, values);
  if (handle === undefined) return filter;
  const table = { ...scan.table, connectorHandle: handle } as TableScanNode['table'];
  return { ...filter, source: { ...scan, table } };
}

interface Wanted {
  readonly symbol: string;
  readonly values: readonly string[];
}

/** The only values with which a condition on one text column can hold; undefined when it is another condition. */
function wantedBy(term: Expression): Wanted | undefined {
  switch (term.kind) {
    case 'comparison':
      if (term.operator !== '=') return undefined;
      return wantedValues(term.left, [term.right]) ?? wantedValues(term.right, [term.left]);
    case 'in':
      return wantedValues(term.value, term.list);
    case 'logical': {
      if (term.operator !== 'OR') return undefined;
      const parts = term.terms.map(wantedBy);
      const [first] = parts;
      return first !== undefined && parts.every((part) => part?.symbol === first.symbol)
        ? { symbol: first.symbol, values: parts.flatMap((part) => part?.values ?? []) }
        : undefined;
    }
    default:
      return undefined;
  }
}

function wantedValues(value: Expression, list: readonly Expression[]): Wanted | undefined {
  if (value.kind !== 'symbol') return undefined;
  const values: string[] = [];
  for (const item of list) {
    if (item.kind !== 'constant' || item.type.kind !== 'varchar') return undefined;
    // Nothing equals NULL.
    if (typeof item.value === 'string') values.push(item.value);
  }
  return { symbol: value.name, values };
}
