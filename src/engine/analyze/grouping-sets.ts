/** The lists of sets in a GROUP BY by their keyword, each a list of sets of key ids. A plain column is an explicit list of one. */
export interface GroupingSetLists {
  readonly CUBE: readonly (readonly (readonly string[])[])[];
  readonly ROLLUP: readonly (readonly (readonly string[])[])[];
  readonly EXPLICIT: readonly (readonly (readonly string[])[])[];
}

type KeySet = readonly string[];

/**
 * Every combination of one set of each list, in Trino's order: CUBE, ROLLUP and explicit lists, the last one changing fastest.
 * @param everywhere keys that are in every set
 * @param distinct whether a set counts once: GROUP BY DISTINCT
 */
export function crossGroupingSets(
  { CUBE, ROLLUP, EXPLICIT }: GroupingSetLists,
  everywhere: KeySet,
  distinct: boolean,
): readonly KeySet[] {
  let crossed: KeySet[] = [[]];
  for (const list of [...CUBE.map(subsets), ...ROLLUP.map(prefixes), ...EXPLICIT]) {
    crossed = crossed.flatMap((left) => list.map((right) => union(left, right)));
  }
  const seen = new Set<string>();
  return crossed
    .map((set) => union(set, everywhere))
    .filter((set) => {
      const text = JSON.stringify([...set].sort());
      const isNew = !seen.has(text);
      seen.add(text);
      return isNew || !distinct;
    });
}

/** CUBE: the n-th has the parts that are bits of n. */
function subsets(parts: readonly KeySet[]): readonly KeySet[] {
  return Array.from({ length: 2 ** parts.length }, (_, bits) =>
    parts.filter((_, i) => (bits & (1 << i)) !== 0).reduce(union, []),
  );
}

/** ROLLUP: from none to all. */
function prefixes(parts: readonly KeySet[]): readonly KeySet[] {
  return Array.from({ length: parts.length + 1 }, (_, length) => parts.slice(0, length).reduce(union, []));
}

function union(left: KeySet, right: KeySet): KeySet {
  return [...new Set([...left, ...right])];
}
