import type { FrameBound, WindowFrame, WindowNode, WindowSpecification } from '../tree/function-call.ts';
import type { OrderBy, SortItem } from '../tree/order-by.ts';
import type {
  MeasureDefinition,
  PatternQuantifier,
  RowPattern,
  SkipTo,
  SubsetDefinition,
  VariableDefinition,
} from '../tree/row-pattern.ts';
import { formatExpression } from './format-expression.ts';
import { formatIdentifier } from './quoting.ts';

export function formatSortItem(item: SortItem): string {
  const nulls = item.nulls === undefined ? '' : ` NULLS ${item.nulls}`;
  return `${formatExpression(item.key)} ${item.descending ? 'DESC' : 'ASC'}${nulls}`;
}

export function formatOrderBy(orderBy: OrderBy): string {
  return `ORDER BY ${orderBy.items.map(formatSortItem).join(', ')}`;
}

/** What stands after OVER. */
export function formatWindow(window: WindowNode): string {
  return window.kind === 'windowReference'
    ? formatIdentifier(window.name)
    : `(${formatWindowSpecification(window)})`;
}

export function formatWindowSpecification(window: WindowSpecification): string {
  const parts: string[] = [];
  if (window.existingName !== undefined) parts.push(formatIdentifier(window.existingName));
  if (window.partitionBy.length > 0)
    parts.push(`PARTITION BY ${window.partitionBy.map(formatExpression).join(', ')}`);
  if (window.orderBy !== undefined) parts.push(formatOrderBy(window.orderBy));
  if (window.frame !== undefined) parts.push(formatFrame(window.frame));
  return parts.join(' ');
}

function formatFrame(frame: WindowFrame): string {
  const parts: string[] = [];
  const pattern = frame.pattern;
  if (pattern !== undefined && pattern.measures.length > 0) {
    parts.push(`MEASURES ${pattern.measures.map(formatMeasure).join(', ')}`);
  }
  parts.push(
    frame.end === undefined
      ? `${frame.type} ${formatBound(frame.start)}`
      : `${frame.type} BETWEEN ${formatBound(frame.start)} AND ${formatBound(frame.end)}`,
  );
  if (pattern?.afterMatchSkip !== undefined)
    parts.push(`AFTER MATCH ${formatSkipTo(pattern.afterMatchSkip)}`);
  if (pattern?.patternSearchMode !== undefined) parts.push(pattern.patternSearchMode);
  if (pattern?.pattern !== undefined) parts.push(`PATTERN(${formatRowPattern(pattern.pattern)})`);
  if (pattern !== undefined && pattern.subsets.length > 0) {
    parts.push(`SUBSET ${pattern.subsets.map(formatSubset).join(', ')}`);
  }
  if (pattern !== undefined && pattern.definitions.length > 0) {
    parts.push(`DEFINE ${pattern.definitions.map(formatDefinition).join(', ')}`);
  }
  return parts.join(' ');
}

function formatBound(bound: FrameBound): string {
  return bound.value === undefined ? bound.type : `${formatExpression(bound.value)} ${bound.type}`;
}

export function formatMeasure(measure: MeasureDefinition): string {
  return `${formatExpression(measure.expression)} AS ${formatIdentifier(measure.name)}`;
}

export function formatDefinition(definition: VariableDefinition): string {
  return `${formatIdentifier(definition.name)} AS ${formatExpression(definition.expression)}`;
}

export function formatSubset(subset: SubsetDefinition): string {
  return `${formatIdentifier(subset.name)} = (${subset.variables.map(formatIdentifier).join(', ')})`;
}

export function formatSkipTo(skip: SkipTo): string {
  const variable = skip.variable === undefined ? '' : formatIdentifier(skip.variable);
  switch (skip.position) {
    case 'PAST LAST ROW':
      return 'SKIP PAST LAST ROW';
    case 'NEXT ROW':
      return 'SKIP TO NEXT ROW';
    case 'FIRST':
    case 'LAST':
      return `SKIP TO ${skip.position} ${variable}`;
    default:
      return skip.position satisfies never;
  }
}

/** A row pattern; every composite stands in parentheses. */
export function formatRowPattern(pattern: RowPattern): string {
  switch (pattern.kind) {
    case 'patternAlternation':
      return `(${pattern.patterns.map(formatRowPattern).join(' | ')})`;
    case 'patternConcatenation':
      return `(${pattern.patterns.map(formatRowPattern).join(' ')})`;
    case 'quantifiedPattern':
      return `(${formatRowPattern(pattern.pattern)}${formatQuantifier(pattern.quantifier)})`;
    case 'patternVariable':
      return formatIdentifier(pattern.name);
    case 'emptyPattern':
      return '()';
    case 'patternPermutation':
      return `PERMUTE(${pattern.patterns.map(formatRowPattern).join(', ')})`;
    case 'anchorPattern':
      return pattern.type === 'PARTITION START' ? '^' : '$';
    case 'excludedPattern':
      return `{-${formatRowPattern(pattern.pattern)}-}`;
    default:
      return pattern satisfies never;
  }
}

function formatQuantifier(quantifier: PatternQuantifier): string {
  const reluctant = quantifier.greedy ? '' : '?';
  switch (quantifier.kind) {
    case 'zeroOrMore':
      return `*${reluctant}`;
    case 'oneOrMore':
      return `+${reluctant}`;
    case 'zeroOrOne':
      return `?${reluctant}`;
    case 'range':
      return `{${quantifier.atLeast ?? ''},${quantifier.atMost ?? ''}}${reluctant}`;
    default:
      return quantifier.kind satisfies never;
  }
}
