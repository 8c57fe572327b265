import type { FunctionEntry } from './function-entry.ts';

/** Distributions and intervals of statistics. */
export const probabilityFunctions: readonly FunctionEntry[] = [
  scalar('normal_cdf(double,double,double):double', 'Share of a normal distribution below a value'),
  scalar('inverse_normal_cdf(double,double,double):double', 'Value that has a share below it'),
  scalar('beta_cdf(double,double,double):double', 'Share of a beta distribution below a value'),
  scalar('inverse_beta_cdf(double,double,double):double', 'Value that has a share below it'),
  scalar('wilson_interval_lower(bigint,bigint,double):double', 'Lower end of the interval of a share'),
  scalar('wilson_interval_upper(bigint,bigint,double):double', 'Upper end of the interval of a share'),
];

function scalar(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'SCALAR', description };
}
