import type { Value } from '../scalar/value.ts';

/** The arguments of an aggregate at a row. */
export type ArgumentsAtRow = readonly Value[];

/**
 * An aggregate over the rows of a match, a row at a time. States aren't changed by what is added to them: a search that goes back takes up an
 * earlier one.
 */
export interface MatchedAggregate<State = unknown> {
  readonly initial: State;
  /** @throws TrinoError NUMERIC_VALUE_OUT_OF_RANGE */
  add(state: State, row: ArgumentsAtRow): State;
  result(state: State): Value;
}

/** An aggregate whose states nobody else looks at. */
export function erased<State>(aggregate: MatchedAggregate<State>): MatchedAggregate {
  return aggregate;
}
