/** One end of a range of values. */
export interface Bound<V> {
  readonly value: V;
  readonly inclusive: boolean;
}

/** Values between two bounds; without one there is no end on that side. */
export interface Range<V> {
  readonly low?: Bound<V>;
  readonly high?: Bound<V>;
}

/** The values that a column may have: ranges in order that don't meet, and NULL or not. */
export interface Domain<V> {
  readonly nullsAllowed: boolean;
  readonly ranges: readonly Range<V>[];
}

/** Less, equal or greater: below, at or above 0. */
export type Compare<V> = (a: V, b: V) => number;

export function intersectDomains<V>(a: Domain<V>, b: Domain<V>, compare: Compare<V>): Domain<V> {
  const ranges = a.ranges.flatMap((left) =>
    b.ranges.flatMap((right) => {
      const range: Range<V> = {
        ...tighter('low', left.low, right.low, compare),
        ...tighter('high', left.high, right.high, compare),
      };
      return isEmpty(range, compare) ? [] : [range];
    }),
  );
  return { nullsAllowed: a.nullsAllowed && b.nullsAllowed, ranges };
}

export function uniteDomains<V>(a: Domain<V>, b: Domain<V>, compare: Compare<V>): Domain<V> {
  const sorted = [...a.ranges, ...b.ranges].sort((left, right) => compareLows(left.low, right.low, compare));
  const ranges: Range<V>[] = [];
  for (const range of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && meets(last, range, compare)) {
      ranges[ranges.length - 1] = {
        ...(last.low !== undefined && { low: last.low }),
        ...wider(last.high, range.high, compare),
      };
    } else {
      ranges.push(range);
    }
  }
  return { nullsAllowed: a.nullsAllowed || b.nullsAllowed, ranges };
}

/** All other values; NULL is in it when it wasn't. */
export function complementDomain<V>({ nullsAllowed, ranges }: Domain<V>): Domain<V> {
  const others: Range<V>[] = [];
  let low: Bound<V> | undefined;
  let open = true;
  for (const range of ranges) {
    if (range.low !== undefined) {
      others.push({ ...(low !== undefined && { low }), high: opposite(range.low) });
    }
    open = range.high !== undefined;
    low = range.high === undefined ? undefined : opposite(range.high);
  }
  if (open) others.push(low === undefined ? {} : { low });
  return { nullsAllowed: !nullsAllowed, ranges: others };
}

function opposite<V>({ value, inclusive }: Bound<V>): Bound<V> {
  return { value, inclusive: !inclusive };
}

function tighter<V>(
  side: 'low' | 'high',
  a: Bound<V> | undefined,
  b: Bound<V> | undefined,
  compare: Compare<V>,
): Range<V> {
  const bound = a === undefined ? b : b === undefined ? a : tighterOf(side, a, b, compare);
  return bound === undefined ? {} : { [side]: bound };
}

function tighterOf<V>(side: 'low' | 'high', a: Bound<V>, b: Bound<V>, compare: Compare<V>): Bound<V> {
  const order = compare(a.value, b.value) * (side === 'low' ? 1 : -1);
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

function wider<V>(a: Bound<V> | undefined, b: Bound<V> | undefined, compare: Compare<V>): Range<V> {
  if (a === undefined || b === undefined) return {};
  const order = compare(a.value, b.value);
  if (order === 0) return { high: a.inclusive ? a : b };
  return { high: order > 0 ? a : b };
}

function isEmpty<V>({ low, high }: Range<V>, compare: Compare<V>): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low.value, high.value);
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive));
}

function compareLows<V>(a: Bound<V> | undefined, b: Bound<V> | undefined, compare: Compare<V>): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compare(a.value, b.value) || Number(b.inclusive) - Number(a.inclusive);
}

/** Whether nothing is between two ranges, the first of which begins no later. */
function meets<V>(first: Range<V>, second: Range<V>, compare: Compare<V>): boolean {
  if (first.high === undefined || second.low === undefined) return true;
  const order = compare(first.high.value, second.low.value);
  return order > 0 || (order === 0 && (first.high.inclusive || second.low.inclusive));
}
