import { parseDataSize } from '../../units/data-size.ts';
import { parseDuration } from '../../units/duration.ts';
import type { Session } from '../../session/session.ts';
import type { EstimateRange, SelectorSpec } from './resource-groups-spec.ts';

/** What selectors look at. */
export interface SelectionCriteria {
  readonly session: Session;
  /** Asked only where a selector names a kind of statement; undefined for statements without kind. */
  readonly queryType: () => string | undefined;
}

/**
 * Whether a selector takes a query.
 * @returns the names of the group's path with all variables replaced, or undefined when it doesn't match
 */
export function matchSelector(
  selector: SelectorSpec,
  { session, queryType }: SelectionCriteria,
): readonly string[] | undefined {
  const values = new Map<string, string>();
  const matches = (pattern: RegExp | undefined, text: string): boolean => {
    if (pattern === undefined) return true;
    const match = pattern.exec(text);
    if (match === null) return false;
    for (const [name, value] of Object.entries(match.groups ?? {}))
      if ((value as string | undefined) !== undefined) values.set(name, value);
    return true;
  };
  const source = session.source ?? '';
  if (!matches(selector.user, session.user)) return undefined;
  if (!matches(selector.originalUser, session.originalUser)) return undefined;
  if (!matches(selector.authenticatedUser, session.principal ?? session.user)) return undefined;
  if (!matches(selector.source, source)) return undefined;
  const { userGroup } = selector;
  if (userGroup !== undefined && !session.groups.some((group) => matches(userGroup, group))) return undefined;
  if (!selector.clientTags.every((tag) => session.clientTags.includes(tag))) return undefined;
  if (!matchesEstimates(selector, session)) return undefined;
  if (selector.queryType !== undefined && queryType() !== selector.queryType) return undefined;
  if (!values.has('USER')) values.set('USER', session.user);
  if (!values.has('SOURCE')) values.set('SOURCE', source);
  return selector.group.map((name) => name.expand(values));
}

function matchesEstimates({ resourceEstimate: wanted }: SelectorSpec, session: Session): boolean {
  if (wanted === undefined) return true;
  const { executionTime, cpuTime, peakMemory } = session.resourceEstimates;
  const millis = (text: string | undefined): number | undefined => {
    const nanos = text === undefined ? undefined : parseDuration(text);
    return nanos === undefined ? undefined : nanos / 1e6;
  };
  return (
    isWithin(wanted.executionTime, millis(executionTime)) &&
    isWithin(wanted.cpuTime, millis(cpuTime)) &&
    isWithin(wanted.peakMemory, peakMemory === undefined ? undefined : parseDataSize(peakMemory))
  );
}

/** A client that gave no estimate matches no range. */
function isWithin(range: EstimateRange | undefined, value: number | undefined): boolean {
  if (range === undefined) return true;
  if (value === undefined) return false;
  return value >= (range.min ?? Number.NEGATIVE_INFINITY) && value <= (range.max ?? Number.POSITIVE_INFINITY);
}
