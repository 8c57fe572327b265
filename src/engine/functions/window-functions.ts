import type { FunctionEntry } from './function-entry.ts';

/** Functions that only make sense over a window. */
export const windowFunctions: readonly FunctionEntry[] = [
  ranking('rank():bigint', 'Rank of the row, with gaps behind equal ones'),
  ranking('dense_rank():bigint', 'Rank of the row, without gaps'),
  ranking('percent_rank():double', 'Rank of the row, from 0 to 1'),
  ranking('cume_dist():double', 'Share of rows that come no later'),
  ranking('ntile(bigint):bigint', "Number of the row's bucket"),
  value('first_value<T>(t):T', 'Value of the first row of the frame'),
  value('last_value<T>(t):T', 'Value of the last row of the frame'),
  value('nth_value<T>(t,bigint):T', 'Value of a row of the frame'),
  ...['lag', 'lead'].flatMap((name) => {
    const which = name === 'lag' ? 'an earlier' : 'a later';
    return [
      value(`${name}<T>(t):T`, `Value of ${which} row`),
      value(`${name}<T>(t,bigint):T`, `Value of ${which} row, so many away`),
      value(`${name}<T>(t,bigint,t):T`, `Value of ${which} row, so many away, or another value`),
    ];
  }),
];

function ranking(signature: string, description: string): FunctionEntry {
  return { signature, kind: 'WINDOW', description, returnNullable: true };
}

function value(signature: string, description: string): FunctionEntry {
  const count = signature.slice(signature.indexOf('(')).split(',').length;
  const argumentNullable = [true, false, true].slice(0, count);
  return { ...ranking(signature, description), argumentNullable };
}
