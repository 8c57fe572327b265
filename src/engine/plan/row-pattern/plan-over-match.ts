import type {
  ExpressionAndValuePointers,
  LogicalIndexPointer,
  PatternRecognitionNode,
  ValuePointer,
} from '../../../../generated/worker/types.ts';
import type { RowPatternAnalysis } from '../../analyze/analysis.ts';
import { irLabel } from '../../analyze/row-pattern/analyze-pattern.ts';
import type { PatternExpression, PatternValue, RowIndex } from '../../analyze/row-pattern/pattern-values.ts';
import type { Expression } from '../../expressions/expression.ts';
import { simplify } from '../../expressions/simplify.ts';
import type { PlanContext } from '../plan-context.ts';
import { Translation } from '../translation.ts';

/** What is computed of single rows for an expression over a match: subqueries may be in it. */
export function inputsOf({ placeholders }: PatternExpression): readonly Expression[] {
  return placeholders.flatMap(({ value }) => {
    if (value.kind === 'column') return [value.input];
    return value.kind === 'aggregation' ? value.arguments : [];
  });
}

/** The parts of a node that MATCH_RECOGNIZE and windows have in common. @param planned `planOverMatch` over the node's source */
export function planRowPattern(
  { skip, pattern, subsets, definitions }: RowPatternAnalysis,
  planned: (value: PatternExpression) => ExpressionAndValuePointers,
): Pick<
  PatternRecognitionNode,
  'skipToLabel' | 'skipToPosition' | 'pattern' | 'subsets' | 'variableDefinitions'
> {
  return {
    ...(skip.label !== undefined && { skipToLabel: irLabel(skip.label) }),
    skipToPosition: skip.position,
    pattern,
    subsets: Object.fromEntries([...subsets].map(([name, labels]) => [name, labels.map(irLabel)])),
    variableDefinitions: Object.fromEntries(
      definitions.map(([label, condition]) => [label, planned(condition)]),
    ),
  };
}

/** An expression over a match: its placeholders become symbols of the plan that no node makes. */
export function planOverMatch(
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
    valuePointers.push(pointerOf(value, symbol, context, translation, symbolOf));
  }
  return {
    expression: context.write(simplify(own.translate(expression))),
    layout,
    valuePointers,
    classifierSymbols,
    matchNumberSymbols,
  };
}

function pointerOf(
  value: PatternValue,
  symbol: string,
  context: PlanContext,
  translation: Translation,
  symbolOf: (expression: Expression) => string,
): ValuePointer {
  switch (value.kind) {
    case 'column':
      return {
        '@type': 'scalar',
        logicalIndexPointer: indexOf(value.row),
        inputSymbol: symbolOf(value.input),
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
        arguments: value.arguments.map((argument) =>
          context.write(
            argument.kind === 'lambda' ? own.translate(argument) : simplify(own.translate(argument)),
          ),
        ),
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
