import type { IrLabel, IrRowPattern } from '../../../../generated/worker/types.ts';
import type { RowPattern, RowPatternCommon } from '../../parse/tree/row-pattern.ts';
import { formatIdentifier } from '../../parse/format/quoting.ts';
import { semanticError } from '../semantic-error.ts';
import { labelOf } from './row-pattern-scope.ts';

/** A label in the form of a plan. */
export function irLabel(name: string): IrLabel {
  return ['label', name];
}

/**
 * A pattern in the form of a plan.
 * @throws TrinoError INVALID_RANGE, NUMERIC_VALUE_OUT_OF_RANGE at a quantifier
 */
export function analyzePattern(pattern: RowPattern): IrRowPattern {
  switch (pattern.kind) {
    case 'patternVariable':
      return irLabel(labelOf(pattern.name));
    case 'emptyPattern':
      return { '@type': 'empty' };
    case 'anchorPattern':
      return {
        '@type': 'anchor',
        type: pattern.type === 'PARTITION START' ? 'PARTITION_START' : 'PARTITION_END',
      };
    case 'excludedPattern':
      return { '@type': 'exclusion', pattern: analyzePattern(pattern.pattern) };
    case 'patternAlternation':
      return { '@type': 'alternation', patterns: pattern.patterns.map(analyzePattern) };
    case 'patternConcatenation':
      return { '@type': 'concatenation', patterns: pattern.patterns.map(analyzePattern) };
    case 'patternPermutation':
      return { '@type': 'permutation', patterns: pattern.patterns.map(analyzePattern) };
    case 'quantifiedPattern': {
      const { quantifier } = pattern;
      const atLeast = Number(
        quantifier.kind === 'oneOrMore' ? 1 : quantifier.kind === 'range' ? (quantifier.atLeast ?? 0) : 0,
      );
      const atMost =
        quantifier.kind === 'zeroOrOne'
          ? 1
          : quantifier.kind === 'range' && quantifier.atMost !== undefined
            ? Number(quantifier.atMost)
            : undefined;
      if (quantifier.kind === 'range') {
        for (const [which, bound] of [
          ['lower', quantifier.atLeast],
          ['upper', quantifier.atMost],
        ] as const) {
          if (bound !== undefined && bound > 2_147_483_647n) {
            throw semanticError(
              'NUMERIC_VALUE_OUT_OF_RANGE',
              quantifier,
              `Pattern quantifier ${which} bound must not exceed 2147483647`,
            );
          }
        }
        if (quantifier.atMost !== undefined && quantifier.atMost < 1n) {
          throw semanticError(
            'NUMERIC_VALUE_OUT_OF_RANGE',
            quantifier,
            'Pattern quantifier upper bound must be greater than or equal to 1',
          );
        }
      }
      if (atMost !== undefined && atMost < atLeast) {
        throw semanticError(
          'INVALID_RANGE',
          quantifier,
          'Pattern quantifier lower bound must not exceed upper bound',
        );
      }
      return {
        '@type': 'quantified',
        pattern: analyzePattern(pattern.pattern),
        quantifier: { atLeast, ...(atMost !== undefined && { atMost }), greedy: quantifier.greedy },
      };
    }
    default: {
      const never: never = pattern;
      return never;
    }
  }
}

/** Names of the variables that rows are labelled with, in the order of the pattern. */
export function variablesOf(pattern: RowPattern): readonly string[] {
  switch (pattern.kind) {
    case 'patternVariable':
      return [labelOf(pattern.name)];
    case 'emptyPattern':
    case 'anchorPattern':
      return [];
    case 'excludedPattern':
    case 'quantifiedPattern':
      return variablesOf(pattern.pattern);
    case 'patternAlternation':
    case 'patternConcatenation':
    case 'patternPermutation':
      return [...new Set(pattern.patterns.flatMap(variablesOf))];
    default: {
      const never: never = pattern;
      return never;
    }
  }
}

/**
 * What each variable and subset stands for.
 * @throws TrinoError INVALID_LABEL
 */
export function labelsOf(
  pattern: RowPattern,
  { subsets, definitions, afterMatchSkip }: RowPatternCommon,
): {
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly subsets: ReadonlyMap<string, readonly string[]>;
} {
  const variables = variablesOf(pattern);
  const labels = new Map<string, readonly string[]>(variables.map((name) => [name, [name]]));
  const unions = new Map<string, readonly string[]>();
  for (const subset of subsets) {
    const name = labelOf(subset.name);
    if (variables.includes(name)) {
      throw semanticError(
        'INVALID_LABEL',
        subset.name,
        `union pattern variable name: ${formatIdentifier(subset.name)} is a duplicate of primary pattern variable name`,
      );
    }
    if (unions.has(name)) {
      throw semanticError(
        'INVALID_LABEL',
        subset.name,
        `union pattern variable name: ${formatIdentifier(subset.name)} is declared twice`,
      );
    }
    for (const variable of subset.variables) {
      if (!variables.includes(labelOf(variable))) {
        throw semanticError(
          'INVALID_LABEL',
          variable,
          `subset element: ${formatIdentifier(variable)} is not a primary pattern variable`,
        );
      }
    }
    unions.set(name, subset.variables.map(labelOf));
  }
  const defined = new Set<string>();
  for (const { name } of definitions) {
    const label = labelOf(name);
    if (!variables.includes(label)) {
      throw semanticError(
        'INVALID_LABEL',
        name,
        `defined variable: ${formatIdentifier(name)} is not a primary pattern variable`,
      );
    }
    if (defined.has(label))
      throw semanticError(
        'INVALID_LABEL',
        name,
        `pattern variable with name: ${formatIdentifier(name)} is defined twice`,
      );
    defined.add(label);
  }
  for (const [name, union] of unions) labels.set(name, union);
  if (afterMatchSkip?.variable !== undefined && !labels.has(labelOf(afterMatchSkip.variable))) {
    throw semanticError(
      'INVALID_LABEL',
      afterMatchSkip.variable,
      `${formatIdentifier(afterMatchSkip.variable)} is not a primary or union pattern variable`,
    );
  }
  return { labels, subsets: unions };
}
