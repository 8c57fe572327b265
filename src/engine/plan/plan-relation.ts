import type { ColumnHandle, PlanNode } from '../../../generated/worker/types.ts';
import type { RelationAnalysis, TableAnalysis, ValuesAnalysis } from '../analyze/analysis.ts';
import type { Metadata } from '../catalog/metadata.ts';
import type { PlanContext } from './plan-context.ts';
import { planJoin } from './plan-join.ts';
import { values } from './plan-nodes.ts';
import { planRecursion, planRecursiveReference } from './plan-recursion.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { planSample } from './plan-sample.ts';
import { refuseAggregateCalls } from './refuse-aggregate-calls.ts';
import { planSetOperation } from './plan-set-operation.ts';
import { planTableFunction } from './plan-table-function.ts';
import { planUnnest } from './plan-unnest.ts';
import { planPatternRecognition } from './row-pattern/plan-pattern-recognition.ts';
import type { Translation } from './translation.ts';

/**
 * Plans a relation of FROM and lets the translation know its fields.
 * @param translation may know fields of relations to the left, which LATERAL and UNNEST read
 */
export function planRelation(
  relation: RelationAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const planned = planUnbound(relation, session, translation);
  translation.bindFields(relation.fields, planned.symbols);
  return planned;
}

function planUnbound(
  relation: RelationAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context, metadata } = session;
  switch (relation.kind) {
    case 'table':
      return planTable(relation, context, metadata);
    case 'values':
      return planValues(relation, context, translation);
    case 'subquery':
      return session.planQuery(relation.query, translation);
    case 'singleRow':
      return planSingleRow(context);
    case 'join':
      return planJoin(relation, session, translation);
    case 'setOperation':
      return planSetOperation(relation, session, translation);
    case 'unnest':
      return planUnnest(relation, planSingleRow(context).node, 'INNER', session, translation);
    case 'sample':
      return planSample(relation, session, translation);
    case 'tableFunction':
      return planTableFunction(relation, session, translation);
    case 'patternRecognition':
      return planPatternRecognition(relation, session, translation);
    case 'recursion':
      return planRecursion(relation, session, translation);
    case 'recursiveReference':
      return planRecursiveReference(relation, session);
    default: {
      const never: never = relation;
      return never;
    }
  }
}

/** A table scan that reads every column; pruning leaves those that are used. */
function planTable(analysis: TableAnalysis, context: PlanContext, metadata: Metadata): PlannedRelation {
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

function planValues(
  analysis: ValuesAnalysis,
  context: PlanContext,
  translation: Translation,
): PlannedRelation {
  const symbols = analysis.fields.map(({ type }) => context.newSymbol('field', type));
  const rows = analysis.rows.map((row) => row.map((value) => translation.translate(value)));
  rows.forEach((row) => {
    row.forEach(refuseAggregateCalls);
  });
  return { symbols, node: values(context, symbols, rows) };
}

/** The fields of a relation without any: one row, no columns. */
function planSingleRow(context: PlanContext): { readonly node: PlanNode; readonly symbols: readonly [] } {
  return { symbols: [], node: values(context, [], [[]]) };
}
