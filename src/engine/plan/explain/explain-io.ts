import type { PlanNode, TableScanNode } from '../../../../generated/worker/types.ts';
import { TrinoError } from '../../errors/trino-error.ts';
import { displayType } from '../../types/display-type.ts';
import type { Type } from '../../types/type.ts';
import { formatDate } from '../../values/date-text.ts';
import { formatDecimal } from '../../values/decimal-text.ts';
import { formatDoubleScientific, formatRealScientific } from '../../values/double-text.ts';
import { formatTimestamp } from '../../values/time-text.ts';
import { outputsOf, sourcesOf } from '../plan-nodes.ts';
import type { ScannedTable } from '../plan-context.ts';
import { estimateRows } from '../stats/estimate.ts';
import { outputSize } from '../stats/output-size.ts';
import { columnDomains } from './column-domains.ts';
import type { ColumnDomains, DomainValue } from './column-domains.ts';
import { cumulativeCost } from './cumulative-cost.ts';
import type { Bound, Domain } from './domain.ts';
import type { ExplainedPlan, PlanFormat } from './explain-plan.ts';
import { formatJson } from './format-json.ts';
import type { JsonValue } from './format-json.ts';
import type { CostContext } from './node-cost.ts';

/**
 * EXPLAIN (TYPE IO): the tables read, what is asked of their columns, and what reading costs (recording statement-explain-io).
 * @throws TrinoError GENERIC_INTERNAL_ERROR for GRAPHVIZ, as stock
 */
export function explainIo({ plan, context, workers }: ExplainedPlan, format: PlanFormat): string {
  if (format === 'GRAPHVIZ') throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Unhandled plan type: IO');
  const size = (node: PlanNode, symbols: readonly string[]): number =>
    outputSize(estimateRows(node, context), symbols, plan.symbols);
  const costs: CostContext = { size, workers };
  const estimate = (node: PlanNode): JsonValue => {
    const cost = cumulativeCost(node, costs);
    return {
      outputRowCount: estimateRows(node, context).rowCount,
      outputSizeInBytes: size(node, outputsOf(node)),
      cpuCost: cost.cpu,
      maxMemory: cost.maxMemory,
      networkCost: cost.network,
    };
  };

  // A table that is read twice in the same way is told once.
  const inputs = new Map<string, JsonValue>();
  const visit = (node: PlanNode, domains: ColumnDomains): void => {
    const scanned = node['@type'] === 'tablescan' ? context.scans.get(node.id) : undefined;
    if (node['@type'] === 'tablescan' && scanned !== undefined) {
      const input = inputOf(node, scanned, domains, estimate(node));
      inputs.set(formatJson(input), input);
    }
    const below: ColumnDomains =
      node['@type'] === 'filter' ? columnDomains(context.read(node.predicate)) : new Map();
    for (const source of sourcesOf(node)) visit(source, below);
  };
  visit(plan.root, new Map());
  const outputTable = outputOf(plan.root);
  return formatJson({
    inputTableColumnInfos: [...inputs.values()],
    ...(outputTable !== undefined && { outputTable }),
    estimate: estimate(plan.root),
  });
}

/** The table that the plan writes to. */
function outputOf(node: PlanNode): JsonValue | undefined {
  if (node['@type'] === 'tablecommit') {
    const { target } = node;
    if (target['@type'] !== 'CreateTarget' && target['@type'] !== 'InsertTarget') return undefined;
    const { schema, table } = target.schemaTableName;
    const catalog = target.handle.catalogHandle.split(':')[0] ?? '';
    return { catalog, schemaTable: { schema, table } };
  }
  return sourcesOf(node).reduce<JsonValue | undefined>(
    (found, source) => found ?? outputOf(source),
    undefined,
  );
}

function inputOf(
  { outputSymbols }: TableScanNode,
  { table, columns }: ScannedTable,
  domains: ColumnDomains,
  estimate: JsonValue,
): JsonValue {
  const { catalog, schema, table: name } = table.name;
  const columnConstraints = [...domains].flatMap(([symbol, domain]): JsonValue[] => {
    const column = outputSymbols.includes(symbol) ? columns.get(symbol) : undefined;
    return column === undefined
      ? []
      : [
          {
            columnName: column.name,
            type: displayType(column.type),
            domain: domainJson(domain, column.type),
          },
        ];
  });
  return {
    table: { catalog, schemaTable: { schema, table: name } },
    constraint: { none: false, columnConstraints },
    estimate,
  };
}

function domainJson({ nullsAllowed, ranges }: Domain<DomainValue>, type: Type): JsonValue {
  return {
    nullsAllowed,
    ranges: ranges.map(({ low, high }) => ({
      low: boundJson(low, 'ABOVE', type),
      high: boundJson(high, 'BELOW', type),
    })),
  };
}

function boundJson(bound: Bound<DomainValue> | undefined, open: 'ABOVE' | 'BELOW', type: Type): JsonValue {
  return bound === undefined
    ? { bound: open }
    : { value: valueText(bound.value, type), bound: bound.inclusive ? 'EXACTLY' : open };
}

/** A value as a cast to varchar gives it. */
function valueText(value: DomainValue, type: Type): string {
  switch (type.kind) {
    case 'double':
      return formatDoubleScientific(Number(value));
    case 'real':
      return formatRealScientific(Number(value));
    case 'date':
      return formatDate(Number(value));
    case 'decimal':
      return formatDecimal(BigInt(value), type.scale);
    case 'timestamp':
      return formatTimestamp(BigInt(value), 0, type.precision);
    default:
      return String(value);
  }
}
