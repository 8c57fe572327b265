import type {
  ExpressionAndValuePointers,
  PatternRecognitionNode,
} from '../../../../generated/worker/types.ts';
import type { PatternRecognitionAnalysis } from '../../analyze/analysis.ts';
import type { PatternExpression } from '../../analyze/row-pattern/pattern-values.ts';
import type { Expression } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import { ComputedColumns } from '../computed-columns.ts';
import { orderingSchemeOf } from '../ordering-scheme.ts';
import type { PlannedRelation, PlanSession } from '../plan-session.ts';
import { planSubqueries } from '../subqueries/plan-subqueries.ts';
import type { Translation } from '../translation.ts';
import { inputsOf, planOverMatch, planRowPattern } from './plan-over-match.ts';

/** MATCH_RECOGNIZE as stock's node for it (recording `task-match-recognize-03-update-s0`). */
export function planPatternRecognition(
  analysis: PatternRecognitionAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const input = session.planRelation(analysis.input, translation);
  const values = [
    ...analysis.measures.map(({ value }) => value),
    ...analysis.definitions.map(([, value]) => value),
  ].flatMap(inputsOf);
  const columns = new ComputedColumns(context, planSubqueries(values, input.node, { session, translation }));
  const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
  const partitionBy = [...new Set(analysis.partitionBy.map(symbolOf))];
  const orderingScheme = orderingSchemeOf(analysis.orderBy, symbolOf);
  const planned = (value: PatternExpression): ExpressionAndValuePointers =>
    planOverMatch(value, context, translation, symbolOf);
  const measures = analysis.measures.map(({ field, value }) => ({
    field,
    symbol: context.newSymbol(field.name ?? 'measure', field.type),
    measure: { expressionAndValuePointers: planned(value), type: formatType(field.type) },
  }));
  const passed = new Map(
    analysis.passed.map(({ field, from }) => [
      field.id,
      symbolOf({ kind: 'symbol', name: from, type: field.type }),
    ]),
  );
  const rowPattern = planRowPattern(analysis, planned);
  const node: PatternRecognitionNode = {
    '@type': 'patternRecognition',
    id: context.nextId(),
    source: columns.node(),
    specification: { partitionBy, ...(analysis.orderBy.length > 0 && { orderingScheme }) },
    prePartitionedInputs: [],
    preSortedOrderPrefix: 0,
    windowFunctions: {},
    measures: Object.fromEntries(measures.map(({ symbol, measure }) => [symbol, measure])),
    rowsPerMatch: analysis.rowsPerMatch,
    initial: true,
    ...rowPattern,
  };
  const ofMeasures = new Map(measures.map(({ field, symbol }) => [field.id, symbol]));
  return {
    node,
    symbols: analysis.fields.map(({ id }) => ofMeasures.get(id) ?? passed.get(id) ?? ''),
  };
}
