/** How far doubles may be apart: sums depend on the order in which rows come. */
const relativeError = 1e-9;

/** A value as it's compared: numbers by their size, everything else by its JSON. */
function same(expected: unknown, actual: unknown): boolean {
  if (typeof expected === 'number' && typeof actual === 'number') {
    return (
      expected === actual ||
      Math.abs(expected - actual) <= relativeError * Math.max(Math.abs(expected), Math.abs(actual))
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return (
      expected.length === actual.length && expected.every((value, i) => same(value, (actual as unknown[])[i]))
    );
  }
  return JSON.stringify(expected) === JSON.stringify(actual);
}

/** Sorts rows that may differ by rounding next to each other. */
function sortKey(row: readonly unknown[]): string {
  return JSON.stringify(row.map((value) => (typeof value === 'number' ? value.toPrecision(8) : value)));
}

/**
 * What tells two results apart, as test/sql/README.md compares them; undefined: nothing.
 * @param order true: in the same sequence; column indexes: these columns in the same sequence, whole rows in any; false: in any
 */
export function difference(
  expected: readonly (readonly unknown[])[],
  actual: readonly (readonly unknown[])[],
  order: boolean | readonly number[],
): string | undefined {
  if (expected.length !== actual.length) {
    return `${actual.length} rows instead of ${expected.length}; first ${JSON.stringify(actual[0])}, expected ${JSON.stringify(expected[0])}`;
  }
  const pair = (
    e: readonly (readonly unknown[])[],
    a: readonly (readonly unknown[])[],
  ): string | undefined => {
    const at = e.findIndex((row, i) => !same(row, a[i]));
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
    const at = left.findIndex((candidate) => same(row, candidate));
    if (at < 0) return `no row like ${JSON.stringify(row)}; ${problem}`;
    left.splice(at, 1);
  }
  return undefined;
}
