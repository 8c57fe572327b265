import type { Expression } from '../../../expressions/expression.ts';
import { symbolsOf } from '../../../expressions/expression-tree.ts';
import { aggregateMatched } from '../../row-pattern/aggregate-matched.ts';
import { computeExpression } from '../../row-pattern/compute-expression.ts';
import type { Compute } from '../../row-pattern/compute-expression.ts';
import { labelSet } from '../../row-pattern/locate.ts';
import type { MatchEnvironment } from '../../row-pattern/match-partition.ts';
import type { ArgumentAt } from '../../row-pattern/running-aggregate.ts';
import { RunningAggregate } from '../../row-pattern/running-aggregate.ts';
import type { Value } from '../../scalar/value.ts';
import { computedBodies } from '../functions/computed-translations.ts';
import type { FragmentContext } from '../fragment-context.ts';
import { translateExpression } from '../translate-expression.ts';
import type { PartitionRows } from './partition-rows.ts';
import type { AggregationPointer } from './value-pointers.ts';

interface RowOfMatch {
  readonly match: MatchEnvironment;
  /** Counted from the match's first row. */
  readonly at: number;
}

/** An aggregate over the rows of a match up to one of them; undefined for one that isn't computed row by row. */
export function runningAggregate(
  {
    function: resolved,
    setDescriptor,
    arguments: texts,
    classifierSymbol,
    matchNumberSymbol,
  }: AggregationPointer,
  rows: PartitionRows,
  context: FragmentContext,
): RunningAggregate | undefined {
  const aggregate = aggregateMatched(resolved);
  if (aggregate === undefined) return undefined;
  /** Parts that read only columns are columns of their row; what reads the label or the match's number is computed for each. */
  const leaf = (part: Expression): Compute<RowOfMatch> | undefined => {
    if (part.kind === 'symbol' && part.name === classifierSymbol)
      return ({ match: { labels }, at }) => labels[at] as Value;
    if (part.kind === 'symbol' && part.name === matchNumberSymbol)
      return ({ match: { matchNumber } }) => BigInt(matchNumber);
    const symbols = symbolsOf(part);
    if (symbols.has(classifierSymbol) || symbols.has(matchNumberSymbol)) return undefined;
    for (const symbol of symbols) rows.place(context.names.of(symbol), rows.neighbour(symbol, 0));
    const { index } = rows.add(part.type, translateExpression(part, context.names));
    return ({ match: { values, start }, at }) => values[start + at]?.[index] as Value;
  };
  const values = texts.map((text): ArgumentAt => {
    const compute = computeExpression(context.read(text), leaf, context.names.session, computedBodies);
    return (match, at) => compute({ match, at });
  });
  return new RunningAggregate(aggregate, labelSet(setDescriptor.labels), values);
}
