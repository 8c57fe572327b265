import type { ColumnHandle, PlanNode } from '../../../generated/worker/types.ts';
import type { TableAnalysis, ValuesAnalysis } from '../analyze/analysis.ts';
import type { Field } from '../analyze/scope.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { PlanContext } from './plan-context.ts';
import { values } from './plan-nodes.ts';
import type { Translation } from './translation.ts';

/** A planned relation: its node, and the symbol of each of its fields. */
export interface PlannedRelation {
  readonly node: PlanNode;
  /** Symbols of the relation's fields, one for one. */
  readonly symbols: readonly string[];
}

/** A table scan that reads every column; pruning leaves those that are used. */
export function planTable(
  analysis: TableAnalysis,
  context: PlanContext,
  metadata: Metadata,
): PlannedRelation {
  const { table, columns } = analysis;
  const symbols = columns.map((column) => context.newSymbol(column.name, column.type));
  const id = context.nextId();
  context.scans.set(id, {
    table,
    columns: new Map(symbols.map((symbol, i) => [symbol, columns[i] as (typeof columns)[0]])),
  });
  const assignments: Record<string, ColumnHandle> = {};
  for (const [i, symbol] of symbols.entries()) {
    assignments[symbol] = metadata.columnHandle(table, columns[i]?.name ?? '');
  }
  return {
    symbols,
    node: {
      '@type': 'tablescan',
      id,
      table: metadata.tableHandle(table),
      outputSymbols: symbols,
      assignments,
      updateTarget: false,
      useConnectorNodePartitioning: false,
    },
  };
}

export function planValues(
  analysis: ValuesAnalysis,
  context: PlanContext,
  translation: Translation,
): PlannedRelation {
  const symbols = analysis.fields.map(({ type }) => context.newSymbol('field', type));
  const rows = analysis.rows.map((row) => row.map((value) => translation.translate(value)));
  return { symbols, node: values(context, symbols, rows) };
}

/** Binds a relation's fields to the symbols that carry them. */
export function bindFields(
  translation: Translation,
  fields: readonly Field[],
  symbols: readonly string[],
): void {
  fields.forEach(({ id }, i) => {
    translation.bind(id, symbols[i] ?? '');
  });
}

/** The fields of a relation without any: one row, no columns. */
export function planSingleRow(context: PlanContext): PlannedRelation {
  return { symbols: [], node: values(context, [], [[]]) };
}
