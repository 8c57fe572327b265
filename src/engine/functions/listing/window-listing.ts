import type { ListedFunction } from './listed-function.ts';

/** The window functions of Trino 435 as its SHOW FUNCTIONS answers. A table of data, hence its length. */
export const windowListing: readonly ListedFunction[] = [
  { name: 'cume_dist', signatures: ['():double'], description: '' },
  { name: 'dense_rank', signatures: ['():bigint'], description: '' },
  { name: 'first_value', signatures: ['(t):t'], description: '' },
  { name: 'lag', signatures: ['(t):t', '(t,bigint):t', '(t,bigint,t):t'], description: '' },
  { name: 'last_value', signatures: ['(t):t'], description: '' },
  { name: 'lead', signatures: ['(t):t', '(t,bigint):t', '(t,bigint,t):t'], description: '' },
  { name: 'nth_value', signatures: ['(t,bigint):t'], description: '' },
  { name: 'ntile', signatures: ['(bigint):bigint'], description: '' },
  { name: 'percent_rank', signatures: ['():double'], description: '' },
  { name: 'rank', signatures: ['():bigint'], description: '' },
  { name: 'row_number', signatures: ['():bigint'], description: '' },
];
