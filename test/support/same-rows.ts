/** How far doubles may be apart: sums depend on the order in which rows come. */
const relativeError = 1e-9;

/** How far numbers of an approximation may be apart. */
const approximateError = 0.1;

/**
 * A value as it's compared: numbers by their size, maps whatever the order of their keys, everything else by its JSON.
 * @param approx of an approximation: texts may be any, of maps only the sizes are compared
 */
function same(expected: unknown, actual: unknown, approx: boolean): boolean {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const distance = Math.abs(expected - actual);
    const error = approx ? approximateError : relativeError;
    return (
      expected === actual ||
      distance <= error * Math.max(Math.abs(expected), Math.abs(actual)) ||
      (approx && Number.isInteger(expected) && distance <= 1)
    );
  }
  if (approx && typeof expected === 'string' && typeof actual === 'string') return true;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return (
      expected.length === actual.length &&
      expected.every((value, i) => same(value, (actual as unknown[])[i], approx))
    );
  }
  if (isMap(expected) && isMap(actual)) {
    const keys = Object.keys(expected);
    return (
      keys.length === Object.keys(actual).length &&
      (approx || keys.every((key) => Object.hasOwn(actual, key) && same(expected[key], actual[key], approx)))
    );
  }
  return JSON.stringify(expected) === JSON.stringify(actual);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sorts rows that may differ by rounding next to each other. */
function sortKey(row: readonly unknown[]): string {
  return JSON.stringify(row.map((value) => (typeof value === 'number' ? value.toPrecision(8) : value)));
}

/**
 * What tells two results apart, as test/sql/README.md compares them; undefined: nothing.
 * @param approx numbers may differ by 10 %
 * @param order true: in the same sequence; column indexes: these columns in the same sequence, whole rows in any; false: in any
 */
export function difference(
  expected: readonly (readonly unknown[])[],
  actual: readonly (readonly unknown[])[],
  order: boolean | readonly number[],
  approx = false,
): string | undefined {
  if (expected.length !== actual.length) {
    return `${actual.length} rows instead of ${expected.length}; first ${JSON.stringify(actual[0])}, expected ${JSON.stringify(expected[0])}`;
  }
  const pair = (
    e: readonly (readonly unknown[])[],
    a: readonly (readonly unknown[])[],
  ): string | undefined => {
    const at = e.findIndex((row, i) => !same(row, a[i], approx));
    return at < 0 ? undefined : `row ${at} is ${JSON.stringify(a[at])}, expected ${JSON.stringify(e[at])}`;
  };
  if (order === true) return pair(expected, actual);
  if (order !== false) {
    const keys = (rows: readonly (readonly unknown[])[]): unknown[][] =>
      rows.map((row) => order.map((i) => row[i]));
    const problem = pair(keys(expected), keys(actual));
    if (problem !== undefined) return `order: ${problem}`;
  }
  const sorted = (rows: readonly (readonly unknown[])[]): readonly (readonly unknown[])[] =>
    rows
      .map((row) => ({ row, key: sortKey(row) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ row }) => row);
  const problem = pair(sorted(expected), sorted(actual));
  if (problem === undefined) return undefined;
  // Values next to a rounding boundary sort differently: look for a partner one by one.
  const left = [...actual];
  for (const row of expected) {
    const at = left.findIndex((candidate) => same(row, candidate, approx));
    if (at < 0) return `no row like ${JSON.stringify(row)}; ${problem}`;
    left.splice(at, 1);
  }
  return undefined;
}
