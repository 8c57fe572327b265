import type { Value } from '../scalar/value.ts';
import type { MatchedAggregate } from './matched-aggregate.ts';
import { erased } from './matched-aggregate.ts';

/** Count, mean, and sums of powers of the distances from it. */
interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly m2: number;
  readonly m3: number;
  readonly m4: number;
}

const none: Moments = { count: 0, mean: 0, m2: 0, m3: 0, m4: 0 };

/** The next number, as stock takes it in for variances. */
function withVariance({ count, mean, m2, ...rest }: Moments, value: number): Moments {
  const delta = value - mean;
  const next = mean + delta / (count + 1);
  return { ...rest, count: count + 1, mean: next, m2: m2 + delta * (value - next) };
}

/** The next number, as stock takes it in for what needs higher powers. */
function withNumber({ count, mean, m2, m3, m4 }: Moments, value: number): Moments {
  const n = count + 1;
  const delta = value - mean;
  const part = delta / n;
  const square = part * part;
  const term = delta * part * count;
  return {
    count: n,
    mean: mean + part,
    m2: m2 + term,
    m3: m3 + term * part * (n - 2) - 3 * part * m2,
    m4: m4 + term * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * part * m3,
  };
}

const ofMoments: Readonly<Record<string, (moments: Moments) => number | null>> = {
  var_pop: ({ count, m2 }) => (count === 0 ? null : m2 / count),
  var_samp: ({ count, m2 }) => (count < 2 ? null : m2 / (count - 1)),
  variance: ({ count, m2 }) => (count < 2 ? null : m2 / (count - 1)),
  stddev_pop: ({ count, m2 }) => (count === 0 ? null : Math.sqrt(m2 / count)),
  stddev_samp: ({ count, m2 }) => (count < 2 ? null : Math.sqrt(m2 / (count - 1))),
  stddev: ({ count, m2 }) => (count < 2 ? null : Math.sqrt(m2 / (count - 1))),
};

const ofHighMoments: typeof ofMoments = {
  skewness: ({ count, m2, m3 }) => (count < 3 ? null : (Math.sqrt(count) * m3) / m2 ** 1.5),
  kurtosis: ({ count: n, m2, m4 }) =>
    n < 4
      ? null
      : ((((n - 1) * n * (n + 1)) / ((n - 2) * (n - 3))) * m4) / (m2 * m2) -
        (3 * ((n - 1) * (n - 1))) / ((n - 2) * (n - 3)),
};

/** Two numbers a row: how each and both vary. */
interface Pairs {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly c2: number;
  readonly m2X: number;
  readonly m2Y: number;
}

function withPair({ count, meanX, meanY, c2, m2X, m2Y }: Pairs, x: number, y: number): Pairs {
  const n = count + 1;
  const [deltaX, deltaY] = [x - meanX, y - meanY];
  const [nextX, nextY] = [meanX + deltaX / n, meanY + deltaY / n];
  return {
    count: n,
    meanX: nextX,
    meanY: nextY,
    c2: c2 + deltaX * (y - nextY),
    m2X: m2X + deltaX * (x - nextX),
    m2Y: m2Y + deltaY * (y - nextY),
  };
}

const ofPairs: Readonly<Record<string, (pairs: Pairs) => number | null>> = {
  covar_pop: ({ count, c2 }) => (count === 0 ? null : c2 / count),
  covar_samp: ({ count, c2 }) => (count < 2 ? null : c2 / (count - 1)),
  corr: ({ c2, m2X, m2Y }) => finite(c2 / Math.sqrt(m2X) / Math.sqrt(m2Y)),
  regr_slope: ({ c2, m2X }) => finite(c2 / m2X),
  regr_intercept: ({ c2, m2X, meanX, meanY }) => finite(meanY - (c2 / m2X) * meanX),
};

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * An aggregate that looks at how numbers are spread; undefined: `name` is none.
 * @param isReal whether the result has the precision of a real
 */
export function spreadOf(name: string, isReal: boolean): MatchedAggregate | undefined {
  const rounded = (value: number | null): Value => (value === null || !isReal ? value : Math.fround(value));
  const moments = ofMoments[name] ?? ofHighMoments[name];
  if (moments !== undefined) {
    const next = name in ofMoments ? withVariance : withNumber;
    return erased<Moments>({
      initial: none,
      add: (state, [value]) => (value === null || value === undefined ? state : next(state, Number(value))),
      result: (state) => rounded(moments(state)),
    });
  }
  const pairs = ofPairs[name];
  if (pairs !== undefined) {
    return erased<Pairs>({
      initial: { count: 0, meanX: 0, meanY: 0, c2: 0, m2X: 0, m2Y: 0 },
      // The dependent one comes first.
      add: (state, [y, x]) =>
        x === null || y === null || x === undefined || y === undefined
          ? state
          : withPair(state, Number(x), Number(y)),
      result: (state) => rounded(pairs(state)),
    });
  }
  if (name !== 'geometric_mean') return undefined;
  return erased<{ readonly sum: number; readonly count: number }>({
    initial: { sum: 0, count: 0 },
    add: (state, [value]) =>
      value === null || value === undefined
        ? state
        : { sum: state.sum + Math.log(Number(value)), count: state.count + 1 },
    result: ({ sum, count }) => rounded(count === 0 ? null : Math.exp(sum / count)),
  });
}
