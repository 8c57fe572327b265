import type { ExpressionNode } from './expression-node.ts';
import type { IdentifierNode } from './identifier.ts';
import type { SyntaxNode } from './node.ts';
import type { OrderBy } from './order-by.ts';
import type { RelationNode } from './relation.ts';

/** The clauses that MATCH_RECOGNIZE and a window frame with a row pattern share. */
export interface RowPatternCommon {
  readonly measures: readonly MeasureDefinition[];
  readonly afterMatchSkip?: SkipTo;
  readonly patternSearchMode?: 'INITIAL' | 'SEEK';
  readonly patternSearchModeLocation?: SyntaxNode['location'];
  readonly pattern?: RowPattern;
  readonly subsets: readonly SubsetDefinition[];
  readonly definitions: readonly VariableDefinition[];
}

/** `relation MATCH_RECOGNIZE (…)`. */
export interface PatternRecognition extends SyntaxNode, RowPatternCommon {
  readonly kind: 'patternRecognition';
  readonly input: RelationNode;
  readonly partitionBy: readonly ExpressionNode[];
  readonly orderBy?: OrderBy;
  readonly rowsPerMatch?: RowsPerMatch;
  readonly pattern: RowPattern;
}

export type RowsPerMatch = 'ONE' | 'ALL SHOW EMPTY' | 'ALL OMIT EMPTY' | 'ALL WITH UNMATCHED' | 'WINDOW';

export interface MeasureDefinition extends SyntaxNode {
  readonly kind: 'measure';
  readonly expression: ExpressionNode;
  readonly name: IdentifierNode;
}

export interface SkipTo extends SyntaxNode {
  readonly kind: 'skipTo';
  readonly position: 'PAST LAST ROW' | 'NEXT ROW' | 'FIRST' | 'LAST';
  readonly variable?: IdentifierNode;
}

export interface SubsetDefinition extends SyntaxNode {
  readonly kind: 'subset';
  readonly name: IdentifierNode;
  readonly variables: readonly IdentifierNode[];
}

export interface VariableDefinition extends SyntaxNode {
  readonly kind: 'variableDefinition';
  readonly name: IdentifierNode;
  readonly expression: ExpressionNode;
}

export type RowPattern =
  | PatternAlternation
  | PatternConcatenation
  | QuantifiedPattern
  | PatternVariable
  | EmptyPattern
  | PatternPermutation
  | AnchorPattern
  | ExcludedPattern;

export interface PatternAlternation extends SyntaxNode {
  readonly kind: 'patternAlternation';
  readonly patterns: readonly RowPattern[];
}

export interface PatternConcatenation extends SyntaxNode {
  readonly kind: 'patternConcatenation';
  readonly patterns: readonly RowPattern[];
}

export interface QuantifiedPattern extends SyntaxNode {
  readonly kind: 'quantifiedPattern';
  readonly pattern: RowPattern;
  readonly quantifier: PatternQuantifier;
}

export interface PatternQuantifier extends SyntaxNode {
  readonly kind: 'zeroOrMore' | 'oneOrMore' | 'zeroOrOne' | 'range';
  readonly greedy: boolean;
  readonly atLeast?: bigint;
  readonly atMost?: bigint;
}

export interface PatternVariable extends SyntaxNode {
  readonly kind: 'patternVariable';
  readonly name: IdentifierNode;
}

export interface EmptyPattern extends SyntaxNode {
  readonly kind: 'emptyPattern';
}

export interface PatternPermutation extends SyntaxNode {
  readonly kind: 'patternPermutation';
  readonly patterns: readonly RowPattern[];
}

export interface AnchorPattern extends SyntaxNode {
  readonly kind: 'anchorPattern';
  readonly type: 'PARTITION START' | 'PARTITION END';
}

/** `{- pattern -}`. */
export interface ExcludedPattern extends SyntaxNode {
  readonly kind: 'excludedPattern';
  readonly pattern: RowPattern;
}
