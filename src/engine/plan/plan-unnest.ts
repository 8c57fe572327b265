import type { PlanNode, UnnestMapping } from '../../../generated/worker/types.ts';
import type { UnnestAnalysis } from '../analyze/analysis.ts';
import type { Field } from '../analyze/scope.ts';
import { ComputedColumns } from './computed-columns.ts';
import { outputsOf } from './plan-nodes.ts';
import type { PlannedRelation, PlanSession } from './plan-session.ts';
import { planSubqueries } from './subqueries/plan-subqueries.ts';
import type { Translation } from './translation.ts';

/**
 * Rows of `source`, each once for every element of its arrays.
 * @param joinType LEFT keeps rows without elements
 * @returns symbols of the UNNEST's own fields; the columns of `source` come out beside them
 */
export function planUnnest(
  unnest: UnnestAnalysis,
  source: PlanNode,
  joinType: 'INNER' | 'LEFT',
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const expressions = unnest.arguments.map(({ expression }) => expression);
  const columns = new ComputedColumns(context, planSubqueries(expressions, source, { session, translation }));
  const symbolOf = (field: Field): string => context.newSymbol(field.name ?? 'field', field.type);
  const mappings: UnnestMapping[] = unnest.arguments.map(({ expression, fields }) => ({
    input: columns.symbolOf(translation.translate(expression)),
    outputs: fields.map(symbolOf),
  }));
  const ordinality = unnest.ordinality && symbolOf(unnest.ordinality);
  return {
    node: {
      '@type': 'unnest',
      id: context.nextId(),
      source: columns.node(),
      replicateSymbols: [...outputsOf(source)],
      mappings,
      ...(ordinality !== undefined && { ordinalitySymbol: ordinality }),
      joinType,
    },
    symbols: [
      ...mappings.flatMap(({ outputs }) => outputs),
      ...(ordinality === undefined ? [] : [ordinality]),
    ],
  };
}
