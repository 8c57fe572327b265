import type { IrRowPattern } from '../../../../generated/worker/types.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { RowPattern, RowPatternCommon } from '../../parse/tree/row-pattern.ts';
import type { RowPatternAnalysis } from '../analysis.ts';
import { resolveAggregate } from '../analyze-call.ts';
import { analyzeExpression } from '../analyze-expression.ts';
import { LambdaAnalysis } from '../analyze-lambda.ts';
import { typeText } from '../coerce.ts';
import type { ExpressionContext } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';
import { rowPatternsIn } from '../syntax-search.ts';
import { analyzePattern, labelsOf, variablesOf } from './analyze-pattern.ts';
import type { PatternExpression } from './pattern-values.ts';
import { labelOf, RowPatternScope } from './row-pattern-scope.ts';
import type { PatternAnalyzer } from './row-pattern-scope.ts';

/** The names and the pattern of a search, which are right by themselves. */
export interface VerifiedRowPattern {
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly subsets: ReadonlyMap<string, readonly string[]>;
  readonly ir: IrRowPattern;
}

/** Checks what needs no columns. @throws TrinoError INVALID_LABEL, INVALID_RANGE, NESTED_ROW_PATTERN_RECOGNITION, … */
export function verifyRowPattern(pattern: RowPattern, clauses: RowPatternCommon): VerifiedRowPattern {
  const { labels, subsets } = labelsOf(pattern, clauses);
  const ir = analyzePattern(pattern);
  for (const { expression } of [...clauses.measures, ...clauses.definitions]) {
    const [nested] = rowPatternsIn(expression);
    if (nested === undefined) continue;
    throw semanticError(
      'NESTED_ROW_PATTERN_RECOGNITION',
      nested,
      'nested row pattern recognition in row pattern recognition',
    );
  }
  return { labels, subsets, ir };
}

const always: PatternExpression = {
  expression: { kind: 'constant', type: { kind: 'boolean' }, value: true },
  placeholders: [],
};

/**
 * DEFINE and MEASURES over columns.
 * @returns with a value for each measure
 * @throws TrinoError COLUMN_NOT_FOUND, TYPE_MISMATCH, …
 */
export function analyzeRowPattern(
  pattern: RowPattern,
  { measures, definitions, afterMatchSkip }: RowPatternCommon,
  { labels, subsets, ir }: VerifiedRowPattern,
  context: ExpressionContext,
): RowPatternAnalysis & { readonly measures: readonly PatternExpression[] } {
  const conditions = new Map(
    definitions.map(({ name, expression }) => {
      const condition = analyzeOverMatch(expression, 'DEFINE', labels, context);
      const { type } = condition.expression;
      if (type.kind !== 'boolean') {
        throw semanticError(
          'TYPE_MISMATCH',
          expression,
          `Expression defining a label must be boolean (actual type: ${typeText(type)})`,
        );
      }
      return [labelOf(name), condition] as const;
    }),
  );
  return {
    measures: measures.map(({ expression }) => analyzeOverMatch(expression, 'MEASURES', labels, context)),
    skip: {
      position: ({ 'PAST LAST ROW': 'PAST_LAST', 'NEXT ROW': 'NEXT', FIRST: 'FIRST', LAST: 'LAST' } as const)[
        afterMatchSkip?.position ?? 'PAST LAST ROW'
      ],
      ...(afterMatchSkip?.variable !== undefined && { label: labelOf(afterMatchSkip.variable) }),
    },
    pattern: ir,
    subsets,
    // As stock has them: those of DEFINE, then variables that any row may have.
    definitions: [
      ...conditions,
      ...variablesOf(pattern)
        .filter((name) => !conditions.has(name))
        .map((name) => [name, always] as const),
    ],
  };
}

/** An expression over the rows of a match. Names of enclosing queries mean nothing there, nor those of the input within subqueries. */
function analyzeOverMatch(
  node: ExpressionNode,
  clause: 'MEASURES' | 'DEFINE',
  labels: ReadonlyMap<string, readonly string[]>,
  { query, scope, subqueries, groupingOperation }: ExpressionContext,
): PatternExpression {
  const contextOf = (rowPattern: RowPatternScope): ExpressionContext => ({
    query: { ...query, isUncorrelated: true },
    scope,
    subqueries,
    rowPattern,
    ...(groupingOperation !== undefined && { groupingOperation }),
  });
  const analyzer: PatternAnalyzer = {
    scope,
    allocator: query.allocator,
    analyze: (part, pattern) => analyzeExpression(part, contextOf(pattern)),
    resolve: (call, nested) => {
      const { binding, arguments: args } = resolveAggregate(
        call,
        nested,
        (lambda) => new LambdaAnalysis(lambda, contextOf(pattern), analyzeExpression),
      );
      return { function: binding.function, type: binding.returnType, arguments: args };
    },
  };
  const pattern = new RowPatternScope(labels, analyzer, clause);
  return pattern.finish(analyzer.analyze(node, pattern));
}
