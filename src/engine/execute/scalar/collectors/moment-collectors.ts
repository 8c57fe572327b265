import type { Type } from '../../../types/type.ts';
import type { Value } from '../value.ts';
import type { Collector } from './collector.ts';

/** How many values, their mean, and sums of powers of their distances from it. */
type Moments = readonly [count: bigint, mean: number, m2: number, m3: number, m4: number];

const stateType: Type = {
  kind: 'row',
  fields: [
    { type: { kind: 'bigint' } },
    ...[1, 2, 3, 4].map((): { type: Type } => ({ type: { kind: 'double' } })),
  ],
};

/** `skewness` and `kurtosis` of doubles or bigints. */
export function momentCollector(name: 'skewness' | 'kurtosis'): Collector {
  return {
    stateType,
    required: [0],
    ofRows: (rows) =>
      rows.reduce<Moments>((moments, [value]) => withValue(moments, Number(value)), [0n, 0, 0, 0, 0]),
    merge: (states) => (states as readonly Moments[]).reduce((left, right) => join(left, right)),
    result: (state) => (name === 'skewness' ? skewness(state as Moments) : kurtosis(state as Moments)),
  };
}

function withValue([before, mean, m2, m3, m4]: Moments, value: number): Moments {
  const n1 = Number(before);
  const n = n1 + 1;
  const delta = value - mean;
  const share = delta / n;
  const square = share * share;
  const growth = delta * share * n1;
  return [
    before + 1n,
    mean + share,
    m2 + growth,
    m3 + growth * share * (n - 2) - 3 * share * m2,
    m4 + growth * square * (n * n - 3 * n + 3) + 6 * square * m2 - 4 * share * m3,
  ];
}

function join(left: Moments, right: Moments): Moments {
  const [na, nb] = [Number(left[0]), Number(right[0])];
  if (na === 0) return right;
  if (nb === 0) return left;
  const n = na + nb;
  const [, ma, a2, a3, a4] = left;
  const [, mb, b2, b3, b4] = right;
  const delta = mb - ma;
  const delta2 = delta * delta;
  return [
    left[0] + right[0],
    (na * ma + nb * mb) / n,
    a2 + b2 + (delta2 * na * nb) / n,
    a3 + b3 + (delta2 * delta * na * nb * (na - nb)) / (n * n) + (3 * delta * (na * b2 - nb * a2)) / n,
    a4 +
      b4 +
      (delta2 * delta2 * na * nb * (na * na - na * nb + nb * nb)) / (n * n * n) +
      (6 * delta2 * (na * na * b2 + nb * nb * a2)) / (n * n) +
      (4 * delta * (na * b3 - nb * a3)) / n,
  ];
}

function skewness([count, , m2, m3]: Moments): Value {
  const n = Number(count);
  return n < 3 ? null : (Math.sqrt(n) * m3) / m2 ** 1.5;
}

function kurtosis([count, , m2, , m4]: Moments): Value {
  const n = Number(count);
  if (n < 4) return null;
  const variance = m2 / (n - 1);
  return (
    ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * (m4 / (variance * variance)) -
    (3 * (n - 1) * (n - 1)) / ((n - 2) * (n - 3))
  );
}
