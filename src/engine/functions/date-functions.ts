import type { FunctionEntry } from './function-entry.ts';

/** Parts of points in time: what EXTRACT calls. */
export const dateFunctions: readonly FunctionEntry[] = [
  ...part('year', 'Year', 'interval year to month'),
  ...part('month', 'Month of the year', 'interval year to month'),
  ...part('day', 'Day of the month', 'interval day to second'),
];

function part(name: string, description: string, interval: string): FunctionEntry[] {
  return ['date', interval, 'timestamp(p)', 'timestamp(p) with time zone'].map((type) => ({
    signature: `${name}(${type}):bigint`,
    kind: 'SCALAR',
    description,
  }));
}
