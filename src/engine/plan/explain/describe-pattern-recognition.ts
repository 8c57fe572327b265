import type {
  ExpressionAndValuePointers,
  IrLabel,
  IrRowPattern,
  LogicalIndexPointer,
  PatternRecognitionNode,
  ValuePointer,
} from '../../../../generated/worker/types.ts';
import { readableExpression } from './readable-expression.ts';

/** The lines below a node that recognizes row patterns, in stock's words (EXPLAIN on a stock server). */
export function describeRowPattern(node: PatternRecognitionNode): readonly string[] {
  const { commonBaseFrame: frame, windowFunctions, measures, variableDefinitions } = node;
  const bounds = frame && [frame.type, frame.startType, frame.endValue, frame.endType];
  return [
    ...(bounds === undefined ? [] : [`base frame: ${bounds.filter((part) => part !== undefined).join(' ')}`]),
    ...Object.entries(windowFunctions).map(([symbol, { resolvedFunction, arguments: inputs }]) => {
      const { functionName } = resolvedFunction.signature.name;
      return `${symbol} := ${functionName}(${inputs.map(readableExpression).join(', ')})`;
    }),
    ...Object.entries(measures).flatMap(([symbol, { expressionAndValuePointers }]) =>
      overMatch(symbol, expressionAndValuePointers),
    ),
    ...(node.rowsPerMatch === 'WINDOW' ? [] : [rowsPerMatchTexts[node.rowsPerMatch]]),
    `AFTER MATCH ${skipText(node)}`,
    `pattern[${patternText(node.pattern)}] (${node.initial ? 'INITIAL' : 'SEEK'})`,
    `subsets[${Object.entries(node.subsets)
      .map(([name, labels]) => `${name} := ${setText(labels)}`)
      .join(', ')}]`,
    ...Object.entries(variableDefinitions).flatMap(([label, definition]) => overMatch(label, definition)),
  ];
}

const rowsPerMatchTexts = {
  ONE: 'ONE ROW PER MATCH',
  ALL_SHOW_EMPTY: 'ALL ROWS PER MATCH SHOW EMPTY MATCHES',
  ALL_OMIT_EMPTY: 'ALL ROWS PER MATCH OMIT EMPTY MATCHES',
  ALL_WITH_UNMATCHED: 'ALL ROWS PER MATCH WITH UNMATCHED ROWS',
} as const;

function skipText({ skipToPosition, skipToLabel }: PatternRecognitionNode): string {
  switch (skipToPosition) {
    case 'PAST_LAST':
      return 'SKIP PAST LAST ROW';
    case 'NEXT':
      return 'SKIP TO NEXT ROW';
    case 'FIRST':
    case 'LAST':
      return `SKIP TO ${skipToPosition} ${skipToLabel === undefined ? '' : nameOf(skipToLabel)}`;
    default:
      return skipToPosition satisfies never;
  }
}

/** An expression over a match, and what its symbols stand for; the number of the match speaks for itself. */
function overMatch(name: string, value: ExpressionAndValuePointers): string[] {
  const pointers = value.layout.flatMap((symbol, i) => {
    const pointer = value.valuePointers[i];
    if (pointer === undefined || value.matchNumberSymbols.includes(symbol)) return [];
    return [`    ${symbol} := ${pointerText(pointer)}`];
  });
  return [`${name} := ${readableExpression(value.expression)}`, ...pointers];
}

function pointerText(pointer: ValuePointer): string {
  if (pointer['@type'] === 'scalar')
    return `${pointer.inputSymbol}[${indexText(pointer.logicalIndexPointer)}]`;
  const { function: resolved, setDescriptor, arguments: inputs } = pointer;
  const { functionName } = resolved.signature.name;
  const call = `${functionName}(${inputs.map(readableExpression).join(', ')})`;
  return `${setDescriptor.running ? 'RUNNING' : 'FINAL'} ${call}${setText(setDescriptor.labels)}`;
}

function indexText({ labels, last, running, logicalOffset, physicalOffset }: LogicalIndexPointer): string {
  const offset = logicalOffset > 0 ? `, ${logicalOffset}` : '';
  const logical = `${running ? 'RUNNING' : 'FINAL'} ${last ? 'LAST' : 'FIRST'}(${setText(labels)}${offset})`;
  if (physicalOffset === 0) return logical;
  return `${physicalOffset < 0 ? 'PREV' : 'NEXT'}(${logical}, ${Math.abs(physicalOffset)})`;
}

function setText(labels: readonly IrLabel[]): string {
  return `{${labels.map(nameOf).join(', ')}}`;
}

/** The name of a label, which stands behind what it is. */
function nameOf(label: IrLabel): string {
  return label.at(-1) ?? '';
}

/** Sequences and choices within each other read as one, and what is empty in a sequence isn't shown, as stock simplifies them. */
function patternText(pattern: IrRowPattern): string {
  if (!('@type' in pattern)) return nameOf(pattern);
  switch (pattern['@type']) {
    case 'empty':
      return '()';
    case 'anchor':
      return pattern.type === 'PARTITION_START' ? '^' : '$';
    case 'exclusion':
      return `{-${patternText(pattern.pattern)}-}`;
    case 'alternation': {
      const parts = flatParts(pattern, 'alternation').map(patternText);
      return `(${parts.join(' | ')})`;
    }
    case 'concatenation': {
      const parts = flatParts(pattern, 'concatenation')
        .filter((part) => !isEmpty(part))
        .map(patternText);
      return parts.length > 1 ? `(${parts.join(' ')})` : (parts[0] ?? '()');
    }
    case 'permutation':
      return `PERMUTE(${pattern.patterns.map(patternText).join(', ')})`;
    case 'quantified': {
      const { atLeast, atMost } = pattern.quantifier;
      return `${patternText(pattern.pattern)}{${atLeast}, ${atMost ?? '∞'}}`;
    }
    default:
      throw new TypeError(`Unexpected pattern ${JSON.stringify(pattern satisfies never)}`);
  }
}

function flatParts(pattern: IrRowPattern, kind: 'alternation' | 'concatenation'): readonly IrRowPattern[] {
  if ('@type' in pattern && pattern['@type'] === kind)
    return pattern.patterns.flatMap((part) => flatParts(part, kind));
  return [pattern];
}

function isEmpty(pattern: IrRowPattern): boolean {
  return '@type' in pattern && pattern['@type'] === 'empty';
}
