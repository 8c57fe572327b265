/** `DistributionSnapshot` on the wire: what is known of a set of measurements; NaN (as text) where there are none. */
export interface DistributionSnapshot {
  count: number;
  total: number;
  p01: number | 'NaN';
  p05: number | 'NaN';
  p10: number | 'NaN';
  p25: number | 'NaN';
  p50: number | 'NaN';
  p75: number | 'NaN';
  p90: number | 'NaN';
  p95: number | 'NaN';
  p99: number | 'NaN';
  min: number | 'NaN';
  max: number | 'NaN';
  avg: number | 'NaN';
}

/** @param samples measurements in any order and one unit */
export function distributionOf(samples: readonly number[]): DistributionSnapshot {
  const sorted = [...samples].sort((a, b) => a - b);
  const total = sorted.reduce((sum, sample) => sum + sample, 0);
  const quantile = (q: number): number | 'NaN' =>
    sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 'NaN';
  return {
    count: sorted.length,
    total,
    p01: quantile(0.01),
    p05: quantile(0.05),
    p10: quantile(0.1),
    p25: quantile(0.25),
    p50: quantile(0.5),
    p75: quantile(0.75),
    p90: quantile(0.9),
    p95: quantile(0.95),
    p99: quantile(0.99),
    min: sorted[0] ?? 'NaN',
    max: sorted.at(-1) ?? 'NaN',
    avg: sorted.length === 0 ? 'NaN' : total / sorted.length,
  };
}
