import type { Distribution, Wanted } from '../distribution.ts';

/** @returns the distribution over other symbols; `rename` gives the symbols that hold the value of one from below */
export function renameKeys(
  distribution: Distribution,
  rename: (symbol: string) => readonly string[],
): Distribution {
  if (distribution.kind === 'single') {
    return distribution;
  }
  const unique = distribution.unique?.flatMap(rename);
  const stillUnique = unique !== undefined && unique.length > 0 ? { unique } : {};
  if (distribution.kind === 'source') {
    return { kind: 'source', ...stillUnique };
  }
  const { kind, by } = distribution;
  const keys = distribution.keys?.map((names) => [...new Set(names.flatMap(rename))]);
  return keys?.every((names) => names.length > 0) === true
    ? { kind, by, keys, ...stillUnique }
    : { kind, by, ...stillUnique };
}

/** The distribution once a task has given each row an id. */
export function withUnique(distribution: Distribution, symbol: string): Distribution {
  return distribution.kind === 'single'
    ? distribution
    : { ...distribution, unique: [...(distribution.unique ?? []), symbol] };
}

/** Rows stay where they are; by which columns is only known while all of those are there. */
export function keepKeys(distribution: Distribution, symbols: ReadonlySet<string>): Distribution {
  return renameKeys(distribution, (symbol) => (symbols.has(symbol) ? [symbol] : []));
}

/** Whether rows that agree in all of `symbols` are in one task. */
export function isPartitionedOn(distribution: Distribution, symbols: readonly string[]): boolean {
  if (distribution.kind === 'single' || distribution.unique?.some((id) => symbols.includes(id)) === true) {
    return true;
  }
  return (
    distribution.kind === 'fixed' &&
    distribution.keys?.every((names) => names.some((name) => symbols.includes(name))) === true
  );
}

/**
 * The symbols by which another input has to be partitioned so that its rows get to the tasks of those that they equal.
 * @param pairs symbols of the one and of the other input whose values are equal where rows meet
 * @returns undefined when the one isn't partitioned by such symbols
 */
export function matchingKeys(
  distribution: Distribution,
  pairs: readonly (readonly [mine: string, others: string])[],
): readonly string[] | undefined {
  if (distribution.kind !== 'fixed' || distribution.by !== 'HASH' || distribution.keys === undefined) {
    return undefined;
  }
  const matching: string[] = [];
  for (const names of distribution.keys) {
    const pair = pairs.find(([mine]) => names.includes(mine));
    if (pair === undefined) {
      return undefined;
    }
    matching.push(pair[1]);
  }
  return matching;
}

/** Whether rows are hashed by these symbols, in this order. */
export function isHashedBy(distribution: Distribution, symbols: readonly string[]): boolean {
  return (
    distribution.kind === 'fixed' &&
    distribution.by === 'HASH' &&
    distribution.keys?.length === symbols.length &&
    distribution.keys.every((names, i) => names.includes(symbols[i] as string))
  );
}

/** What is wanted of the rows below, when only some symbols come from there. Any part of the keys brings the rows together, too. */
export function renameWanted(wanted: Wanted, rename: (symbol: string) => string | undefined): Wanted {
  if (wanted.kind !== 'keys') {
    return wanted;
  }
  const keys = wanted.keys.flatMap((key) => rename(key) ?? []);
  return keys.length > 0 ? { kind: 'keys', keys } : { kind: 'spread' };
}
