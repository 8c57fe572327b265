import type { SqlActions } from '../../../../generated/sql/actions.ts';
import type { ParseContext } from '../parse-context.ts';
import type { PatternQuantifier, SkipTo } from '../tree/row-pattern.ts';
import { given } from './given.ts';
import { wholeNumber } from './query-actions.ts';
import { aliased } from './relation-actions.ts';

/** Row pattern recognition. */
export const patternActions = {
  MatchRecognize:
    (
      c,
      _at,
      partitionBy,
      orderBy,
      measures,
      rowsPerMatch,
      afterMatchSkip,
      mode,
      pattern,
      subsets,
      definitions,
      alias,
    ) =>
    (input, at) =>
      aliased(
        c,
        at,
        {
          kind: 'patternRecognition',
          input,
          partitionBy: partitionBy ?? [],
          measures: measures ?? [],
          pattern,
          subsets: subsets ?? [],
          definitions,
          ...given({ orderBy, rowsPerMatch, afterMatchSkip, patternSearchMode: searchMode(c, mode) }),
          ...(mode !== undefined && { patternSearchModeLocation: c.location(mode) }),
          location: c.location(at),
        },
        alias,
      ),
  MeasureDefinition: (c, at, expression, name) => ({
    kind: 'measure',
    expression,
    name,
    location: c.location(at),
  }),
  RowsPerMatch_one: () => 'ONE',
  RowsPerMatch_all: (_c, _at, handling) => handling ?? 'ALL SHOW EMPTY',
  EmptyMatchHandling_show: () => 'ALL SHOW EMPTY',
  EmptyMatchHandling_omit: () => 'ALL OMIT EMPTY',
  EmptyMatchHandling_unmatched: () => 'ALL WITH UNMATCHED',
  SkipTo_next: (c, at) => skip(c, at, 'NEXT ROW'),
  SkipTo_past: (c, at) => skip(c, at, 'PAST LAST ROW'),
  SkipTo_first: (c, at, variable) => ({ ...skip(c, at, 'FIRST'), variable }),
  SkipTo_last: (c, at, variable) => ({ ...skip(c, at, 'LAST'), variable }),
  SkipTo_variable: (c, at, variable) => ({ ...skip(c, at, 'LAST'), variable }),
  SubsetDefinition: (c, at, name, variables) => ({
    kind: 'subset',
    name,
    variables,
    location: c.location(at),
  }),
  VariableDefinition: (c, at, name, expression) => ({
    kind: 'variableDefinition',
    name,
    expression,
    location: c.location(at),
  }),
  // Alternations and concatenations nest to the left, two patterns each, as in Trino.
  RowPattern: (c, at, first, others) =>
    others.reduce(
      (left, right) => ({ kind: 'patternAlternation', patterns: [left, right], location: c.location(at) }),
      first,
    ),
  PatternSequence_terms: (c, at, terms) =>
    terms.reduce((left, right) => ({
      kind: 'patternConcatenation',
      patterns: [left, right],
      location: c.location(at),
    })),
  PatternTerm: (c, at, pattern, quantifier) =>
    quantifier === undefined
      ? pattern
      : { kind: 'quantifiedPattern', pattern, quantifier, location: c.location(at) },
  PatternPrimary_variable: (c, at, name) => ({ kind: 'patternVariable', name, location: c.location(at) }),
  PatternPrimary_empty: (c, at) => ({ kind: 'emptyPattern', location: c.location(at) }),
  PatternPrimary_permute: (c, at, patterns) => ({
    kind: 'patternPermutation',
    patterns,
    location: c.location(at),
  }),
  PatternPrimary_group: (_c, _at, pattern) => pattern,
  PatternPrimary_start: (c, at) => ({
    kind: 'anchorPattern',
    type: 'PARTITION START',
    location: c.location(at),
  }),
  PatternPrimary_end: (c, at) => ({ kind: 'anchorPattern', type: 'PARTITION END', location: c.location(at) }),
  PatternPrimary_excluded: (c, at, pattern) => ({
    kind: 'excludedPattern',
    pattern,
    location: c.location(at),
  }),
  PatternQuantifier_zeroOrMore: (c, at, reluctant) => quantifier(c, at, 'zeroOrMore', reluctant),
  PatternQuantifier_oneOrMore: (c, at, reluctant) => quantifier(c, at, 'oneOrMore', reluctant),
  PatternQuantifier_zeroOrOne: (c, at, reluctant) => quantifier(c, at, 'zeroOrOne', reluctant),
  PatternQuantifier_exactly: (c, at, count, reluctant) => {
    const times = wholeNumber(c, count, c.text(count)).value;
    return { ...quantifier(c, at, 'range', reluctant), atLeast: times, atMost: times };
  },
  PatternQuantifier_range: (c, at, low, high, reluctant) => ({
    ...quantifier(c, at, 'range', reluctant),
    ...given({
      atLeast: low === undefined ? undefined : wholeNumber(c, low, c.text(low)).value,
      atMost: high === undefined ? undefined : wholeNumber(c, high, c.text(high)).value,
    }),
  }),
} satisfies Partial<SqlActions<ParseContext>>;

/** INITIAL or SEEK, when one was written. */
export function searchMode(c: ParseContext, token: number | undefined): 'INITIAL' | 'SEEK' | undefined {
  if (token === undefined) return undefined;
  return c.word(token) === 'INITIAL' ? 'INITIAL' : 'SEEK';
}

function skip(c: ParseContext, at: number, position: SkipTo['position']): SkipTo {
  return { kind: 'skipTo', position, location: c.location(at) };
}

function quantifier(
  c: ParseContext,
  at: number,
  kind: PatternQuantifier['kind'],
  reluctant: number | undefined,
): PatternQuantifier {
  return { kind, greedy: reluctant === undefined, location: c.location(at) };
}
