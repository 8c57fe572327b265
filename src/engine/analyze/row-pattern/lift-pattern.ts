import { TrinoError } from '../../errors/trino-error.ts';
import { mapChildren, substitute, symbolsOf } from '../../expressions/expression-tree.ts';
import type { Expression } from '../../expressions/expression.ts';
import type { FieldAllocator } from '../field-allocator.ts';
import type { PatternExpression, PatternValue, RowIndex } from './pattern-values.ts';

type Placeholder = PatternExpression['placeholders'][number];

/** Moves an expression over a row to where rows are computed; undefined when it can't stand there. */
export type LiftExpression = (expression: Expression) => Expression | undefined;

/**
 * An expression over matches of rows that are groups: it reads what they are grouped by.
 * @param ofGroups whether the rows are groups: aggregates over matches of them have to be planned now
 * @returns undefined when a part of it can't stand there
 * @throws TrinoError GENERIC_INTERNAL_ERROR for aggregates of something else: stock notices them when it plans the query
 */
export function liftPattern(
  value: PatternExpression,
  lift: LiftExpression,
  allocator: FieldAllocator,
  ofGroups: boolean,
): PatternExpression | undefined {
  return move(value, lift, allocator, (each) => liftAggregation(each, lift, ofGroups));
}

/** Whether an expression over matches can stand above a grouping. Of its aggregates stock asks no more than of those over groups. */
export function isLiftable(
  value: PatternExpression,
  lift: LiftExpression,
  allocator: FieldAllocator,
): boolean {
  return move(value, lift, allocator, (each) => each) !== undefined;
}

type Aggregation = Extract<PatternValue, { readonly kind: 'aggregation' }>;

function move(
  { expression, placeholders }: PatternExpression,
  lift: LiftExpression,
  allocator: FieldAllocator,
  liftAggregate: (value: Aggregation) => Aggregation | undefined,
): PatternExpression | undefined {
  const known = new Map(placeholders.map((each) => [each.id, each]));
  const lifted = new Map<string, Placeholder>();
  const found = { unreadable: false };
  const visit = (part: Expression): Expression => {
    const row = commonRow(part, known);
    if (row !== undefined) {
      const value = lift(substitute(part, fieldsOf(part, known)));
      // A column, or something that the rows are grouped by as a whole.
      if (value !== undefined && (part.kind === 'symbol' || value.kind === 'symbol')) {
        const placeholder: Placeholder = {
          id: allocator.next(part.kind === 'symbol' ? part.name.replace(/#\d+$/, '') : 'expr'),
          type: part.type,
          value: { kind: 'column', input: value, row },
        };
        lifted.set(placeholder.id, placeholder);
        return { kind: 'symbol', name: placeholder.id, type: part.type };
      }
    }
    if (part.kind !== 'symbol') return mapChildren(part, visit);
    const placeholder = known.get(part.name);
    if (placeholder === undefined) return part;
    const value = liftValue(placeholder.value, liftAggregate);
    if (value === undefined) found.unreadable = true;
    else lifted.set(placeholder.id, { ...placeholder, value });
    return part;
  };
  const result = visit(expression);
  return found.unreadable ? undefined : { expression: result, placeholders: [...lifted.values()] };
}

/** The row that all columns of an expression are of: it has some, and nothing else. Labelled ones are taken one by one. */
function commonRow(part: Expression, known: ReadonlyMap<string, Placeholder>): RowIndex | undefined {
  const rows = [...symbolsOf(part)].map((symbol) => {
    const value = known.get(symbol)?.value;
    return value?.kind === 'column' ? value.row : undefined;
  });
  const [row] = rows;
  if (row === undefined || (row.labels.length > 0 && part.kind !== 'symbol')) return undefined;
  const text = JSON.stringify(row);
  return rows.every((each) => JSON.stringify(each) === text) ? row : undefined;
}

function fieldsOf(
  part: Expression,
  known: ReadonlyMap<string, Placeholder>,
): ReadonlyMap<string, Expression> {
  return new Map(
    [...symbolsOf(part)].flatMap((symbol) => {
      const placeholder = known.get(symbol);
      if (placeholder?.value.kind !== 'column') return [];
      return [[symbol, placeholder.value.input] as const];
    }),
  );
}

function liftValue(
  value: PatternValue,
  liftAggregate: (value: Aggregation) => Aggregation | undefined,
): PatternValue | undefined {
  switch (value.kind) {
    case 'column':
      return undefined;
    case 'classifier':
    case 'matchNumber':
      return value;
    case 'aggregation':
      return liftAggregate(value);
    default:
      throw new Error(`Unknown value ${JSON.stringify(value satisfies never)}`);
  }
}

function liftAggregation(
  value: Aggregation,
  lift: LiftExpression,
  ofGroups: boolean,
): Aggregation | undefined {
  const { labels, classifier } = value;
  if (ofGroups && labels.length > 0) {
    const names = labels.join(', ');
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      value.arguments.length === 0
        ? `Expression not analyzed: ${names}.*`
        : `Unexpected expression: LABEL_DEREFERENCE("${names}")`,
    );
  }
  if (ofGroups && value.arguments.some((argument) => symbolsOf(argument).has(classifier)))
    throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Unexpected expression: CLASSIFIER()');
  const args = value.arguments.map(lift);
  if (args.every((argument) => argument !== undefined)) return { ...value, arguments: args };
  if (ofGroups) throw new TrinoError('GENERIC_INTERNAL_ERROR', 'Internal error');
  return undefined;
}
