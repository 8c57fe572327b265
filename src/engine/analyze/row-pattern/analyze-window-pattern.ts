import type { WindowFrame } from '../../parse/tree/function-call.ts';
import type { SyntaxNode } from '../../parse/tree/node.ts';
import type { RowPatternCommon } from '../../parse/tree/row-pattern.ts';
import type { WindowPattern } from '../analysis.ts';
import type { ExpressionContext } from '../expression-context.ts';
import { semanticError } from '../semantic-error.ts';
import { nodesIn } from '../syntax-search.ts';
import type { AnyNode } from '../syntax-search.ts';
import { analyzeRowPattern, verifyRowPattern } from './analyze-row-pattern.ts';
import { labelOf } from './row-pattern-scope.ts';

/**
 * The row pattern of a window's frame; undefined: it has none.
 * @param id the same for windows that are written alike
 * @throws TrinoError MISSING_ROW_PATTERN, MISSING_VARIABLE_DEFINITIONS, INVALID_WINDOW_FRAME, INVALID_ROW_PATTERN,
 *   INVALID_PATTERN_RECOGNITION_FUNCTION, and what MATCH_RECOGNIZE may fail with
 */
export function analyzeWindowPattern(
  frame: WindowFrame,
  id: string,
  context: ExpressionContext,
): WindowPattern | undefined {
  const clauses = frame.pattern;
  if (clauses === undefined) return undefined;
  const { pattern, definitions, measures, patternSearchMode } = clauses;
  if (pattern === undefined) throw withoutPattern(frame, clauses);
  if (definitions.length === 0) {
    throw semanticError('MISSING_VARIABLE_DEFINITIONS', frame, 'Pattern recognition requires DEFINE clause');
  }
  if (frame.type !== 'ROWS')
    throw semanticError('INVALID_WINDOW_FRAME', frame, 'Pattern recognition requires ROWS frame type');
  if (frame.start.type !== 'CURRENT ROW' || frame.end === undefined) {
    throw semanticError(
      'INVALID_WINDOW_FRAME',
      frame,
      'Pattern recognition requires frame specified as BETWEEN CURRENT ROW AND ...',
    );
  }
  const verified = verifyRowPattern(pattern, clauses);
  const [anchor] = nodesIn(pattern, ({ kind }) => kind === 'anchorPattern');
  if (anchor !== undefined)
    throw semanticError('INVALID_ROW_PATTERN', anchor, 'Anchor pattern syntax is not allowed in window');
  const { measures: values, ...analysis } = analyzeRowPattern(pattern, clauses, verified, context);
  const [numbered] = [...measures, ...definitions].flatMap(({ expression }) =>
    nodesIn(expression, isMatchNumber),
  );
  if (numbered !== undefined) {
    throw semanticError(
      'INVALID_PATTERN_RECOGNITION_FUNCTION',
      numbered,
      'MATCH_NUMBER function is not supported in window',
    );
  }
  return {
    ...analysis,
    id,
    initial: patternSearchMode !== 'SEEK',
    measures: measures.flatMap(({ name }, i) => {
      const value = values[i];
      return value === undefined ? [] : [{ name: labelOf(name), value }];
    }),
  };
}

/** What makes no sense in a frame without PATTERN. */
function withoutPattern(frame: WindowFrame, clauses: RowPatternCommon): Error {
  const missing = (node: SyntaxNode, what: string): Error =>
    semanticError('MISSING_ROW_PATTERN', node, `${what} PATTERN clause`);
  const { measures, afterMatchSkip, patternSearchMode, patternSearchModeLocation, subsets, definitions } =
    clauses;
  if (measures.length > 0) return missing(frame, 'Row pattern measures require');
  if (afterMatchSkip !== undefined) return missing(afterMatchSkip, 'AFTER MATCH SKIP clause requires');
  if (patternSearchMode !== undefined) {
    const location = patternSearchModeLocation ?? frame.location;
    return missing({ location }, `${patternSearchMode} modifier requires`);
  }
  return missing(
    subsets[0] ?? definitions[0] ?? frame,
    subsets.length > 0
      ? 'Union variable definitions require'
      : 'Primary pattern variable definitions require',
  );
}

function isMatchNumber(node: AnyNode): boolean {
  if (node.kind !== 'functionCall' || !('name' in node)) return false;
  const { parts } = node.name as { readonly parts: readonly { readonly value: string }[] };
  return parts.length === 1 && parts[0]?.value.toLowerCase() === 'match_number';
}
