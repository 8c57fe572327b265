import { TrinoError } from '../../errors/trino-error.ts';
import type { Expression } from '../../expressions/expression.ts';
import { isComparable, isOrderable } from '../../functions/type-traits.ts';
import type { ExpressionNode } from '../../parse/tree/expression-node.ts';
import type { RelationNode } from '../../parse/tree/relation.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { PatternRecognition } from '../../parse/tree/row-pattern.ts';
import type { PatternRecognitionAnalysis, RelationAnalysis, SortKey } from '../analysis.ts';
import { analyzeExpression } from '../analyze-expression.ts';
import { typeText } from '../coerce.ts';
import { expressionText } from '../expression-text.ts';
import { scopeOf } from '../query-context.ts';
import type { QueryContext } from '../query-context.ts';
import type { Field, Scope } from '../scope.ts';
import { notSupported, semanticError } from '../semantic-error.ts';
import { SubqueryCollector } from '../subquery-collector.ts';
import { analyzeRowPattern, verifyRowPattern } from './analyze-row-pattern.ts';
import type { PatternExpression } from './pattern-values.ts';

/**
 * MATCH_RECOGNIZE.
 * @throws TrinoError INVALID_LABEL, INVALID_RANGE, COLUMN_NOT_FOUND, TYPE_MISMATCH, TABLE_HAS_NO_COLUMNS, …
 */
export function analyzePatternRecognition(
  node: PatternRecognition,
  context: QueryContext,
  analyzeRelation: (node: RelationNode, context: QueryContext) => RelationAnalysis,
): PatternRecognitionAnalysis {
  const input = analyzeRelation(node.input, context);
  const scope = scopeOf(input.fields, context);
  const { rowsPerMatch = 'ONE', pattern, measures } = node;
  if (rowsPerMatch === 'WINDOW') throw notSupported(node, 'ROWS PER MATCH of a window');
  const partitionBy = node.partitionBy.map((key) => columnOf(key, scope, context));
  partitionBy.forEach((key, i) => {
    if (!isComparable(key.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        node.partitionBy[i] as ExpressionNode,
        `${typeText(key.type)} is not comparable, and therefore cannot be used in PARTITION BY`,
      );
    }
  });
  const orderBy = (node.orderBy?.items ?? []).map(({ key, descending, nulls }): SortKey => {
    const expression = columnOf(key, scope, context);
    if (!isOrderable(expression.type)) {
      throw semanticError(
        'TYPE_MISMATCH',
        key,
        `${typeText(expression.type)} is not orderable, and therefore cannot be used in ORDER BY`,
      );
    }
    return { expression, descending, nullsFirst: nulls === 'FIRST' };
  });
  const clauses = verifyRowPattern(pattern, node);
  if (node.patternSearchMode !== undefined) {
    throw semanticError(
      'NOT_SUPPORTED',
      node.patternSearchModeLocation === undefined ? node : { location: node.patternSearchModeLocation },
      `Pattern search modifier: ${node.patternSearchMode} is not allowed in MATCH_RECOGNIZE clause`,
    );
  }
  const exclusion = rowsPerMatch === 'ALL WITH UNMATCHED' ? exclusionIn(pattern) : undefined;
  if (exclusion !== undefined) {
    throw semanticError(
      'INVALID_ROW_PATTERN',
      exclusion,
      'Pattern exclusion syntax is not allowed when ALL ROWS PER MATCH WITH UNMATCHED ROWS is specified',
    );
  }
  const { measures: values, ...rowPattern } = analyzeRowPattern(pattern, node, clauses, {
    query: context,
    scope,
    subqueries: new SubqueryCollector(context, scope),
  });
  const analyzedMeasures = measures.map(({ name }, i) => {
    const value = values[i] as PatternExpression;
    const field: Field = {
      id: context.allocator.next(name.value),
      name: name.value,
      type: value.expression.type,
    };
    return { field, value };
  });
  const passed = passedFields(input.fields, partitionBy, orderBy, rowsPerMatch !== 'ONE', context);
  const fields = [
    ...passed.before.map(({ field }) => field),
    ...analyzedMeasures.map(({ field }) => field),
    ...passed.after.map(({ field }) => field),
  ];
  if (fields.length === 0) {
    throw semanticError('TABLE_HAS_NO_COLUMNS', node, 'pattern recognition output table has no columns');
  }
  return {
    kind: 'patternRecognition',
    input,
    partitionBy,
    orderBy,
    measures: analyzedMeasures,
    rowsPerMatch: (
      {
        ONE: 'ONE',
        'ALL SHOW EMPTY': 'ALL_SHOW_EMPTY',
        'ALL OMIT EMPTY': 'ALL_OMIT_EMPTY',
        'ALL WITH UNMATCHED': 'ALL_WITH_UNMATCHED',
      } as const
    )[rowsPerMatch],
    ...rowPattern,
    passed: [...passed.before, ...passed.after].map(({ field, from }) => ({ field, from })),
    fields,
  };
}

/** PARTITION BY and ORDER BY take columns of the input. */
function columnOf(node: ExpressionNode, scope: Scope, query: QueryContext): Expression {
  if (node.kind !== 'identifier' && node.kind !== 'dereference') {
    throw semanticError(
      'INVALID_COLUMN_REFERENCE',
      node,
      `Expected column reference. Actual: ${expressionText(node)}`,
    );
  }
  const local: Scope = { fields: scope.fields };
  try {
    return analyzeExpression(node, { query, scope: local, subqueries: new SubqueryCollector(query, local) });
  } catch (error) {
    if (!(error instanceof TrinoError) || error.errorName !== 'COLUMN_NOT_FOUND') throw error;
    throw semanticError(
      'COLUMN_NOT_FOUND',
      node,
      `Column ${expressionText(node)} is not present in the input relation`,
    );
  }
}

function exclusionIn(node: unknown): SyntaxNode | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if ('kind' in node && node.kind === 'excludedPattern') return node as unknown as SyntaxNode;
  for (const part of Object.values(node)) {
    const found = exclusionIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface PassedField {
  readonly field: Field;
  readonly from: string;
}

/** Columns of the input that come out: what it is partitioned by, and of ALL ROWS what it is ordered by and, behind the measures, all others. */
function passedFields(
  fields: readonly Field[],
  partitionBy: readonly Expression[],
  orderBy: readonly SortKey[],
  allRows: boolean,
  { allocator }: QueryContext,
): { readonly before: readonly PassedField[]; readonly after: readonly PassedField[] } {
  const keys = [...partitionBy, ...(allRows ? orderBy.map(({ expression }) => expression) : [])];
  const first = keys.flatMap((key) => (key.kind === 'symbol' ? [key.name] : []));
  const pass = (id: string): PassedField[] => {
    const field = fields.find((each) => each.id === id);
    if (field === undefined) return [];
    const { name, type } = field;
    return [
      { field: { id: allocator.next(name ?? 'field'), type, ...(name !== undefined && { name }) }, from: id },
    ];
  };
  const rest = allRows ? fields.filter((field) => field.hidden !== true && !first.includes(field.id)) : [];
  return { before: first.flatMap(pass), after: rest.flatMap(({ id }) => pass(id)) };
}
