/** The one that has waited longest. @param turn smaller is earlier */
export function chooseFair<T>(candidates: readonly T[], turn: (candidate: T) => number): T | undefined {
  return best(candidates, (candidate) => -turn(candidate));
}

/** One by chance, in proportion to the weights. @param random from 0 to below 1 */
export function chooseWeighted<T>(
  candidates: readonly T[],
  weight: (candidate: T) => number,
  random: () => number,
): T | undefined {
  let left = random() * candidates.reduce((sum, candidate) => sum + weight(candidate), 0);
  for (const candidate of candidates) {
    left -= weight(candidate);
    if (left < 0) return candidate;
  }
  return candidates.at(-1);
}

/** The one that uses least of its share; of several the one that has waited longest. */
export function chooseLeastUsed<T>(
  candidates: readonly T[],
  used: (candidate: T) => number,
  share: (candidate: T) => number,
  turn: (candidate: T) => number,
): T | undefined {
  let chosen: T | undefined;
  for (const candidate of candidates) {
    if (chosen === undefined) {
      chosen = candidate;
      continue;
    }
    const difference = used(candidate) / share(candidate) - used(chosen) / share(chosen);
    if (difference < 0 || (difference === 0 && turn(candidate) < turn(chosen))) chosen = candidate;
  }
  return chosen;
}

/** The one of the highest priority; of several the first. */
export function choosePriority<T>(
  candidates: readonly T[],
  priority: (candidate: T) => number,
): T | undefined {
  return best(candidates, priority);
}

function best<T>(candidates: readonly T[], value: (candidate: T) => number): T | undefined {
  let chosen: T | undefined;
  let highest = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    const own = value(candidate);
    if (own <= highest) continue;
    chosen = candidate;
    highest = own;
  }
  return chosen;
}
