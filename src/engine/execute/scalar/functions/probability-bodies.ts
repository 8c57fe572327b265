import { TrinoError } from '../../../errors/trino-error.ts';
import { body, invalidArgument } from './function-body.ts';
import type { FunctionBodies } from './function-body.ts';

/** Distributions (functions/probability-functions.ts). */
export const probabilityBodies: FunctionBodies = {
  normal_cdf: body((mean: number, deviation: number, value: number) => {
    requirePositive(deviation, 'standardDeviation must be > 0');
    return normalShare((value - mean) / deviation);
  }),
  inverse_normal_cdf: body((mean: number, deviation: number, share: number) => {
    if (!(share > 0 && share < 1)) throw invalidArgument('p must be 0 > p > 1');
    requirePositive(deviation, 'sd must be > 0');
    return mean + deviation * normalQuantile(share);
  }),
  beta_cdf: body((a: number, b: number, value: number) => {
    if (!(value >= 0 && value <= 1)) throw invalidArgument('value must be 0 >= v >= 1');
    if (!(a > 0 && b > 0)) throw invalidArgument('a, b must be > 0');
    requireFinite(a, b, value);
    return betaShare(a, b, value);
  }),
  inverse_beta_cdf: body((a: number, b: number, share: number) => {
    if (!(share >= 0 && share <= 1)) throw invalidArgument('p must be 0 >= p >= 1');
    if (!(a > 0 && b > 0)) throw invalidArgument('a, b must be > 0');
    requireFinite(a, b, 0.5);
    return solve((value) => betaShare(a, b, value) - share);
  }),
  wilson_interval_lower: body((successes: bigint, trials: bigint, z: number) => {
    const { middle, reach, scale } = wilson(successes, trials, z);
    return (middle - reach) / scale;
  }),
  wilson_interval_upper: body((successes: bigint, trials: bigint, z: number) => {
    const { middle, reach, scale } = wilson(successes, trials, z);
    return (middle + reach) / scale;
  }),
};

/** The continued fraction of the incomplete beta function has no value where a parameter is infinite. */
function requireFinite(a: number, b: number, value: number): void {
  if (Number.isFinite(a) && Number.isFinite(b)) return;
  throw new TrinoError(
    'GENERIC_INTERNAL_ERROR',
    `illegal state: Continued fraction diverged to NaN for value ${value}`,
  );
}

function requirePositive(value: number, message: string): void {
  if (!(value > 0)) throw invalidArgument(message);
}

interface Wilson {
  readonly middle: number;
  readonly reach: number;
  readonly scale: number;
}

function wilson(successes: bigint, trials: bigint, z: number): Wilson {
  if (successes < 0n) throw invalidArgument('number of successes must not be negative');
  if (trials <= 0n) throw invalidArgument('number of trials must be positive');
  if (successes > trials)
    throw invalidArgument('number of successes must not be larger than number of trials');
  if (!(z >= 0)) throw invalidArgument('z-score must not be negative');
  const count = Number(trials);
  const share = Number(successes) / count;
  return {
    middle: share + (z * z) / (2 * count),
    reach: z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count)),
    scale: 1 + (z * z) / count,
  };
}

function normalShare(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  // Stock computes the half that lies between, so that far out nothing is left of the difference to it.
  return z < 0 ? 1 - (1 - upperTail(-z)) : 1 - upperTail(z);
}

/** Share of the standard normal distribution above z, for z from 0: a series, and far out a continued fraction. */
function upperTail(z: number): number {
  if (z > 38) return 0;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 4) {
    let term = z;
    let sum = z;
    for (let n = 3; Math.abs(term) > 1e-18 * sum; n += 2) {
      term *= (z * z) / n;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let n = 200; n >= 1; n--) fraction = z + n / fraction;
  return density / fraction;
}

function exactShare(z: number): number {
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

function normalQuantile(share: number): number {
  // Below that the share can't be told from nothing in the way stock computes.
  if (2 * share - 1 === -1) return -Infinity;
  let low = -40;
  let high = 40;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (exactShare(middle) < share) low = middle;
    else high = middle;
  }
  let z = (low + high) / 2;
  for (let step = 0; step < 3; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    if (density > 0) z -= (exactShare(z) - share) / density;
  }
  return z;
}

/** Where a function that grows from 0 to 1 passes zero. */
function solve(distance: (value: number) => number): number {
  if (distance(0) >= 0) return 0;
  if (distance(1) <= 0) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 1100 && high - low > Number.EPSILON * low * 0.5; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (distance(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Lanczos' approximation of the logarithm of the gamma function. */
function logGamma(x: number): number {
  const coefficients = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  let sum = coefficients[0] ?? 0;
  for (let index = 1; index < coefficients.length; index++)
    sum += (coefficients[index] ?? 0) / (x - 1 + index);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The regularized incomplete beta function, by its continued fraction. */
function betaShare(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(b, a, 1 - x);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  let fraction = 1;
  let c = 1;
  let d = 0;
  for (let step = 0; step <= 10_000; step++) {
    const m = Math.floor(step / 2);
    const numerator =
      step === 0
        ? 1
        : step % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + numerator * d);
    c = nonZero(1 + numerator / c);
    fraction *= c * d;
    if (Math.abs(1 - c * d) < 1e-16) break;
  }
  return front * (fraction - 1);
}

function nonZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}
