import type {
  ExpressionAndValuePointers,
  LogicalIndexPointer,
  PatternRecognitionNode,
  ValuePointer,
} from '../../../../generated/worker/types.ts';
import type { PatternRecognitionAnalysis } from '../../analyze/analysis.ts';
import { irLabel } from '../../analyze/row-pattern/analyze-pattern.ts';
import type { PatternExpression, PatternValue, RowIndex } from '../../analyze/row-pattern/pattern-values.ts';
import type { Expression } from '../../expressions/expression.ts';
import { formatType } from '../../types/format-type.ts';
import { rewrite } from '../../expressions/expression-tree.ts';
import { ComputedColumns } from '../computed-columns.ts';
import { orderingSchemeOf } from '../ordering-scheme.ts';
import type { PlanContext } from '../plan-context.ts';
import type { PlannedRelation, PlanSession } from '../plan-session.ts';
import { planSubqueries } from '../subqueries/plan-subqueries.ts';
import { Translation } from '../translation.ts';

/** MATCH_RECOGNIZE as stock's node for it (recording `task-match-recognize-03-update-s0`). */
export function planPatternRecognition(
  analysis: PatternRecognitionAnalysis,
  session: PlanSession,
  translation: Translation,
): PlannedRelation {
  const { context } = session;
  const input = session.planRelation(analysis.input, translation);
  const values = [
    ...analysis.measures.map(({ value }) => value.expression),
    ...analysis.definitions.map(([, { expression }]) => expression),
  ];
  const columns = new ComputedColumns(context, planSubqueries(values, input.node, { session, translation }));
  const symbolOf = (expression: Expression): string => columns.symbolOf(translation.translate(expression));
  const partitionBy = [...new Set(analysis.partitionBy.map(symbolOf))];
  const orderingScheme = orderingSchemeOf(analysis.orderBy, symbolOf);
  const planned = (value: PatternExpression): ExpressionAndValuePointers =>
    planExpression(value, context, translation, symbolOf);
  const measures = analysis.measures.map(({ field, value }) => ({
    field,
    symbol: context.newSymbol(field.name ?? 'measure', field.type),
    measure: { expressionAndValuePointers: planned(value), type: formatType(field.type) },
  }));
  const variableDefinitions = Object.fromEntries(
    analysis.definitions.map(([label, condition]) => [label, planned(condition)]),
  );
  const passed = new Map(
    analysis.passed.map(({ field, from }) => [
      field.id,
      symbolOf({ kind: 'symbol', name: from, type: field.type }),
    ]),
  );
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
    ...(analysis.skip.label !== undefined && { skipToLabel: irLabel(analysis.skip.label) }),
    skipToPosition: analysis.skip.position,
    initial: true,
    pattern: analysis.pattern,
    subsets: Object.fromEntries([...analysis.subsets].map(([name, labels]) => [name, labels.map(irLabel)])),
    variableDefinitions,
  };
  const ofMeasures = new Map(measures.map(({ field, symbol }) => [field.id, symbol]));
  return {
    node,
    symbols: analysis.fields.map(({ id }) => ofMeasures.get(id) ?? passed.get(id) ?? ''),
  };
}

/** Placeholders become symbols of the plan that no node makes. */
function planExpression(
  { expression, placeholders }: PatternExpression,
  context: PlanContext,
  translation: Translation,
  symbolOf: (expression: Expression) => string,
): ExpressionAndValuePointers {
  const own = new Translation(context, translation);
  const layout: string[] = [];
  const valuePointers: ValuePointer[] = [];
  const classifierSymbols: string[] = [];
  const matchNumberSymbols: string[] = [];
  for (const { id, type, value } of placeholders) {
    const symbol = context.newSymbol(id.replace(/#\d+$/, ''), type);
    own.bind(id, symbol);
    layout.push(symbol);
    if (value.kind === 'classifier') classifierSymbols.push(symbol);
    if (value.kind === 'matchNumber') matchNumberSymbols.push(symbol);
    valuePointers.push(pointerOf(value, symbol, type, context, translation, symbolOf));
  }
  // What else it reads are values of subqueries: columns of the input, the same for each row.
  const known = new Set(layout);
  const translated = rewrite(own.translate(expression), (part) => {
    if (part.kind !== 'symbol' || known.has(part.name)) return part;
    const symbol = context.newSymbol(part.name, part.type);
    known.add(symbol);
    layout.push(symbol);
    valuePointers.push({
      '@type': 'scalar',
      logicalIndexPointer: { labels: [], last: true, running: true, logicalOffset: 0, physicalOffset: 0 },
      inputSymbol: symbolOf(part),
    });
    return context.reference(symbol);
  });
  return {
    expression: context.write(translated),
    layout,
    valuePointers,
    classifierSymbols,
    matchNumberSymbols,
  };
}

function pointerOf(
  value: PatternValue,
  symbol: string,
  type: Expression['type'],
  context: PlanContext,
  translation: Translation,
  symbolOf: (expression: Expression) => string,
): ValuePointer {
  switch (value.kind) {
    case 'column':
      return {
        '@type': 'scalar',
        logicalIndexPointer: indexOf(value.row),
        inputSymbol: symbolOf({ kind: 'symbol', name: value.field, type }),
      };
    case 'classifier':
    case 'matchNumber':
      return { '@type': 'scalar', logicalIndexPointer: indexOf(value.row), inputSymbol: symbol };
    case 'aggregation': {
      const own = new Translation(context, translation);
      const classifierSymbol = context.newSymbol('classifier', { kind: 'varchar' });
      const matchNumberSymbol = context.newSymbol('matchnumber', { kind: 'bigint' });
      own.bind(value.classifier, classifierSymbol);
      own.bind(value.matchNumber, matchNumberSymbol);
      return {
        '@type': 'aggregation',
        function: value.function,
        setDescriptor: { labels: value.labels.map(irLabel), running: value.running },
        arguments: value.arguments.map((argument) => context.write(own.translate(argument))),
        classifierSymbol,
        matchNumberSymbol,
      };
    }
    default:
      throw new Error(`Unknown value ${JSON.stringify(value satisfies never)}`);
  }
}

function indexOf({ labels, last, running, logicalOffset, physicalOffset }: RowIndex): LogicalIndexPointer {
  return { labels: labels.map(irLabel), last, running, logicalOffset, physicalOffset };
}
